"""Privacy: what other modules may use, to have what they keep about people shown and erased."""

from balai.foundation.privacy.erasers import Eraser, register_eraser
from balai.foundation.privacy.holdings import Fact, Section, register_holding

__all__ = ["Eraser", "Fact", "Section", "register_eraser", "register_holding"]
