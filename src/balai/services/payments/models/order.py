"""What is asked of the bank, and what the bank tells."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row


class Order(Row):
    """A virtual account or QRIS for a bill. A job asks the bank for it; its id makes asking again harmless."""

    class State(models.TextChoices):
        WANTED = "wanted", _("Sedang disiapkan")
        READY = "ready", _("Siap dibayar")
        FAILED = "failed", _("Belum berhasil")

    bill = models.ForeignKey("payments.Bill", models.PROTECT, related_name="orders")
    adapter = models.CharField(max_length=10, db_collation="C")
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    state = models.CharField(max_length=10, choices=State, default=State.WANTED, db_collation="C")
    account = models.CharField(max_length=600, blank=True)  # the number to pay to, or the payload of the code
    due_at = models.DateTimeField()  # when a worker next tries; while one does, the end of its lease
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["due_at"], name="payments_order_due", condition=Q(state="wanted")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["bill", "adapter", "amount"], name="payments_order_once"),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(account=""), name="payments_order_ready_has_account"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adapter} {self.state}"


class Callback(Row):
    """A call of the bank whose signature was right: kept before it is answered, handled by a job."""

    class Outcome(models.TextChoices):
        WAITING = "", _("Menunggu")
        KEPT = "kept", _("Dibukukan")
        KNOWN = "known", _("Sudah dibukukan sebelumnya")
        UNREADABLE = "unreadable", _("Tidak terbaca")

    adapter = models.CharField(max_length=10, db_collation="C")
    signature = models.CharField(max_length=64, db_collation="C")
    body = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, db_collation="C")
    payment = models.ForeignKey("payments.Payment", models.PROTECT, null=True, related_name="callbacks")
    handled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], name="payments_callback_waiting", condition=Q(handled_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["adapter", "signature"], name="payments_callback_once"),
            models.CheckConstraint(
                condition=Q(handled_at=None, outcome="") | (Q(handled_at__isnull=False) & ~Q(outcome="")),
                name="payments_callback_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adapter} {self.outcome or '…'}"
