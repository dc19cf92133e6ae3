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
    recipient = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
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
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.recipient_id}"
