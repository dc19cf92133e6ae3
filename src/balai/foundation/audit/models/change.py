"""The journal of changes: what a row of a regulated table was and became, by whom and why."""

from django.db import models

from balai.core.models import Row


class Change(Row):
    """One inserted, changed or deleted row; written by triggers only (see ``journal.py``).

    ``before`` and ``after`` hold the columns that changed; the whole row for an insert or delete. Identity numbers
    stand in it as they do in their column: sealed. ``db_user`` is the role of the database, which tells a
    change made by hand from one that the application made.
    """

    class Operation(models.TextChoices):
        INSERT = "insert", "Ditambahkan"
        UPDATE = "update", "Diubah"
        DELETE = "delete", "Dihapus"

    subject_kind = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=80, db_collation="C")
    operation = models.CharField(max_length=6, choices=Operation)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120, blank=True)
    standing = models.CharField(max_length=240, blank=True)
    why = models.CharField(max_length=240, blank=True)
    context_id = models.UUIDField(null=True)
    db_user = models.CharField(max_length=63)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_key", "-id"], name="change_subject"),
            models.Index(fields=["actor_id", "-id"], name="change_actor"),
            models.Index(fields=["subject_kind", "-id"], name="change_kind"),
            models.Index(fields=["context_id"], name="change_context"),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.subject_kind} {self.subject_key}"
