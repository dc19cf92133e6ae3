"""Who may do what with innovations; nothing else decides. What is public everybody reads."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed

MANAGE = "innovations.manage"


def may_manage(actor: Actor) -> bool:
    """True for whoever keeps the catalogue of innovations."""
    return bool(actor.is_system or actor.grants_with(MANAGE))


def require_manager(actor: Actor) -> None:
    """Raises NotAllowed unless the actor keeps the catalogue."""
    if not may_manage(actor):
        raise NotAllowed(_("Katalog inovasi diatur oleh bagian kerja sama."))
