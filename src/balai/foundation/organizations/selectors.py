"""Reads of units, posts, holders, hours and holidays."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.clock import Period, WorkingCalendar
from balai.core.errors import NotVisible
from balai.foundation.organizations.hours import OFFICE_HOURS, Week, load_week
from balai.foundation.organizations.models import (
    Closure,
    Holding,
    Holiday,
    HoursPattern,
    Post,
    ServiceHours,
    Unit,
)
from balai.foundation.regions import api as regions

#: Who signs when several hold the post of the head: an acting officer exists because the other is absent.
PRECEDENCE = (Holding.Standing.PLH, Holding.Standing.PLT, Holding.Standing.DEFINITIVE)


_SUBTREES = """
WITH RECURSIVE tree(root, id) AS (
  SELECT id, id FROM organizations_unit WHERE id = ANY(%s)
  UNION
  SELECT tree.root, unit.id FROM organizations_unit unit JOIN tree ON unit.parent_id = tree.id
)
SELECT root, id FROM tree
"""


def subtrees(unit_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """For each unit, itself and all units below it; one query, none for no units."""
    wanted = list(unit_ids)
    if not wanted:
        return {}
    found: dict[UUID, set[UUID]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_SUBTREES, [wanted])
        for root, unit_id in cursor.fetchall():
            found[root].add(unit_id)
    return {root: frozenset(ids) for root, ids in found.items()}


def unit_or_404(unit_id: UUID) -> Unit:
    """The unit. Raises NotVisible."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible(_("Unit ini tidak ada."))
    return unit


def regency_unit() -> Unit:
    """The government of the regency, to which everything belongs that holds for all. Raises NotVisible."""
    unit = Unit.objects.filter(kind=Unit.Kind.REGENCY).first()
    if unit is None:
        raise NotVisible(_("Unit kabupaten belum disiapkan."))
    return unit


def units_found(actor: Actor, text: str, kind: str) -> QuerySet[Unit]:
    """The active units within the actor's reach, by name or beginning of the code, and of a kind ("" = all)."""
    units = Unit.objects.active().visible_to(actor).select_related("parent")
    units = units.filter(_called(text))
    return units.filter(kind=kind) if kind in Unit.Kind.values else units


def _called(text: str) -> Q:
    return Q(name__icontains=text) | Q(short_name__icontains=text) | Q(code__startswith=text) if text else Q()


def units_kept(actor: Actor, permission: str, text: str) -> QuerySet[Unit]:
    """The active units that a role with the permission reaches, by name or beginning of the code."""
    units = Unit.objects.active().filter(_called(text))
    return units if actor.is_system else units.reached_by(actor.grants_with(permission))


def holidays_of(year: int) -> list[Holiday]:
    """The days off of a year, in their order."""
    return list(Holiday.objects.filter(date__year=year))


def unverified_holidays(since: date) -> int:
    """How many days off from a day on nobody has compared with the decree."""
    return Holiday.objects.filter(date__gte=since, is_verified=False).count()


def closures_of(unit: Unit, since: date) -> list[Closure]:
    """The days from a day on, on which only this unit is closed."""
    return list(Closure.objects.filter(unit=unit, date__gte=since))


def units_without_head(actor: Actor, on: date) -> int:
    """How many units within reach have a post of the head that nobody holds on the day."""
    held = holdings_on(on).filter(post__is_head=True).values("post__unit_id")
    units = Unit.objects.active().visible_to(actor).filter(posts__is_head=True)
    return units.exclude(pk__in=held).count()


def holdings_on(on: date) -> QuerySet[Holding]:
    """Holdings in force on a day, in the order of precedence."""
    rank = Case(
        *(When(standing=value, then=Value(place)) for place, value in enumerate(PRECEDENCE)),
        output_field=IntegerField(),
    )
    return (
        Holding.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)
        .annotate(precedence=rank)
        .order_by("precedence", "-starts_on")
    )


