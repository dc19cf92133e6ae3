"""A passphrase on its way from the officer to the signing job: sealed, taken once, gone after minutes."""

from django.db import models


class Handover(models.Model):
    """The sealed passphrase of one signing; the job deletes the row before it calls out."""

    signature = models.OneToOneField("Signature", models.CASCADE, primary_key=True, related_name="handover")
    sealed = models.CharField(max_length=500)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.signature_id)
