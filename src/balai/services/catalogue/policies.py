"""Who decides how services are given; nothing else decides."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.services.catalogue.models.service import EDIT, MANAGE

__all__ = ["EDIT", "MANAGE", "may_edit_all", "require_chooser", "require_editor", "require_publisher"]


def may_edit_all(actor: Actor) -> bool:
    """True of who decides for the regency what its services say; others write those of their agency."""
    return bool(actor.is_system or actor.grants_with(MANAGE))


def require_editor(actor: Actor) -> None:
    """Raises NotAllowed unless the actor writes what services say: of the regency, or of an agency."""
    if not (may_edit_all(actor) or actor.grants_with(EDIT)):
        raise NotAllowed(_("Isi layanan diatur oleh administrator daerah atau instansinya."))


def require_publisher(actor: Actor) -> None:
    """Raises NotAllowed unless the actor writes what services say, with the second factor."""
    require_editor(actor)
    _require_proof(actor)


def require_chooser(actor: Actor) -> None:
    """Raises NotAllowed unless the actor decides for the regency which content applies, with the second factor."""
    if not may_edit_all(actor):
        raise NotAllowed(_("Ragam layanan dipilih oleh administrator daerah."))
    _require_proof(actor)


def _require_proof(actor: Actor) -> None:
    if not (actor.is_system or actor.second_factor):
        raise NotAllowed(_("Pilihan ini memerlukan verifikasi dua langkah. Masuk kembali dengan kode."))
