"""A catalogue that this regency follows: where it is, whose key is believed, what it offered when it was last read."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history

LONGEST_READING = timedelta(minutes=3)  # after which the job is taken for dead


@history(_("Langganan katalog"), without=["document", "trouble", "detail", "asked_at", "tried_at", "read_at"])
class Publisher(Row):
    """``key`` is the public key that is believed, ``new_key`` another one that was met and is not."""

    class State(models.TextChoices):
        NEW = "new", _("Belum terbaca")
        WAITING = "waiting", _("Menunggu pencocokan kunci")
        FOLLOWED = "followed", _("Diikuti")
        ENDED = "ended", _("Berhenti berlangganan")

    address = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.NEW, db_collation="C")
    region_code = models.CharField(max_length=13, blank=True, db_collation="C")
    name = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=44, blank=True)
    new_key = models.CharField(max_length=44, blank=True)
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    document = models.JSONField(default=dict)  # the last catalogue that was believed
    read_at = models.DateTimeField(null=True)  # when that was
    tried_at = models.DateTimeField(null=True)  # when the last attempt ended
    asked_at = models.DateTimeField(null=True)  # since when a job is at it
    trouble = models.CharField(max_length=12, blank=True)  # why the last attempt failed
    detail = models.CharField(max_length=240, blank=True)
    shares_adoptions = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["address"], condition=~Q(state="ended"), name="publisher_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | ~Q(state="followed"), name="followed_is_confirmed"
            ),
            models.CheckConstraint(
                condition=Q(shares_adoptions=False) | Q(state="followed"), name="only_followed_are_told"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What people call it."""
        return self.name or self.address

    @property
    def is_working(self) -> bool:
        """True while a job reads the catalogue."""
        return self.asked_at is not None and timezone.now() - self.asked_at < LONGEST_READING