def head_holdings(unit_ids: Collection[UUID], on: date) -> dict[UUID, Holding]:
    """Who heads each unit on a day, in one query; units without a head are left out."""
    found: dict[UUID, Holding] = {}
    rows = holdings_on(on).filter(post__unit_id__in=unit_ids, post__is_head=True)
    for holding in rows.select_related("post", "user"):
        found.setdefault(holding.post.unit_id, holding)
    return found


def posts_with_holders(unit: Unit, on: date) -> QuerySet[Post]:
    """The posts of a unit; ``post.now`` are the holdings in force, ``post.history`` all, newest first."""
    history = Holding.objects.select_related("user").order_by("-starts_on")
    now = holdings_on(on).select_related("user")
    return unit.posts.prefetch_related(
        Prefetch("holdings", now, to_attr="now"), Prefetch("holdings", history, to_attr="history")
    )


def week_of(unit: Unit) -> Week:
    """Hours of the unit's own, else of its kind from a pack, else the usual office hours."""
    own: dict[int, list[Period]] = {}
    for row in ServiceHours.objects.filter(unit=unit):
        own.setdefault(row.weekday, []).append((row.opens, row.closes))
    if own:
        return {day: tuple(periods) for day, periods in own.items()}
    pattern = HoursPattern.objects.filter(unit_kinds__contains=[unit.kind]).first()
    return load_week(pattern.periods) if pattern else OFFICE_HOURS


def calendar(unit: Unit) -> WorkingCalendar:
    """The working calendar of a unit: its hours, the regency's holidays and its own days off; four queries."""
    own = Closure.objects.filter(unit=unit).order_by().values_list("date", flat=True)
    days = Holiday.objects.order_by().values_list("date", flat=True).union(own)
    return WorkingCalendar(regions.zone(), week_of(unit), frozenset(days))


@dataclass(frozen=True)
class UnitHours:
    """The usual hours of a unit, and the days on which it does not serve."""

    week: Week
    off: frozenset[date]


_HOURS = """
SELECT NULL::uuid, date, NULL::jsonb FROM organizations_holiday WHERE date BETWEEN %(first)s AND %(last)s
UNION ALL
SELECT unit_id, date, NULL FROM organizations_closure
WHERE unit_id = ANY(%(units)s) AND date BETWEEN %(first)s AND %(last)s
UNION ALL
SELECT unit_id, NULL, jsonb_object_agg(weekday, periods) FROM (
  SELECT unit_id, weekday, jsonb_agg(jsonb_build_array(opens, closes) ORDER BY opens) AS periods
  FROM organizations_servicehours WHERE unit_id = ANY(%(units)s) GROUP BY unit_id, weekday
) AS own GROUP BY unit_id
UNION ALL
SELECT unit.id, NULL, pattern.periods FROM organizations_unit unit CROSS JOIN LATERAL (
  SELECT periods FROM organizations_hourspattern WHERE unit.kind = ANY(unit_kinds) ORDER BY code LIMIT 1
) AS pattern
WHERE unit.id = ANY(%(units)s) AND NOT EXISTS (SELECT FROM organizations_servicehours WHERE unit_id = unit.id)
"""


def hours_of_units(unit_ids: Collection[UUID], first: date, last: date) -> dict[UUID, UnitHours]:
    """The hours of units as ``week_of`` tells those of one, and their days off from a day to another, both included.

    One query, however many units.
    """
    off: dict[UUID, set[date]] = {unit_id: set() for unit_id in unit_ids}
    weeks: dict[UUID, Week] = {}
    with connection.cursor() as cursor:
        cursor.execute(_HOURS, {"first": first, "last": last, "units": list(unit_ids)})
        for unit_id, day, periods in cursor.fetchall():
            if periods:
                weeks[unit_id] = load_week(json.loads(periods))
            for one in [unit_id] if unit_id else unit_ids:
                off[one].update([day] if day else [])
    return {key: UnitHours(weeks.get(key, OFFICE_HOURS), frozenset(days)) for key, days in off.items()}
