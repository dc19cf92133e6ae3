"""Reads of the trail: filtered, newest first, one page after the other by the id of the last line.

Ids begin with the time, so that a period is a range of ids and every filter goes along an index that ends in the id.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from balai.core.ids import read_id
from balai.foundation.audit.models import Change, Event, PersonalRead
from balai.foundation.audit.models.read import OWNER_COLUMNS

Tab = Literal["peristiwa", "perubahan", "akses"]
TABS: dict[Tab, type[Event] | type[Change] | type[PersonalRead]] = {
    "peristiwa": Event,
    "perubahan": Change,
    "akses": PersonalRead,
}
MOST_SUBJECTS = 50  # that one code or number may mean
CODED = ("code", "number")  # facts of events by which people call a case or document


@dataclass(frozen=True)
class Filters:
    """What to look for. ``is_owner`` looks for the person as the one whose data it is, not as the one who acted."""

    tab: Tab = "peristiwa"
    code: str = ""
    person_id: UUID | None = None
    is_owner: bool = False
    unit_id: UUID | None = None
    name: str = ""
    since: date | None = None
    until: date | None = None
    refused: bool = False
    before: UUID | None = None
    size: int = 25


def entries(filters: Filters, zone: tzinfo) -> QuerySet[Any]:
    """The entries of the tab that fit, newest first, not yet cut to a page."""
    rows: QuerySet[Any] = TABS[filters.tab].objects.order_by("-id").filter(_period(filters, zone))
    if filters.person_id:
        rows = rows.filter(_person(filters))
    if filters.code:
        rows = rows.filter(_subjects(filters.tab, subjects_called(filters.code)))
    if filters.name:
        rows = rows.filter(**{_NAMED[filters.tab]: filters.name})
    if filters.unit_id and filters.tab == "peristiwa":
        rows = rows.filter(unit_id=filters.unit_id)
    if filters.refused and filters.tab == "akses":
        rows = rows.filter(allowed=False)
    return rows


_NAMED: dict[Tab, str] = {"peristiwa": "name", "perubahan": "subject_kind", "akses": "what"}


def first_id(moment: datetime) -> UUID:
    """The smallest id that can be made at the moment."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def moment_of(made: UUID) -> datetime:
    """When the id was made, to the millisecond."""
    return datetime.fromtimestamp((made.int >> 80) / 1000, UTC)


def _period(filters: Filters, zone: tzinfo) -> Q:
    condition = Q()
    if filters.since:
        condition &= Q(pk__gte=first_id(datetime.combine(filters.since, time.min, zone)))
    if filters.until:
        day_after = filters.until + timedelta(days=1)
        condition &= Q(pk__lt=first_id(datetime.combine(day_after, time.min, zone)))
    if filters.before:
        condition &= Q(pk__lt=filters.before)
    return condition


def _person(filters: Filters) -> Q:
    if not filters.is_owner:
        return Q(actor_id=filters.person_id)
    if filters.tab == "akses":
        return Q(person_id=filters.person_id)
    return _subjects(filters.tab, [filters.person_id] if filters.person_id else [])


def _subjects(tab: Tab, ids: Iterable[UUID]) -> Q:
    if tab == "perubahan":
        return Q(subject_key__in=[str(each) for each in ids])
    return Q(subject_id__in=list(ids))


def subjects_called(text: str) -> list[UUID]:
    """The cases and documents whose code or number is the text, from what their events tell."""
    found: set[UUID] = set()
    for fact in CODED:
        told = Event.objects.filter(facts__has_key=fact).alias(called=KeyTextTransform(fact, "facts"))
        named = told.filter(called=text).order_by().values_list("subject_id", flat=True)
        found |= set(named.distinct()[:MOST_SUBJECTS])
    return sorted(found)


def together(context_id: UUID | None, limit: int) -> list[Event | Change | PersonalRead]:
    """The first entries of one request, job or command, in order."""
    if context_id is None:
        return []
    found = [
        entry for model in TABS.values() for entry in model.objects.filter(context_id=context_id)[:limit]
    ]
    return sorted(found, key=lambda entry: entry.pk)


def timeline(key: str, before: UUID | None, size: int) -> list[Event | Change | PersonalRead]:
    """Everything about one subject, newest first: its events, the changes of its row, the looks at it."""
    rows: list[QuerySet[Any]] = [Change.objects.filter(subject_key=key)]
    if (subject_id := read_id(key)) is not None:
        rows += [
            Event.objects.filter(subject_id=subject_id),
            PersonalRead.objects.filter(subject_id=subject_id),
        ]
    beyond = {"pk__lt": before} if before else {}
    found = [entry for each in rows for entry in each.filter(**beyond).order_by("-id")[:size]]
    return sorted(found, key=lambda entry: entry.pk, reverse=True)[:size]


def person_of(change: Change) -> UUID | None:
    """The account whose data stand in the change, by the columns that name it, of this or the first change."""
    if change.subject_kind in {"accounts.user", "accounts.profile"}:
        return read_id(change.subject_key)
    own = _owner_in(change)
    if own or change.operation != Change.Operation.UPDATE:
        return own
    first = Change.objects.filter(subject_key=change.subject_key, operation="insert").order_by("-id").first()
    return _owner_in(first) if first else None


def _owner_in(change: Change) -> UUID | None:
    row = change.after or change.before or {}
    named = (row.get(column) for column in OWNER_COLUMNS)
    return next((read_id(str(each)) for each in named if each), None)
