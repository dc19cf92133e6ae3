"""Money that came in, and money that goes back."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history, only_grows
from balai.services.payments.models.bill import VIEW


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Payments as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """For one's own bills, and at units that a role with ``payments.view`` reaches."""
        own = Q(bill__payer_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(own | within(actor, VIEW))


@only_grows
class Payment(Row):
    """An amount that came in once: what of it went to the bill, and what is owed back. Never changed."""

    class Surplus(models.TextChoices):
        NONE = "", ""
        OVER = "over", _("Lebih bayar")
        PAID = "paid", _("Tagihan sudah lunas")
        LATE = "late", _("Dibayar setelah tagihan kedaluwarsa")
        CANCELLED = "cancelled", _("Tagihan sudah dibatalkan")
        UNKNOWN = "unknown", _("Kode bayar tidak dikenal")

    adapter = models.CharField(max_length=10, db_collation="C")
    reference = models.CharField(max_length=120, db_collation="C")  # the bank's, or the number of the receipt
    bill = models.ForeignKey("payments.Bill", models.PROTECT, null=True, related_name="payments")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    applied = models.DecimalField(max_digits=20, decimal_places=2)
    surplus = models.DecimalField(max_digits=20, decimal_places=2)
    surplus_reason = models.CharField(max_length=10, choices=Surplus, blank=True)
    paid_at = models.DateTimeField()
    booked_on = models.DateField()
    officer_id = models.UUIDField(null=True)
    officer_name = models.CharField(max_length=120, blank=True)
    document_id = models.UUIDField(null=True)  # the signed receipt

    objects: ClassVar = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit", "booked_on"], name="payments_payment_day")]
        constraints = [
            models.UniqueConstraint(fields=["adapter", "reference"], name="payments_payment_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, applied__gte=0, surplus__gte=0, amount=F("applied") + F("surplus")),
                name="payments_payment_parts",
            ),
            models.CheckConstraint(
                condition=Q(surplus=0, surplus_reason="") | (Q(surplus__gt=0) & ~Q(surplus_reason="")),
                name="payments_payment_surplus_reason",
            ),
            models.CheckConstraint(
                condition=Q(bill__isnull=False) | Q(applied=0), name="payments_payment_of_a_bill"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adapter} {self.reference}"


class RefundNoteQuerySet(models.QuerySet["RefundNote"]):
    """Notes as an actor may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """For one's own bills, and at units that a role with ``payments.view`` reaches."""
        own = Q(payment__bill__payer_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(own | within(actor, VIEW, "payment__unit"))


@history(_("Nota pengembalian"))
class RefundNote(Row):
    """What is owed back of a payment, until it was paid back with a reference."""

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="refund")
    number = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    paid_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=120, blank=True)
    officer_name = models.CharField(max_length=120, blank=True)

    objects: ClassVar = RefundNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_refund_amount"),
            models.CheckConstraint(
                condition=Q(paid_at=None, reference="") | (Q(paid_at__isnull=False) & ~Q(reference="")),
                name="payments_refund_reference",
            ),
        ]

    def __str__(self) -> str:
        return self.number
