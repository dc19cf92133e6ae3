"""Who may change what every page shows; nothing else decides it."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed

MANAGE = "packs.manage"


def require_keeper(actor: Actor) -> None:
    """Raises NotAllowed unless the actor keeps the regency's content and has shown the second factor."""
    if not (actor.is_system or (actor.may(MANAGE) and actor.second_factor)):
        raise NotAllowed(_("Tampilan dan teks diatur oleh administrator daerah."))
