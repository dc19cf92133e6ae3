"""A file on its way: pieces that arrived over a bad line, until the whole of it is received."""

from django.db import models
from django.db.models import F, Q

from balai.core.models import Row


class Upload(Row):
    """A file that comes in pieces for one field of a draft; ``size`` and ``received`` in bytes.

    ``digest`` is the SHA-256 of the whole as the sender announced it, "" when it did not. When all has come
    it is judged once and becomes an attachment (``kept``) or not (``refused``, with the sentence in ``fault``).
    """

    class State(models.TextChoices):
        OPEN = "open", "Sedang dikirim"
        JUDGING = "judging", "Sedang diperiksa"
        KEPT = "kept", "Disimpan"
        REFUSED = "refused", "Ditolak"

    draft = models.ForeignKey("forms.Draft", models.CASCADE, related_name="uploads")
    attachment = models.ForeignKey("forms.Attachment", models.SET_NULL, null=True, related_name="+")
    field = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    fault = models.CharField(max_length=300, blank=True)
    touched_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0, received__lte=F("size")), name="upload_within_its_size"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(received=F("size")), name="upload_judged_when_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.received}/{self.size}"


class Piece(Row):
    """A piece of an upload from byte ``start`` on; its content lies encrypted in the storage under ``path``."""

    upload = models.ForeignKey("forms.Upload", models.CASCADE, related_name="pieces")
    start = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    key_name = models.CharField(max_length=20)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "start"], name="piece_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="piece_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.start}+{self.size}"
