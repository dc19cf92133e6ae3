"""Posts and their holders with dates, definitive or acting (Plt., Plh.)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Jabatan"))
class Post(Row):
    """A post of a unit, such as Kepala Desa; holding it gives its role."""

    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    role_code = models.CharField(max_length=40)
    is_head = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["order", "title"]
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(is_head=True), name="post_one_head"),
            models.UniqueConstraint(fields=["unit", "title"], name="post_title_once"),
        ]

    def __str__(self) -> str:
        return self.title


@history(_("Pemegang jabatan"))
class Holding(Row):
    """Somebody on a post for a period (``ends_on`` included, None = open)."""

    class Standing(models.TextChoices):
        DEFINITIVE = "definitif", _("Definitif")
        PLT = "plt", _("Pelaksana tugas (Plt.)")
        PLH = "plh", _("Pelaksana harian (Plh.)")

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="holdings")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.DEFINITIVE)
    rank = models.CharField(max_length=80, blank=True)
    employee_number = models.CharField(max_length=30, blank=True)
    decree = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="holding_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.starts_on}"
