"""Lucide icons, inlined as SVG from the data that the asset build packages."""

import json
from functools import lru_cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

DATA = Path(__file__).with_name("build") / "icons.json"
UNKNOWN = '<circle cx="12" cy="12" r="4" fill="none" stroke="currentColor"/>'

StrOrPromise = str | Promise


@lru_cache(maxsize=1)
def bodies() -> dict[str, str]:
    """The drawings by name; empty before ``npm run build``."""
    loaded: dict[str, str] = json.loads(DATA.read_text()) if DATA.exists() else {}
    return loaded


@lru_cache(maxsize=512)
def svg(name: str, classes: str = "", label: str = "") -> SafeString:
    """The icon as SVG: decoration unless a label names it for screen readers."""
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" {}>{}</svg>',
        classes,
        role,
        mark_safe(bodies().get(name, UNKNOWN)),  # noqa: S308 -- from the packaged icon set
    )
