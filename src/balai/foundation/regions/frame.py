"""What the frame of every page says about the regency."""

from balai.core.errors import Invalid
from balai.core.ui.look import Regency
from balai.foundation.regions import api


def regency_of_the_frame() -> Regency | None:
    """The installed regency, or None before it was set up."""
    try:
        card = api.regency()
    except Invalid:
        return None
    return Regency(card.code, card.name, card.short_name, card.timezone)
