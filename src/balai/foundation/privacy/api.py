"""Privacy: what other modules may use, to have what they keep about people shown, swept and erased."""

from balai.foundation.privacy.erasers import Eraser, register_eraser
from balai.foundation.privacy.holdings import Fact, Section, register_holding
from balai.foundation.privacy.sweepers import Sweeper, register_sweeper

__all__ = ["Eraser", "Fact", "Section", "Sweeper", "register_eraser", "register_holding", "register_sweeper"]
