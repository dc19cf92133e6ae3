"""Who decides how services are given; nothing else decides."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed

MANAGE = "packs.manage"


def require_editor(actor: Actor) -> None:
    """Raises NotAllowed unless the actor decides for the regency what its services say."""
    if not (actor.is_system or actor.grants_with(MANAGE)):
        raise NotAllowed(_("Isi layanan diatur oleh administrator daerah."))


def require_chooser(actor: Actor) -> None:
    """Raises NotAllowed unless the actor decides for the regency which content applies, with the second factor."""
    if not (actor.is_system or actor.grants_with(MANAGE)):
        raise NotAllowed(_("Ragam layanan dipilih oleh administrator daerah."))
    if not (actor.is_system or actor.second_factor):
        raise NotAllowed(_("Pilihan ini memerlukan verifikasi dua langkah. Masuk kembali dengan kode."))
