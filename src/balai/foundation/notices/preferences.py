"""How a person is told of a kind: their choice, or what the kind does by itself."""

from collections.abc import Collection, Mapping
from uuid import UUID

from balai.foundation.notices.channels import APP, CHANNELS
from balai.foundation.notices.kinds import Kind
from balai.foundation.notices.models import Preference

Paces = Mapping[UUID, Mapping[str, str]]  # person -> channel -> now, daily, off
CHOICES = {APP: ("now", "off"), "email": ("now", "daily", "off")}


def standard(kind: Kind) -> dict[str, str]:
    """What the kind does by itself."""
    return {APP: "now", **dict.fromkeys(CHANNELS, kind.pace)}


def paces_of(kind: Kind, people: Collection[UUID]) -> Paces:
    """How each person is told; one query, none for a duty."""
    paces = {person: standard(kind) for person in people}
    if kind.is_optional:
        chosen = Preference.objects.filter(kind=kind.code, person_id__in=list(people))
        for person, channel, pace in chosen.values_list("person_id", "channel", "pace"):
            paces[person][channel] = pace
    return paces


def choices_for(kind: Kind, channel: str) -> tuple[str, ...]:
    """What can be chosen: a daily digest is for officers, who get many."""
    wanted = CHOICES[channel]
    return wanted if kind.audience == "officer" else tuple(pace for pace in wanted if pace != "daily")
