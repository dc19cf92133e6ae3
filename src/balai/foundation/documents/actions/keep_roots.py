"""Trust the root of a certificate authority, or trust it no longer. What was judged before stays as it was judged;
whoever was unknown is judged anew, beside it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotVisible
from balai.foundation.audit.api import record
from balai.foundation.documents import events
from balai.foundation.documents.models import TrustedRoot
from balai.foundation.documents.policies import require_keeper_of_roots
from balai.foundation.documents.roots import LONGEST, read_pem, until_of
from balai.foundation.documents.signing.outside import authority_name


@dataclass(frozen=True)
class RootDraft:
    """A certificate as PEM, and where it was had from."""

    certificate: str
    source: str


@transaction.atomic
def trust_root(actor: Actor, draft: RootDraft) -> TrustedRoot:
    """Trust the root from now on. Raises NotAllowed, Invalid (no certificate of an authority, one that has ended, no
    source), Conflict when it is trusted already."""
    require_keeper_of_roots(actor)
    certificate = read_pem(draft.certificate[:LONGEST])
    source = " ".join(draft.source.split())[:300]
    if not source:
        raise Invalid(_("Sebutkan dari mana sertifikat ini."), {"source": _("Kolom ini wajib diisi.")})
    if until_of(certificate) <= timezone.now():
        sentence = _("Sertifikat ini sudah berakhir.")
        raise Invalid(sentence, {"certificate": sentence})
    try:
        with transaction.atomic():
            root = TrustedRoot.objects.create(
                fingerprint=certificate.sha256.hex(),
                name=authority_name(certificate),
                certificate=draft.certificate.strip(),
                until=until_of(certificate),
                source=source,
                added_by=actor.name,
            )
    except IntegrityError as error:
        raise Conflict(_("Sertifikat ini sudah tercatat.")) from error
    record(actor, events.ROOT_TRUSTED, subject=root, root=root.name)
    transaction.on_commit(_judge_again, robust=True)
    return root


def _judge_again() -> None:
    from balai.foundation.documents.tasks import judge_unknown_soon

    judge_unknown_soon()


@transaction.atomic
def end_root(actor: Actor, root_id: UUID) -> TrustedRoot:
    """Trust the root no longer; a second time changes nothing. Raises NotAllowed, NotVisible."""
    require_keeper_of_roots(actor)
    root = TrustedRoot.objects.select_for_update().filter(pk=root_id).first()
    if root is None:
        raise NotVisible(_("Akar ini tidak tercatat."))
    if root.ended_at is None:
        root.ended_at, root.ended_by = timezone.now(), actor.name
        root.save(update_fields=["ended_at", "ended_by"])
        record(actor, events.ROOT_ENDED, subject=root, root=root.name)
    return root
