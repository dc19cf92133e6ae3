"""How states are shown: a tone and an icon with the word; topics by their names."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from balai.core.ui.pills import Pill
from balai.territory.innovations.api import innovation_choices
from balai.territory.visits.models import Delegation, Host

_VISIT = {
    Delegation.State.ASKED: ("warn", "inbox"),
    Delegation.State.PLANNED: ("info", "calendar-clock"),
    Delegation.State.CONFIRMED: ("good", "calendar-check"),
    Delegation.State.POSTPONED: ("warn", "calendar-off"),
    Delegation.State.DECLINED: ("bad", "ban"),
    Delegation.State.WITHDRAWN: ("calm", "x"),
}
_HOST = {
    Host.State.ASKED: ("warn", "clock"),
    Host.State.AGREED: ("good", "check"),
    Host.State.OTHER: ("info", "calendar-clock"),
    Host.State.REFUSED: ("bad", "x"),
}


def pill_of(visit: Delegation) -> Pill:
    """How a visit stands; one that is over says so, whether it was held here or before there was Balai."""
    if visit.state == Delegation.State.HELD or (visit.state == Delegation.State.CONFIRMED and visit.is_over):
        return Pill(_("Selesai"), "calm", "archive")
    tone, icon = _VISIT[Delegation.State(visit.state)]
    return Pill(visit.get_state_display(), tone, icon)


def host_pill(host: Host) -> Pill:
    """What a host answered."""
    tone, icon = _HOST[Host.State(host.state)]
    return Pill(host.get_state_display(), tone, icon)


def topic_namer() -> Callable[[Iterable[str]], list[str]]:
    """What names topics, from one look into the catalogue; a code that is not in it any more stays as it is."""
    known = dict(innovation_choices())
    return lambda codes: [known.get(code, code) for code in codes]


def topic_names(codes: Iterable[str]) -> list[str]:
    """The topics of one thing by their names."""
    return topic_namer()(codes)
