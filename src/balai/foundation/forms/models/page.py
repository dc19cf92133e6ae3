"""What somebody typed into a page of the workplace and has not sent yet."""

from typing import Any

from django.db import models

from balai.core.models import Row


class PageDraft(Row):
    """The fields of one page as they were typed, of one person; ``place`` names the page and what it is about.

    ``version`` grows by one with every save, so that of two devices the second is told.
    """

    owner = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    place = models.CharField(max_length=120, db_collation="C")
    typed: Any = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["owner", "place"], name="page_draft_once")]

    def __str__(self) -> str:
        return self.place
