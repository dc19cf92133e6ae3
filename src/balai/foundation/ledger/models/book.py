"""Books: what one unit keeps of one kind in one year."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history

VIEW = "ledger.view"


class BookQuerySet(models.QuerySet["Book"]):
    """Books as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """The books of units that a reading role reaches."""
        return self.filter(within(actor, VIEW))


@history(_("Buku"))
class Book(Row):
    """The book of a unit for a year, such as its receipts, its village finance, or the books of an enterprise."""

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, db_collation="C")
    year = models.PositiveSmallIntegerField()
    chart = models.ForeignKey("ledger.Chart", models.PROTECT, related_name="+")
    closed_through = models.DateField(null=True)  # up to this day nothing is posted any more

    objects: ClassVar = BookQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "kind", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "year"], name="ledger_book_once"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="ledger_book_year"),
            models.CheckConstraint(
                condition=Q(closed_through=None) | Q(year=ExtractYear(F("closed_through"))),
                name="ledger_closing_in_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"
