"""Signing outside the request: the passphrase is sealed, taken once by the job, and never stored readable."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.core.secret import seal, unseal
from balai.foundation.documents.models import Handover, Signature

LIFE = timedelta(minutes=10)
PURPOSE = "passphrase"


def hand_over(actor: Actor, signature: Signature, passphrase: str) -> None:
    """Queue the signing in the caller's transaction. Raises Invalid without a passphrase."""
    from balai.foundation.documents.tasks import sign_outside

    if not passphrase:
        raise Invalid(
            _("Tanda tangan BSrE memerlukan kata sandi sertifikat."),
            {"passphrase": _("Isi kata sandi sertifikat Anda.")},
        )
    sealed = seal(passphrase, f"{PURPOSE}:{signature.pk}")
    values = {"sealed": sealed, "expires_at": timezone.now() + LIFE}
    Handover.objects.update_or_create(signature=signature, defaults=values)
    sign_outside.defer(signature_id=str(signature.pk), user_id=str(actor.user_id), name=actor.name)


def take(signature_id: UUID) -> str | None:
    """The passphrase, once: its row is gone afterwards. None when it is too old or was taken."""
    row = Handover.objects.filter(pk=signature_id).first()
    if row is None or not Handover.objects.filter(pk=signature_id, sealed=row.sealed).delete()[0]:
        return None
    if row.expires_at < timezone.now():
        return None
    return unseal(row.sealed, f"{PURPOSE}:{signature_id}")


def sweep() -> int:
    """Delete passphrases that no job took in time; returns how many."""
    return Handover.objects.filter(expires_at__lt=timezone.now()).delete()[0]
