"""Who may do what with bills and money; nothing else decides."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.foundation.organizations.api import get_unit

VIEW = "payments.view"
RAISE = "payments.raise"
RECEIVE = "payments.receive"
CANCEL = "payments.cancel"
KEEP = "packs.manage"  # tariffs are content, as what packs bring


def may(actor: Actor, permission: str, unit_id: UUID) -> bool:
    """True when the actor holds the permission on the collecting unit."""
    if actor.is_system:
        return True
    unit = get_unit(unit_id)
    return actor.may(permission, unit_id=unit.id, region_code=unit.region_code)


def receives(actor: Actor, unit_id: UUID) -> bool:
    """True for the treasurer of the unit itself: reach lets a role read, never take money."""
    return any(grant.unit_id == unit_id for grant in actor.grants_with(RECEIVE))


def require_receiver(actor: Actor, unit_id: UUID) -> None:
    """Raise NotAllowed unless the actor is the unit's treasurer and has shown the second factor."""
    if not receives(actor, unit_id):
        raise NotAllowed(_("Uang diterima oleh bendahara penerimaan unit ini."))
    if not actor.second_factor:
        raise NotAllowed(_("Penerimaan uang memerlukan kode kedua. Masuk dengan kode kedua, lalu ulangi."))


def require(actor: Actor, permission: str, unit_id: UUID) -> None:
    """Raise NotAllowed unless the actor holds the permission on the unit."""
    if not may(actor, permission, unit_id):
        raise NotAllowed(_("Tindakan ini bukan wewenang Anda pada unit ini."))
