"""Who keeps the queue and the texts; nothing else decides it."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed

MANAGE = "notices.manage"


def require_manager(actor: Actor) -> None:
    """Raises NotAllowed without the permission or before the second factor was shown."""
    if actor.is_system:
        return
    if not actor.may(MANAGE):
        raise NotAllowed(_("Antrean pemberitahuan diurus oleh administrator daerah."))
    if not actor.second_factor:
        raise NotAllowed(_("Masukkan kode faktor kedua lebih dahulu."))
