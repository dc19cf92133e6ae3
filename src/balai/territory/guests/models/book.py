"""The book of a delegation, which its leader opens once, and the rule how long books are kept."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Aturan buku tamu"))
class BookRule(Row):
    """How long a book stays open after the visit, and how long a key for the leader waits in a mailbox."""

    code = models.SlugField(max_length=40, unique=True, db_collation="C")
    open_days = models.PositiveSmallIntegerField()
    key_minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(open_days__gte=1, key_minutes__gte=5), name="guest_rule_has_time"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Book(Row):
    """Of one delegation. Whoever holds the mailbox that asked for the visit opens it, once.

    ``key_digest`` is of the one-time key that was sent last, of which nothing else is kept.
    """

    delegation_id = models.UUIDField(unique=True)
    code = models.CharField(max_length=40, unique=True, db_collation="C")
    key_digest = models.CharField(max_length=64, blank=True, db_collation="C")
    key_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    last_day = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(key_digest="", key_until=None) | (~Q(key_digest="") & Q(key_until__isnull=False)),
                name="guest_key_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(key_digest=""), name="guest_book_opened_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("last_day")), name="guest_book_outlasts_visit"
            ),
        ]

    def __str__(self) -> str:
        return self.code
