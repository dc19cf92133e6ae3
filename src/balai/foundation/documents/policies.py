"""Who may do what with documents; nothing else decides."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.foundation.documents.models import Document

SIGN = "documents.sign"
MANAGE = "organizations.manage"


def require_signer(actor: Actor, unit_id: UUID, region_code: str = "") -> None:
    """Raises NotAllowed unless the actor signs for the unit and has shown the second factor."""
    if not actor.may(SIGN, unit_id=unit_id, region_code=region_code):
        raise NotAllowed(_("Anda tidak berwenang menandatangani untuk unit ini."))
    if not actor.second_factor:
        raise NotAllowed(_("Tanda tangan memerlukan verifikasi dua langkah. Masuk kembali dengan kode."))


def may_end(actor: Actor, document: Document) -> bool:
    """Whoever may sign for the unit may revoke and replace its documents."""
    return actor.second_factor and actor.may(SIGN, unit_id=document.unit_id, region_code=document.region_code)


def require_manager(actor: Actor, unit_id: UUID, region_code: str = "") -> None:
    """Raises NotAllowed unless the actor administers the unit."""
    if not (actor.is_system or actor.may(MANAGE, unit_id=unit_id, region_code=region_code)):
        raise NotAllowed(_("Penomoran diatur oleh administrator unit."))
