"""Bills: what somebody owes for a service, by which tariff, until when, and how far it is paid."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history, only_grows

VIEW = "payments.view"
NOTHING = Decimal("0.00")


class BillQuerySet(models.QuerySet["Bill"]):
    """Bills as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, and those of units that a role with ``payments.view`` reaches."""
        own = Q(payer_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(own | within(actor, VIEW))

    def payable(self) -> Self:
        """Still waiting for money."""
        return self.filter(state__in=Bill.PAYABLE)


@history(_("Tagihan"))
class Bill(Row):
    """A fee notice (SKRD) or a reminder with what was added for lateness (STRD)."""

    class Kind(models.TextChoices):
        SKRD = "skrd", _("Surat ketetapan retribusi daerah")
        STRD = "strd", _("Surat tagihan retribusi daerah")

    class State(models.TextChoices):
        OPEN = "open", _("Belum dibayar")
        PARTIAL = "partial", _("Dibayar sebagian")
        PAID = "paid", _("Lunas")
        EXPIRED = "expired", _("Kedaluwarsa")
        CANCELLED = "cancelled", _("Dibatalkan")

    PAYABLE = (State.OPEN, State.PARTIAL)

    kind = models.CharField(max_length=4, choices=Kind)
    number = models.CharField(max_length=120)
    code = models.CharField(max_length=20, unique=True, db_collation="C")  # what people pay by
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    tariff = models.ForeignKey("payments.Tariff", models.PROTECT, related_name="+")
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="reminder")
    case_id = models.UUIDField(null=True)
    payer = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    payer_name = models.CharField(max_length=120)
    title = models.CharField(max_length=160)
    total = models.DecimalField(max_digits=20, decimal_places=2)
    paid = models.DecimalField(max_digits=20, decimal_places=2, default=NOTHING)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, db_collation="C")
    raised_on = models.DateField()
    due_on = models.DateField()
    raised_by = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=240, blank=True)
    told_at = models.DateTimeField(null=True)  # when its case was told how it ended

    objects: ClassVar = BillQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["unit", "-id"], name="payments_bill_unit"),
            models.Index(fields=["payer", "-id"], name="payments_bill_payer"),
            models.Index(fields=["case_id"], name="payments_bill_case"),
            models.Index(fields=["due_on"], name="payments_bill_due", condition=Q(closed_at=None)),
            models.Index(
                fields=["id"], name="payments_bill_untold",
                condition=Q(told_at=None, case_id__isnull=False, closed_at__isnull=False),
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="payments_bill_number_once"),
            models.CheckConstraint(condition=Q(total__gt=0), name="payments_bill_total"),
            models.CheckConstraint(
                condition=Q(state="open", paid=0, closed_at=None)
                | Q(state="partial", paid__gt=0, paid__lt=F("total"), closed_at=None)
                | Q(state="paid", paid=F("total"), closed_at__isnull=False)
                | Q(state="expired", paid__gte=0, paid__lt=F("total"), closed_at__isnull=False)
                | (Q(state="cancelled", paid=0, closed_at__isnull=False) & ~Q(close_reason="")),
                name="payments_bill_state",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("raised_on")), name="payments_bill_due_after"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def rest(self) -> Decimal:
        """What is still owed."""
        return self.total - self.paid

    @property
    def is_payable(self) -> bool:
        """True while money is awaited."""
        return self.state in self.PAYABLE

    def facts(self) -> dict[str, Any]:
        """What every event of this bill tells."""
        return {"number": self.number, "code": self.code, "total": f"{self.total:.2f}"}


@only_grows
class BillLine(Row):
    """One item of a bill as it was reckoned: quantity times price, rounded once."""

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=60, db_collation="C")
    description = models.CharField(max_length=160)
    quantity = models.DecimalField(max_digits=18, decimal_places=4)
    unit_word = models.CharField(max_length=40, blank=True)
    price = models.DecimalField(max_digits=20, decimal_places=2)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    account = models.CharField(max_length=30, db_collation="C")

    class Meta:
        ordering = ["bill", "place"]
        constraints = [
            models.UniqueConstraint(fields=["bill", "place"], name="payments_line_place_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_line_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.description} {self.amount}"
