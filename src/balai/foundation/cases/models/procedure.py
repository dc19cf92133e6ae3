"""Versions of procedures: never changed once written; a running case keeps its version."""

from functools import lru_cache
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history, only_grows
from balai.foundation.cases.procedure.reading import read_procedure
from balai.foundation.cases.procedure.spec import Procedure


@only_grows
@history(_("Versi prosedur"))
class ProcedureVersion(Row):
    """One version of a procedure. A changed definition is a further version; a trigger refuses changes."""

    code = models.CharField(max_length=60, db_collation="C")
    number = models.PositiveIntegerField()
    name = models.JSONField()  # {"id": …, "en": …}
    definition = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="procedure_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="procedure_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"

    @property
    def spec(self) -> Procedure:
        """The procedure as frozen objects; read once a process, since a version never changes."""
        return spec_of(self.pk)


@lru_cache(maxsize=256)
def spec_of(version_id: UUID) -> Procedure:
    """The procedure of a version."""
    definition = ProcedureVersion.objects.values_list("definition", flat=True).get(pk=version_id)
    return read_procedure(definition)
