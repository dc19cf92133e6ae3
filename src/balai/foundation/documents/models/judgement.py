"""What was judged of an outside signer's certificate, and when: later judgements stand beside earlier ones."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import only_grows
from balai.foundation.documents.models.document import Signature
from balai.foundation.documents.words import Word


@only_grows
class Judgement(Row):
    """One judgement of a signature; the newest counts. ``evidence`` is what it rests on: chain, lists, answers."""

    class Cause(models.TextChoices):
        UPLOAD = "upload", _("saat diunggah")
        CHECK = "check", _("saat diperiksa pada penerbitnya")
        ROOT = "root", _("saat sebuah akar mulai dipercaya")
        AGAIN = "again", _("saat ditanyakan lagi")

    signature = models.ForeignKey(Signature, models.PROTECT, related_name="judgements")
    word = models.CharField(max_length=8, choices=Word, db_collation="C")
    root = models.CharField(max_length=300, blank=True)  # the trusted one that the chain leads to
    revoked_at = models.DateTimeField(null=True)
    cause = models.CharField(max_length=8, choices=Cause, db_collation="C")
    evidence = models.JSONField(default=dict)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(word="unknown") | Q(root=""), name="judgement_root"),
            models.CheckConstraint(
                condition=Q(word="revoked", revoked_at__isnull=False)
                | (~Q(word="revoked") & Q(revoked_at=None)),
                name="judgement_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signature_id} {self.word}"
