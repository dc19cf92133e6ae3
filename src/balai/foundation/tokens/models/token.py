"""A personal access token: with it a program reads what its owner may read."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from balai.core.models import Row
from balai.foundation.audit.api import history


class TokenQuerySet(models.QuerySet["AccessToken"]):
    """Tokens by whether they still work."""

    def live(self) -> "TokenQuerySet":
        """Tokens that are neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


@history(without=["digest", "last_used_at"])
class AccessToken(Row):
    """Only the SHA-256 of the secret is stored: it has 256 bits by itself, so nothing slower is needed."""

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="access_tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True, db_collation="C")
    ending = models.CharField(max_length=4)  # the last characters, by which its owner recognises it
    scopes = models.JSONField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-id"], name="token_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="token_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(scopes=[]), name="token_opens_something"),
        ]

    def __str__(self) -> str:
        return f"{self.name} …{self.ending}"
