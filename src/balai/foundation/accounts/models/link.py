"""One-time links and codes: a first password, or the first administrator's invitation."""

from django.db import models

from balai.core.models import Row


class OneTimeLink(Row):
    """A secret that opens one page once. Only the SHA-256 of its canonical code is stored."""

    class Purpose(models.TextChoices):
        PASSWORD = "password", "Kata sandi pertama"  # noqa: S105
        ADMINISTRATOR = "administrator", "Administrator pertama"

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, choices=Purpose)
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="links")
    made_by = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose="administrator") | models.Q(user__isnull=False),
                name="link_password_has_user",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%Y-%m-%d}"
