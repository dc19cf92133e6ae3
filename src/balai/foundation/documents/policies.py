"""Who may do what with documents; nothing else decides."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor, reaches
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.documents.models import Document

SIGN = "documents.sign"
MANAGE = "organizations.manage"
WRITE = "packs.manage"


_permissions: dict[str, str] = {}


def sign_with(kind: str, permission: str) -> None:
    """Documents of the kind are signed and ended with this permission instead of ``documents.sign``, and by no
    other role: who hands out receipts signs no permits, and takes none back.
    """
    _permissions[kind] = permission


def signs_for(actor: Actor, unit_id: UUID, kind: str) -> bool:
    """True when a role on the unit itself signs documents of the kind: reach lets a role read, never sign."""
    permission = _permissions.get(kind, SIGN)
    return any(grant.unit_id == unit_id for grant in actor.grants_with(permission))


def require_signer(actor: Actor, unit_id: UUID, kind: str) -> None:
    """Raises NotAllowed unless the actor signs such documents for the unit and has shown the second factor."""
    if not signs_for(actor, unit_id, kind):
        raise NotAllowed(_("Anda tidak berwenang menandatangani untuk unit ini."))
    if not actor.second_factor:
        raise NotAllowed(_("Tanda tangan memerlukan verifikasi dua langkah. Masuk kembali dengan kode."))


def may_end(actor: Actor, document: Document) -> bool:
    """Whoever signs for the unit revokes and replaces its documents; while a document waits, so does each office
    that still has to sign it.
    """
    if not actor.second_factor:
        return False
    waiting = document.state == Document.State.WAITING
    open_blocks = (
        document.signatures.filter(signed_at=None).values_list("unit_id", flat=True) if waiting else ()
    )
    return any(signs_for(actor, unit_id, document.kind) for unit_id in (document.unit_id, *open_blocks))


def require_manager(actor: Actor, unit_id: UUID, region_code: str = "") -> None:
    """Raises NotVisible for a unit that no role of the actor reaches, NotAllowed without administering it."""
    if actor.is_system or actor.may(MANAGE, unit_id=unit_id, region_code=region_code):
        return
    if not any(reaches(grant, unit_id, region_code) for grant in actor.grants):
        raise NotVisible(_("Unit ini tidak ada."))
    raise NotAllowed(_("Kop surat dan penomoran diatur oleh administrator unit."))


def require_keeper_of_roots(actor: Actor) -> None:
    """Raises NotAllowed unless the actor decides which certificate authorities the regency trusts."""
    if not (actor.is_system or actor.may(WRITE)):
        raise NotAllowed(_("Akar tepercaya dikelola administrator kabupaten."))


def require_writer(actor: Actor) -> None:
    """Raises NotAllowed unless the actor decides for the regency how its letters read."""
    if not (actor.is_system or actor.may(WRITE)):
        raise NotAllowed(_("Surat baku ditulis oleh administrator kabupaten."))
