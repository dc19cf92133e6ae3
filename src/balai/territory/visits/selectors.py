"""Reads of visits, starting from what the actor may see; the calendar is public and knows no names."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, Max, Min, Prefetch, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.searching import matching
from balai.territory.visits.models import (
    Arrival,
    Change,
    Delegation,
    Host,
    Material,
    Question,
    Rating,
    Session,
    Site,
    SiteDay,
    VisitingUnit,
)

SEARCHED = (
    "code",
    "origin_name",
    "leader_office",
    "purpose",
)  # as the index visits_delegation_words has them
AHEAD = 28  # days of the calendar
MOST_SESSIONS = 200


@dataclass(frozen=True)
class Filters:
    """What the history shows; empty limits nothing."""

    text: str = ""
    year: int = 0
    topic: str = ""
    origin: str = ""  # a province, by code
    state: str = ""


def visits(actor: Actor, filters: Filters) -> QuerySet[Delegation]:
    """Visits that the actor coordinates, the latest day first."""
    rows = Delegation.objects.visible_to(actor).select_related("origin")
    if filters.text:
        rows = rows.filter(matching(filters.text, SEARCHED))
    if filters.year:
        rows = rows.filter(first_day__year=filters.year)
    if filters.topic:
        rows = rows.filter(topics__contains=[filters.topic])
    if filters.origin:
        rows = rows.filter(origin__code__startswith=filters.origin)
    if filters.state:
        rows = rows.filter(state=filters.state)
    return rows.order_by("-first_day", "-id")


def at_work(actor: Actor) -> QuerySet[Delegation]:
    """Visits that are asked for, planned, put off or still to come, by the day on which they come or wish to."""
    open_states = (Delegation.State.ASKED, Delegation.State.PLANNED, Delegation.State.POSTPONED)
    rows = Delegation.objects.visible_to(actor)
    coming = Q(state=Delegation.State.CONFIRMED, last_day__gte=timezone.localdate())
    return rows.filter(Q(state__in=open_states) | coming).order_by("first_day", "wished_first", "id")


def took_place() -> Q:
    """True of visits that a source tells of, that are over, or for which somebody has arrived; not of those to come."""
    came = Arrival.objects.values("session__delegation")
    is_over = Q(last_day__lt=timezone.localdate())
    confirmed = Q(state=Delegation.State.CONFIRMED) & (is_over | Q(pk__in=came))
    return Q(first_day__isnull=False) & (Q(state=Delegation.State.HELD) | confirmed)


def received() -> QuerySet[Delegation]:
    """Visits that took place: what figures are made of."""
    return Delegation.objects.filter(took_place())


def still_to_come() -> QuerySet[Delegation]:
    """Confirmed visits that have not begun to take place."""
    return Delegation.objects.filter(state=Delegation.State.CONFIRMED).exclude(took_place())


def with_programme(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Sessions with everything that their cards need, in two further queries."""
    hosts = Prefetch("hosts", Host.objects.select_related("unit", "person"))
    return rows.select_related("site", "delegation__unit").prefetch_related(hosts)


def programme(delegation: Delegation) -> list[Session]:
    """The sessions that stand, in their order."""
    rows = Session.objects.standing().filter(delegation=delegation)
    return list(with_programme(rows)[:MOST_SESSIONS])


def by_day(sessions: Iterable[Session]) -> list[tuple[date, list[Session]]]:
    """Sessions under their days, in the regency's zone."""
    return [
        (day, list(rows)) for day, rows in groupby(sessions, lambda one: timezone.localdate(one.starts_at))
    ]


def shared_with(session: Session) -> list[str]:
    """Other delegations at the same site at the same time, by where they come from."""
    rows = Session.objects.standing().filter(
        site=session.site_id, starts_at__lt=session.ends_at, ends_at__gt=session.starts_at
    )
    others = rows.exclude(delegation=session.delegation_id)
    return list(others.order_by().values_list("delegation__origin_name", flat=True).distinct()[:10])


def untold_changes(delegation: Delegation) -> list[Change]:
    """What was changed and not told yet."""
    return list(Change.objects.filter(delegation=delegation, told_at=None)[:MOST_SESSIONS])


def hosted(actor: Actor, *, past: bool) -> QuerySet[Session]:
    """Sessions at which the actor or the actor's unit receives, the next first (past ones: the latest first)."""
    own = Host.objects.visible_to(actor).exclude(state=Host.State.REFUSED)
    rows = Session.objects.standing().filter(pk__in=own.values("session"))
    rows = rows.exclude(delegation__state__in=Delegation.RELEASED)
    now = timezone.now()
    if past:
        return with_programme(rows.filter(ends_at__lte=now).order_by("-starts_at", "-id"))
    return with_programme(rows.filter(ends_at__gt=now).order_by("starts_at", "id"))


def to_answer(actor: Actor) -> QuerySet[Host]:
    """Invitations that wait for the actor's answer, the next session first."""
    related = ("session__site", "session__delegation", "unit", "person")
    rows = _asked(actor).filter(session__ends_at__gt=timezone.now())
    return rows.select_related(*related).order_by("session__starts_at", "id")


def waiting_answers(actor: Actor) -> QuerySet[Host]:
    """The same by the clock of the database, for counts whose statement is kept."""
    return _asked(actor).filter(session__ends_at__gt=Now())


