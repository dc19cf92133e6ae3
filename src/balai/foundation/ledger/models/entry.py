"""Entries and their lines. Both only grow; an entry is whole, balanced and final when it is committed."""

from decimal import Decimal
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from balai.core.actor import Actor
from balai.core.ids import uuid7
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import only_grows
from balai.foundation.ledger.models.book import VIEW

NOTHING = Decimal("0.00")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """The entries of books that a reading role reaches."""
        return self.filter(within(actor, VIEW, "book__unit"))


@only_grows
class Entry(Row):
    """A posting: why money moved, when, and by what it was caused. ``created_at`` is when it was written."""

    book = models.ForeignKey("ledger.Book", models.PROTECT, related_name="entries")
    date = models.DateField()
    description = models.CharField(max_length=240)
    reference = models.CharField(max_length=80, blank=True)  # number of the document behind it
    total = models.DecimalField(max_digits=20, decimal_places=2)
    line_count = models.PositiveSmallIntegerField()
    source_type = models.CharField(max_length=40, db_collation="C")
    source_id = models.UUIDField()
    purpose = models.CharField(max_length=30, db_collation="C")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)

    objects: ClassVar = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["book", "date", "id"]
        indexes = [models.Index(fields=["book", "date", "id"], name="ledger_entry_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["source_type", "source_id", "purpose"], name="ledger_entry_source_once"
            ),
            models.UniqueConstraint(fields=["id", "book", "date"], name="ledger_entry_of_book_and_day"),
            models.CheckConstraint(condition=Q(total__gt=0), name="ledger_entry_total"),
            models.CheckConstraint(condition=Q(line_count__gte=2), name="ledger_entry_two_lines"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.description}"


@only_grows
class Line(models.Model):
    """One side of an entry on one account. Book and day stand here too, so that a balance needs one index."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    book = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+", db_index=False)
    date = models.DateField()
    account = models.ForeignKey("ledger.Account", models.PROTECT, related_name="lines")
    debit = models.DecimalField(max_digits=20, decimal_places=2, default=NOTHING)
    credit = models.DecimalField(max_digits=20, decimal_places=2, default=NOTHING)
    activity = models.CharField(
        max_length=30, blank=True, db_collation="C"
    )  # kegiatan, where the book has them
    fund = models.CharField(max_length=10, blank=True, db_collation="C")  # sumber dana

    class Meta:
        ordering = ["entry", "place"]
        indexes = [
            models.Index(
                fields=["book", "account", "date"],
                include=["debit", "credit", "activity", "fund"],
                name="ledger_balance",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["entry", "place"], name="ledger_line_place_once"),
            models.CheckConstraint(
                condition=Q(debit__gt=0, credit=0) | Q(debit=0, credit__gt=0), name="ledger_line_one_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.debit} {self.credit}"
