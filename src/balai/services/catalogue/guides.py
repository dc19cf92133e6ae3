"""Where a life event is guided step by step: a module above knows for which, and on which page."""

from collections.abc import Callable

from django.urls import reverse

_codes: Callable[[], set[str]] = set
_url_name = ""


def show_guides_at(url_name: str, codes: Callable[[], set[str]]) -> None:
    """Name the page, which takes the code of the event, and who knows the events that have one."""
    global _codes, _url_name
    _codes, _url_name = codes, url_name


def guided_events() -> set[str]:
    """The codes of the life events with a guide."""
    return _codes()


def guide_address(code: str) -> str:
    """The page that guides through a life event."""
    return reverse(_url_name, args=[code])