def _asked(actor: Actor) -> QuerySet[Host]:
    rows = Host.objects.visible_to(actor).filter(state=Host.State.ASKED, session__is_off=False)
    return rows.exclude(session__delegation__state__in=Delegation.RELEASED)


def own_sessions(actor: Actor) -> QuerySet[Host]:
    """What makes the page of hosts worth opening: having been asked at all."""
    return Host.objects.visible_to(actor).exclude(state=Host.State.REFUSED)


def hosts_of(session: Session) -> list[Host]:
    """Who receives at the session."""
    return list(session.hosts.select_related("unit", "person"))


@dataclass(frozen=True)
class Present:
    """A unit at a session: with how many people, when it came, when the house heard of it."""

    unit: str
    people: int
    arrived_at: datetime
    heard_at: datetime
    channel: str


def present(session: Session) -> list[Present]:
    """Who came, each unit once: the first that was heard of it, with the most people that were told."""
    found: dict[UUID, Present] = {}
    for row in Arrival.objects.filter(session=session).select_related("unit").order_by("id")[:1000]:
        before = found.get(row.unit_id)
        people = max(row.people, before.people if before else 0)
        first = before or Present(
            row.unit.name, people, row.arrived_at, row.created_at, row.get_channel_display()
        )
        found[row.unit_id] = Present(first.unit, people, first.arrived_at, first.heard_at, first.channel)
    return sorted(found.values(), key=lambda one: one.arrived_at)


def absent(session: Session) -> list[VisitingUnit]:
    """Units of the delegation of which nobody has come to the session."""
    came = Arrival.objects.filter(session=session).values("unit")
    return list(session.delegation.units.filter(is_coming=True).exclude(pk__in=came))


def questions_of(session: Session) -> list[Question]:
    """Questions to the session, those without an answer first."""
    rows = Question.objects.filter(session=session).select_related("unit")
    return sorted(rows[:MOST_SESSIONS], key=lambda one: (one.answered_at is not None, one.created_at))


def materials_of(session: Session) -> list[Material]:
    """What was left for the guests."""
    return list(session.materials.all()[:50])


@dataclass(frozen=True)
class Verdict:
    """What guests say of a session: how many, the means of both questions, and their words without names."""

    count: int
    useful: float
    clear: float
    words: tuple[str, ...]


def verdict(session: Session) -> Verdict | None:
    """The evaluation of a session; None while nobody has said anything."""
    rows = Rating.objects.filter(session=session)
    sums = rows.aggregate(count=Count("pk"), useful=Avg("useful"), clear=Avg("clear"))
    if not sums["count"]:
        return None
    words = tuple(rows.exclude(text="").order_by("-id").values_list("text", flat=True)[:50])
    return Verdict(sums["count"], float(sums["useful"]), float(sums["clear"]), words)


def verdicts(sessions: Collection[Session]) -> dict[UUID, tuple[int, float]]:
    """How many said something of each session, and how useful it was; one query."""
    rows = Rating.objects.filter(session__in=sessions).order_by().values_list("session")
    return {key: (count, float(mean)) for key, count, mean in rows.annotate(Count("pk"), Avg("useful"))}


@dataclass(frozen=True)
class Free:
    """A site on a day: how many people it still takes; None where it does not receive."""

    day: date
    free: int | None


@dataclass(frozen=True)
class SiteRow:
    """A site with its days."""

    site: Site
    days: tuple[Free, ...]


def open_sites() -> list[Site]:
    """Sites that receive."""
    return list(Site.objects.filter(is_open=True).select_related("unit"))


def calendar(first: date, days: int = AHEAD) -> list[SiteRow]:
    """Free capacity by site and day; two queries, whatever is booked."""
    span = [first + timedelta(days=number) for number in range(days)]
    known = {
        (row.site_id, row.date): row for row in SiteDay.objects.filter(date__gte=span[0], date__lte=span[-1])
    }
    return [SiteRow(site, tuple(_free(site, day, known) for day in span)) for site in open_sites()]


def _free(site: Site, day: date, known: dict[tuple[UUID, date], SiteDay]) -> Free:
    row = known.get((site.pk, day))
    if row is not None:
        return Free(day, row.capacity - row.taken if row.capacity else None)
    return Free(day, site.capacity if day.weekday() in site.weekdays else None)


def all_sites() -> list[Site]:
    """Every site, for whoever keeps them."""
    return list(Site.objects.select_related("unit").order_by("-is_open", "code"))


def coming_days(site: Site) -> list[SiteDay]:
    """Days of a site that are taken or differ, from today on."""
    return list(site.days.filter(date__gte=timezone.localdate()).filter(Q(taken__gt=0) | ~Q(reason=""))[:100])


def years(actor: Actor) -> list[int]:
    """Years of which there are visits, the latest first."""
    ends = Delegation.objects.visible_to(actor).aggregate(Min("first_day"), Max("first_day"))
    first, last = ends["first_day__min"], ends["first_day__max"]
    return list(range(last.year, first.year - 1, -1)) if first else []


def with_units(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Visits with the units of their cards, in one further query."""
    return rows.prefetch_related("units")


def topics_named(rows: Sequence[Delegation]) -> set[str]:
    """Every topic of the visits."""
    return {topic for row in rows for topic in row.topics}
