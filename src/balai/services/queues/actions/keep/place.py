"""Keep a place: its name, its hours, the days that differ."""

from dataclasses import asdict, dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed, NotVisible
from balai.foundation.organizations.api import get_unit
from balai.services.queues.access import get_place
from balai.services.queues.actions.keep.keeping import bring
from balai.services.queues.actions.noting import note
from balai.services.queues.events import DAY_PUT, DAY_REMOVED, PLACE_ADDED, PLACE_KEPT
from balai.services.queues.models import Place, PlaceDay
from balai.services.queues.policies import MANAGE

Week = dict[str, list[list[str]]]


@dataclass(frozen=True)
class PlaceFacts:
    """What an administrator says of a place; an empty week follows the hours of its unit."""

    name: dict[str, str]
    kind: str
    week: Week = field(default_factory=dict)
    order: int = 100
    is_active: bool = True


@dataclass(frozen=True)
class DayFacts:
    """A day that differs; without periods the place is closed."""

    date: date
    periods: list[list[str]]
    name: str
    basis: str


@transaction.atomic
def add_place(actor: Actor, unit_id: UUID, code: str, facts: PlaceFacts) -> str:
    """Open a further place of a unit; returns its code. Raises NotVisible, NotAllowed, Invalid (code)."""
    unit = get_unit(unit_id)
    if not actor.may(MANAGE, unit_id=unit.id, region_code=unit.region_code):
        raise NotAllowed(_("Tempat layanan dibuka oleh administrator unitnya."))
    place = Place(unit_id=unit.id, code=code)
    bring(place, asdict(facts), "code")
    note(actor, PLACE_ADDED, place, place=facts.name["id"])
    return place.code


@transaction.atomic
def keep_place(actor: Actor, code: str, facts: PlaceFacts) -> tuple[str, ...]:
    """Bring a place to the facts; returns what changed. Raises NotVisible, NotAllowed."""
    place = get_place(actor, code, to="manage")
    changed = bring(place, asdict(facts))
    if changed:
        note(actor, PLACE_KEPT, place, place=place.name["id"], fields=", ".join(changed))
    return changed


@transaction.atomic
def put_day(actor: Actor, code: str, facts: DayFacts) -> None:
    """Let a day differ, or change how; numbers that were given stay. Raises NotVisible, NotAllowed, Invalid."""
    place = get_place(actor, code, to="manage")
    day = place.days.filter(date=facts.date).first() or PlaceDay(place=place)
    bring(day, asdict(facts), "date")
    hours = "; ".join(f"{opens}-{closes}" for opens, closes in facts.periods) or _("tutup")
    note(actor, DAY_PUT, place, day=facts.date.isoformat(), called=facts.name, hours=hours)


@transaction.atomic
def remove_day(actor: Actor, code: str, day: date, reason: str) -> None:
    """Return a day to the usual hours, with the reason. Raises NotVisible, NotAllowed, Invalid."""
    place = get_place(actor, code, to="manage")
    found = place.days.filter(date=day).first()
    if found is None:
        raise NotVisible(_("Hari khusus ini tidak ditemukan."))
    if not reason.strip():
        raise Invalid(_("Tulis alasannya."), {"reason": _("Tulis alasannya.")})
    found.delete()
    note(actor, DAY_REMOVED, place, day=day.isoformat(), called=found.name, reason=reason.strip())
