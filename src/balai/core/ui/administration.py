"""What an administrator keeps: each module registers its matters, one page gathers them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.ui.icons import StrOrPromise
from balai.core.ui.navigation import is_open


@dataclass(frozen=True)
class State:
    """How a matter stands, in a few words; ``waits`` marks what somebody should look at."""

    text: str
    waits: bool = False


@dataclass(frozen=True)
class Matter:
    """Something to administer. ``words`` are further words under which a search finds it."""

    label: StrOrPromise
    lead: StrOrPromise
    icon: str
    url_name: str
    group: StrOrPromise
    order: int
    permissions: tuple[str, ...]
    words: StrOrPromise = ""
    state: Callable[[Actor], State | None] | None = None


@dataclass(frozen=True)
class Shown:
    """A matter as the page shows it."""

    label: str
    lead: str
    icon: str
    href: str
    group: str
    state: State | None


_matters: dict[str, Matter] = {}


def administer(*matters: Matter) -> None:
    """Add matters (in ``AppConfig.ready``); the same address again replaces the earlier one."""
    for matter in matters:
        _matters[matter.url_name] = matter


def trail(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back from a matter's pages: the page that gathers all matters, then the steps (label, address)."""
    return [(_("Pengelolaan"), reverse("workplace:administration")), *steps]


def may_administer(actor: Actor) -> bool:
    """True when there is something for the actor."""
    return bool(_mine(actor))


def matters_for(actor: Actor, text: str = "") -> list[Shown]:
    """What the actor keeps, in order, limited to what contains every word of the text."""
    wanted = text.lower().split()
    return [_shown(matter, actor) for matter in _mine(actor) if all(word in _told(matter) for word in wanted)]


def _mine(actor: Actor) -> list[Matter]:
    found = [
        matter
        for matter in _matters.values()
        if any(map(actor.may, matter.permissions)) and is_open(matter.url_name)
    ]
    return sorted(found, key=lambda matter: matter.order)


def _told(matter: Matter) -> str:
    return f"{matter.label} {matter.lead} {matter.words}".lower()


def _shown(matter: Matter, actor: Actor) -> Shown:
    state = matter.state(actor) if matter.state else None
    href = reverse(matter.url_name)
    return Shown(str(matter.label), str(matter.lead), matter.icon, href, str(matter.group), state)
