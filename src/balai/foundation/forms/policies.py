"""Who writes forms; nothing else decides."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed

MANAGE = "packs.manage"


def require_editor(actor: Actor) -> None:
    """Raises NotAllowed unless the actor decides for the regency what its forms ask."""
    if not (actor.is_system or actor.may(MANAGE)):
        raise NotAllowed(_("Formulir dikelola oleh administrator daerah."))
