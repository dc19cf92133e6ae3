"""Roles with reach as data, and their grants on a unit for a period."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.core.ui.look import current_regency
from balai.core.ui.words import local
from balai.foundation.audit.api import history
from balai.foundation.regions.api import kind_of


@history(_("Peran"))
class Role(models.Model):
    """What somebody may do and how far it reaches; content of a pack.

    ``may_grant`` lists the roles that a holder with ``accounts.manage`` may give to others within reach.
    """

    class Reach(models.TextChoices):
        UNIT = "unit", "Unit sendiri"
        SUBUNITS = "subunits", "Unit dan bawahannya"
        REGION = "region", "Wilayah"

    code = models.CharField(primary_key=True, max_length=40)
    name = models.JSONField()  # {"id": …, "en": …}
    called = models.JSONField(default=dict)  # {kind of place: {"id": …, "en": …}}, where the name is another
    purpose = models.JSONField(default=dict)  # {"id": …, "en": …}
    reach = models.CharField(max_length=10, choices=Reach)
    permissions = ArrayField(models.CharField(max_length=40), default=list)
    may_grant = ArrayField(models.CharField(max_length=40), default=list)
    needs_second_factor = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in this regency or city, in the reader's language."""
        return self.label_at(current_regency().code)

    def label_at(self, region_code: str) -> str:
        """The name at a place, in the reader's language: a ward has a Lurah, a city a Wali Kota."""
        return label_at(self.called, self.name, region_code)


def label_at(called: Mapping[str, Any], name: Mapping[str, str], region_code: str) -> str:
    """What a role is called at a place: its own name for that kind of place, else its name."""
    return local(called.get(kind_of(region_code)) or name)


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def live(self, on: date) -> "RoleGrantQuerySet":
        """Grants that hold on the day: begun, not ended, not revoked."""
        started = self.filter(revoked_at=None, starts_on__lte=on)
        return started.filter(Q(ends_on=None) | Q(ends_on__gte=on))


@history(_("Pemberian peran"))
class RoleGrant(Row):
    """A role held on a unit for a period (``ends_on`` included, None = open)."""

    class Standing(models.TextChoices):
        DEFINITIVE = "definitif", _("Definitif")
        PLT = "plt", _("Pelaksana tugas")
        PLH = "plh", _("Pelaksana harian")
        DELEGATED = "delegasi", _("Delegasi")

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="grants")
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="grants")
    holding = models.ForeignKey("organizations.Holding", models.PROTECT, null=True, related_name="grants")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.DEFINITIVE)
    basis = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        indexes = [models.Index(fields=["user"], name="grant_live", condition=Q(revoked_at=None))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="grant_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} {self.starts_on}"

    @property
    def label(self) -> str:
        """What the role is called on its unit."""
        return self.role.label_at(self.unit.region_id)
