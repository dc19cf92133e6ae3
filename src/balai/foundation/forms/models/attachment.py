"""Attachments in two stages: received (nobody can download it), then checked or refused."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Lampiran"))
class Attachment(Row):
    """A file for one field of a draft, later of what the draft became (``subject_kind``, ``subject_id``).

    The content lies encrypted in the storage under ``path``; size and digest are those of the plain content
    as it can be downloaded. A file that is used again is a further attachment with the same ``path``.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "Diterima"
        CHECKED = "checked", "Diperiksa"
        REFUSED = "refused", "Ditolak"

    draft = models.ForeignKey("forms.Draft", models.SET_NULL, null=True, related_name="attachments")
    uploader = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True)
    field = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    content_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=120, blank=True)
    key_name = models.CharField(max_length=20, blank=True)
    sealed_as = models.UUIDField(null=True)  # the first attachment with this content, to which it is bound

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["subject_kind", "subject_id"],
                name="attachment_of_subject",
                condition=Q(subject_id__isnull=False),
            ),
            models.Index(fields=["path"], name="attachment_content", condition=~Q(path="")),
            models.Index(
                fields=["created_at"],
                name="attachment_orphan",
                condition=Q(subject_id__isnull=True, draft__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="checked")
                | ~Q(path="") & ~Q(content_type="") & Q(size__gt=0) & ~Q(sha256=""),
                name="attachment_checked_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(subject_id__isnull=True) | Q(state="checked") & ~Q(subject_kind=""),
                name="attachment_linked_is_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.name
