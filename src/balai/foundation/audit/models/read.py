"""Log of reads of personal data, also refused ones."""

from django.db import models
from django.db.models import Q

from balai.core.models import Row

# columns of a subject that name the account whose data it holds
OWNER_COLUMNS = ("applicant_id", "owner_id", "user_id", "uploader_id")


class PersonalRead(Row):
    """Who looked at what of whom, why and from where. Written on the connection ``witness``."""

    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)
    standing = models.CharField(max_length=240, blank=True)
    person_id = models.UUIDField(null=True)  # whose data it is
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    what = models.CharField(max_length=60)
    why = models.CharField(max_length=240)
    origin = models.CharField(max_length=60, blank=True)
    allowed = models.BooleanField()
    context_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_id", "id"], name="read_subject"),
            models.Index(fields=["person_id", "-id"], name="read_person"),
            models.Index(fields=["actor_id", "-id"], name="read_actor"),
            models.Index(fields=["context_id"], name="read_context", condition=Q(context_id__isnull=False)),
            models.Index(fields=["-id"], name="read_refused", condition=Q(allowed=False)),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.subject_id}"
