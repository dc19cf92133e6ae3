"""What a unit wrote about a session, sealed."""

from django.db import models
from django.db.models import Q

from balai.core.models import Row


class Note(Row):
    """One writing of a note. Two phones may write at once: then two stand side by side until a later one joins them.

    ``key`` is made by the phone, so that what is sent twice is written once. What was replaced keeps its key and
    loses its text.
    """

    room = models.ForeignKey("guests.Room", models.CASCADE, related_name="notes")
    session_id = models.UUIDField()
    key = models.UUIDField()
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    replaced_by = models.ForeignKey("self", models.CASCADE, null=True, related_name="replaced")

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["room", "key"], name="guest_note_once"),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(sealed=b""), name="guest_note_replaced_is_gone"
            ),
        ]
        indexes = [
            models.Index(
                fields=["room", "session_id"], condition=Q(replaced_by=None), name="guest_note_standing"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)
