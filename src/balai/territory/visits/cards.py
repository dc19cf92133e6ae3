"""What others get to see of visits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from balai.territory.visits.models import Delegation, Session


@dataclass(frozen=True)
class UnitCard:
    """A unit of the delegation."""

    id: UUID
    name: str


@dataclass(frozen=True)
class DelegationCard:
    """A visit; days are those of the programme, else those that were wished for."""

    id: UUID
    code: str
    origin_code: str
    origin_name: str
    leader_office: str
    purpose: str
    topics: tuple[str, ...]
    state: str
    first_day: date | None
    last_day: date | None
    people: int
    units: tuple[UnitCard, ...]


@dataclass(frozen=True)
class SessionCard:
    """An item of the programme; times are UTC. ``code`` stands on the sheet at the door."""

    id: UUID
    delegation_id: UUID
    starts_at: datetime
    ends_at: datetime
    title: str
    site_name: str
    hosts: tuple[str, ...]
    topics: tuple[str, ...]
    is_over: bool
    code: str = ""


@dataclass(frozen=True)
class MaterialCard:
    """What guests take home from a session."""

    title: str
    address: str


@dataclass(frozen=True)
class AnswerCard:
    """A question of the own unit with the host's answer, empty while there is none."""

    id: UUID
    session_id: UUID
    text: str
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class ChangeCard:
    """A change of the programme of which everybody was told, in the reader's language."""

    text: str
    told_at: datetime


@dataclass(frozen=True)
class About:
    """What the whole delegation should know: how it travels and sleeps, what was changed."""

    transport: str
    lodging: str
    changes: tuple[ChangeCard, ...]


@dataclass(frozen=True)
class VisitLink:
    """Who learned here, when, and about what: a line of the network."""

    origin_code: str
    origin_name: str
    on: date
    topics: tuple[str, ...]
    delegation_id: UUID


@dataclass(frozen=True)
class SpendingDraft:
    """What a unit spent here, in whole rupiah."""

    people: int
    nights: int
    lodging: int
    food: int
    goods: int
    travel: int


@dataclass(frozen=True)
class RatingDraft:
    """What somebody of a unit says of a session: 1 to 5, and own words."""

    useful: int
    clear: int
    text: str = ""


def delegation_card(delegation: Delegation) -> DelegationCard:
    """The card of a visit; ``units`` should be prefetched for several."""
    units = tuple(UnitCard(unit.pk, unit.name) for unit in delegation.units.all() if unit.is_coming)
    return DelegationCard(
        id=delegation.pk,
        code=delegation.code,
        origin_code=delegation.origin_id or "",
        origin_name=delegation.origin_name,
        leader_office=delegation.leader_office,
        purpose=delegation.purpose,
        topics=tuple(delegation.topics),
        state=delegation.state,
        first_day=delegation.first_day or delegation.wished_first,
        last_day=delegation.last_day or delegation.wished_last,
        people=delegation.people,
        units=units,
    )


def session_card(session: Session) -> SessionCard:
    """The card of a session; ``site`` and ``hosts`` should be read with it."""
    return SessionCard(
        id=session.pk,
        delegation_id=session.delegation_id,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=session.title,
        site_name=session.site.title,
        hosts=tuple(host.name for host in standing_hosts(session.hosts.all())),
        topics=tuple(session.topics),
        is_over=session.is_over,
        code=session.code,
    )


def standing_hosts(hosts: Iterable[Any]) -> list[Any]:
    """Without those who cannot come."""
    return [host for host in hosts if host.state != "refused"]
