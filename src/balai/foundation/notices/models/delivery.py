"""The outbox: what has to leave the house by a channel, and what became of it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Rows of the outbox by what is to be done with them."""

    def pending(self) -> Self:
        """Still to be sent, or in the hands of a worker."""
        return self.filter(state__in=Delivery.PENDING)

    def dead(self) -> Self:
        """Given back by the server for good, or tried too often."""
        return self.filter(state=Delivery.State.DEAD)


class Delivery(Row):
    """One notice on its way by one channel. While it is being sent, ``due_at`` is the end of the worker's lease."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        HELD = "held", _("Menunggu ringkasan")
        SENDING = "sending", _("Sedang dikirim")
        SENT = "sent", _("Terkirim")
        CARRIED = "carried", _("Di dalam ringkasan")
        DEAD = "dead", _("Gagal")
        DROPPED = "dropped", _("Dilepas")

    PENDING = (State.WAITING, State.SENDING)

    notice = models.ForeignKey("notices.Notice", models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, db_collation="C")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_collation="C")
    due_at = models.DateTimeField()
    lease = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    recovered = models.PositiveSmallIntegerField(default=0)  # leases that ran out: perhaps sent twice
    carrier = models.ForeignKey("self", models.CASCADE, null=True, related_name="carried")
    sent_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=240, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["channel", "due_at", "id"],
                name="delivery_due",
                condition=Q(state__in=["waiting", "sending"]),
            ),
            models.Index(fields=["due_at"], name="delivery_held", condition=Q(state="held")),
            models.Index(fields=["state", "-id"], name="delivery_state"),
            models.Index(fields=["-sent_at"], name="delivery_sent", condition=Q(sent_at__isnull=False)),
            models.Index(fields=["-id"], name="delivery_recovered", condition=Q(recovered__gt=0)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="delivery_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state="sending", lease__isnull=False) | (~Q(state="sending") & Q(lease=None)),
                name="delivery_lease_while_sending",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["dead", "dropped"]) | ~Q(reason=""),
                name="delivery_end_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="carried", carrier__isnull=False) | (~Q(state="carried") & Q(carrier=None)),
                name="delivery_carried_has_its_carrier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"
