"""How states are shown: a tone and an icon with the word; topics by their names."""

from collections.abc import Iterable, Sequence

from balai.core.ui.pills import Pill
from balai.territory.visits.models import Delegation, Host
from balai.territory.visits.topics import topic_choices

_VISIT = {
    Delegation.State.ASKED: ("warn", "inbox"),
    Delegation.State.PLANNED: ("info", "calendar-clock"),
    Delegation.State.CONFIRMED: ("good", "calendar-check"),
    Delegation.State.POSTPONED: ("warn", "calendar-off"),
    Delegation.State.DECLINED: ("bad", "ban"),
    Delegation.State.WITHDRAWN: ("calm", "x"),
    Delegation.State.HELD: ("calm", "archive"),
}
_HOST = {
    Host.State.ASKED: ("warn", "clock"),
    Host.State.AGREED: ("good", "check"),
    Host.State.OTHER: ("info", "calendar-clock"),
    Host.State.REFUSED: ("bad", "x"),
}


def pill_of(visit: Delegation) -> Pill:
    """How a visit stands."""
    tone, icon = _VISIT[Delegation.State(visit.state)]
    return Pill(visit.get_state_display(), tone, icon)


def host_pill(host: Host) -> Pill:
    """What a host answered."""
    tone, icon = _HOST[Host.State(host.state)]
    return Pill(host.get_state_display(), tone, icon)


def topic_names(codes: Iterable[str]) -> list[str]:
    """The topics by their names; one that is not in the catalogue any more keeps its code."""
    known = dict(topic_choices())
    return [known.get(code, code) for code in codes]


def named(codes: Sequence[str]) -> str:
    """The topics in one line."""
    return ", ".join(topic_names(codes))
