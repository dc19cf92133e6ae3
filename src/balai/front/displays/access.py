"""The way to obtain one display: whoever knows its address sees it."""

from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.services.queues import api as queues


def get_display(code: str) -> queues.DisplayCard:
    """The display. Raises NotVisible for an unknown one and for one that is switched off."""
    found = queues.display(code)
    if found is None:
        raise NotVisible(_("Layar ini tidak ada, atau sudah dimatikan."))
    return found
