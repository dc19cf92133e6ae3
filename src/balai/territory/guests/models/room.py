"""The room of one visiting unit, or of the leader, in the book of its delegation."""

from django.db import models
from django.db.models import Q

from balai.core.models import Row

SEALS = ("key_by_link", "key_by_leader", "link_by_leader")


class Room(Row):
    """Notes of a room are sealed with its own key, which stands here twice: for the room's link and for the leader.

    ``link_by_leader`` is the code of the link, which the leader can show again. ``unit_id`` is None for the leader.
    """

    book = models.ForeignKey("guests.Book", models.CASCADE, related_name="rooms")
    unit_id = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, blank=True, db_collation="C")
    key_by_link = models.BinaryField(null=True)
    key_by_leader = models.BinaryField(null=True)
    link_by_leader = models.BinaryField(null=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=~Q(digest=""), name="guest_room_found_by_link"
            ),
            models.UniqueConstraint(fields=["book", "unit_id"], nulls_distinct=False, name="guest_room_once"),
            models.CheckConstraint(
                condition=Q(digest="", **dict.fromkeys(SEALS))
                | ~Q(digest="") & Q(**{f"{name}__isnull": False for name in SEALS}),
                name="guest_room_sealed_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_leading(self) -> bool:
        """True for the room of the leader."""
        return self.unit_id is None

    @property
    def has_link(self) -> bool:
        """True once it can be entered."""
        return bool(self.digest)
