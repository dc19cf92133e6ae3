"""Ways on from the page of an innovation. Modules that follow (visits, adoption) register theirs at start."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from balai.core.actor import Actor
from balai.core.ui.icons import StrOrPromise
from balai.core.ui.navigation import is_open


@dataclass(frozen=True)
class Way:
    """A way on: the page gets the code of the innovation as ``query``; ``shown_to`` limits it to some."""

    label: StrOrPromise
    icon: str
    url_name: str
    query: str
    order: int = 100
    shown_to: Callable[[Actor], bool] | None = None


@dataclass(frozen=True)
class ShownWay:
    """A way as the page shows it."""

    label: str
    icon: str
    href: str


_ways: dict[str, Way] = {}


def lead_on(way: Way) -> None:
    """Add a way (in ``AppConfig.ready``); the same address again replaces the earlier one."""
    _ways[way.url_name] = way


def ways_from(actor: Actor, code: str) -> list[ShownWay]:
    """The ways that are open to the actor, in their order."""
    found = [way for way in _ways.values() if is_open(way.url_name)]
    mine = [way for way in found if way.shown_to is None or way.shown_to(actor)]
    return [
        ShownWay(str(way.label), way.icon, f"{reverse(way.url_name)}?{urlencode({way.query: code})}")
        for way in sorted(mine, key=lambda way: way.order)
    ]
