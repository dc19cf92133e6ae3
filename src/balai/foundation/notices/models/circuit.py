"""A breaker for each channel: while a server is down nobody keeps knocking."""

from django.db import models


class Circuit(models.Model):
    """How often in a row a channel failed as a whole, and until when it rests."""

    channel = models.CharField(max_length=10, primary_key=True, db_collation="C")
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=240, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.channel}: {self.failures}"
