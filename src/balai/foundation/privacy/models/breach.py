"""Breaches of personal data: what happened, to whose data, who was told when (UU 27/2022 art. 46)."""

from datetime import datetime, timedelta

from django.db import models

from balai.core.models import Row
from balai.foundation.audit.api import history

NOTICE_WITHIN = timedelta(hours=72)  # 3 x 24 hours, art. 46 (1)


@history()
class Breach(Row):
    """One breach with its guided case. The clock of the law runs from the discovery."""

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    discovered_at = models.DateTimeField()
    revealed = models.TextField(max_length=2000)  # which personal data were revealed
    how = models.TextField(max_length=2000)  # when and how
    handling = models.TextField(max_length=2000)  # what is done about it
    subjects = models.PositiveIntegerField()
    told_at = models.DateTimeField(null=True)
    told_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-discovered_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def due_at(self) -> datetime:
        """Until when subjects and the authority have to be told in writing."""
        return self.discovered_at + NOTICE_WITHIN


@history()
class BreachLetter(Row):
    """The template of a letter: to the data subjects or to the authority."""

    code = models.CharField(max_length=20, unique=True, db_collation="C")
    title = models.JSONField()
    body = models.JSONField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
