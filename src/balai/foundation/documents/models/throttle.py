"""How often somebody used an open page in the current window; rows are swept away by a task."""

from django.db import models


class Throttle(models.Model):
    """Uses of a purpose from an origin (hashed) within a window of time."""

    key = models.CharField(max_length=64, db_collation="C")
    window = models.DateTimeField()
    uses = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="throttle_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.uses}"
