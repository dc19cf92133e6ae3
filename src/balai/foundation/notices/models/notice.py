"""A notice: one thing told to one person."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.core.actor import Actor
from balai.core.models import Row


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices for somebody."""

    def visible_to(self, actor: Actor) -> Self:
        """The person's own, without those kept out of the list."""
        if actor.user_id is None:
            return self.none()
        return self.filter(recipient_id=actor.user_id, is_shown=True)

    def unread(self) -> Self:
        """Those not opened yet."""
        return self.filter(read_at=None)


class Notice(Row):
    """Facts without personal numbers; texts are made from them when it is read, in the reader's language."""

    kind = models.CharField(max_length=60, db_collation="C")
    recipient = models.ForeignKey("accounts.User", models.CASCADE, null=True, related_name="+")
    outside_name = models.CharField(
        max_length=120, blank=True
    )  # somebody without an account, reached by mail only
    outside_email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, blank=True)  # of somebody without an account
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    link = models.CharField(max_length=240, blank=True)  # an address of this house, from the root
    is_shown = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_list", condition=Q(is_shown=True)),
            models.Index(
                fields=["recipient"], name="notice_unread", condition=Q(is_shown=True, read_at=None)
            ),
            models.Index(fields=["subject_id"], name="notice_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") | (Q(link__startswith="/") & ~Q(link__startswith="//")),
                name="notice_link_stays_in_the_house",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, outside_name="", outside_email="", language="")
                | (Q(recipient=None, is_shown=False) & ~Q(outside_email="") & ~Q(language="")),
                name="notice_is_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.recipient_id or self.outside_email}"

    @property
    def reader_name(self) -> str:
        """Who is told."""
        return self.recipient.full_name if self.recipient else self.outside_name

    @property
    def reader_email(self) -> str:
        """Where mail goes; empty for an account without an address."""
        return (self.recipient.email or "") if self.recipient else self.outside_email
