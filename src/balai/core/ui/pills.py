"""A word with its tone and shape, drawn the same everywhere."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from balai.core.ui import icons


@dataclass(frozen=True)
class Pill:
    """How something stands: a short text, its tone (good, warn, bad, info, calm) and its icon."""

    text: str
    tone: str
    icon: str


@lru_cache(maxsize=1024)
def draw(pill: Pill) -> SafeString:
    """The pill as HTML; a list has a handful of different ones."""
    icon = icons.svg(pill.icon)
    return format_html('<span class="pill pill-{}">{}<span>{}</span></span>', pill.tone, icon, pill.text)
