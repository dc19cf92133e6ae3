"""Who manages packs; nothing else decides."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed

MANAGE = "packs.manage"


def require_manager(actor: Actor) -> None:
    """Raises NotAllowed unless the actor decides for the regency which content applies."""
    if not (actor.is_system or actor.may(MANAGE)):
        raise NotAllowed(_("Paket dikelola oleh administrator daerah."))
