"""Organizations: what other modules may use."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.clock import WorkingCalendar
from balai.core.errors import NotVisible
from balai.foundation.organizations import selectors
from balai.foundation.organizations.actions.hold_post import Appointment, claim_post, hold_post
from balai.foundation.organizations.actions.set_up_units import set_up_units
from balai.foundation.organizations.cards import (
    HolderCard,
    PostCard,
    UnitCard,
    holder_card,
    post_card,
    unit_card,
)
from balai.foundation.organizations.effects import Effect, count_effect_by
from balai.foundation.organizations.hours import Week, dump_week, name_week, read_clock, read_week
from balai.foundation.organizations.models import Post, Unit
from balai.foundation.organizations.selectors import UnitHours, hours_of_units, subtrees

__all__ = [
    "Appointment",
    "Effect",
    "HolderCard",
    "PostCard",
    "UnitCard",
    "UnitHours",
    "active_unit",
    "calendar_of",
    "claim_post",
    "count_effect_by",
    "get_unit",
    "get_units",
    "head_of",
    "head_post",
    "hold_post",
    "holding_of",
    "hours_of_units",
    "name_week",
    "named_hours",
    "posts",
    "read_clock",
    "read_hours",
    "regency_unit",
    "service_hours",
    "set_up_units",
    "subtrees",
    "subunits",
    "unit_by_code",
    "units_by_kind",
    "units_kept",
    "village_unit",
]


def get_unit(unit_id: UUID) -> UnitCard:
    """The unit. Raises NotVisible."""
    return unit_card(selectors.unit_or_404(unit_id))


def get_units(unit_ids: Collection[UUID]) -> dict[UUID, UnitCard]:
    """The units of the ids by id, in one query; an unknown one is left out."""
    return {unit.pk: unit_card(unit) for unit in Unit.objects.filter(pk__in=unit_ids)}


def unit_by_code(code: str) -> UnitCard:
    """The unit with the code: a region code, or ``<regency>/<slug>``. Raises NotVisible."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotVisible(_("Unit dengan kode {code} tidak ada.").format(code=code))
    return unit_card(unit)


def active_unit(unit_id: UUID) -> UnitCard:
    """The unit, unless it is closed. Raises NotVisible."""
    unit = Unit.objects.active().filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible(_("Unit ini tidak ada di dalam jangkauan Anda."))
    return unit_card(unit)


def regency_unit() -> UnitCard:
    """The government of the regency. Raises NotVisible before the units were set up."""
    return unit_card(selectors.regency_unit())


def village_unit(region_code: str) -> UnitCard:
    """The government of a village or ward. Raises NotVisible for any other place."""
    kinds = [Unit.Kind.VILLAGE, Unit.Kind.WARD]
    unit = Unit.objects.filter(code=region_code, kind__in=kinds).first()
    if unit is None:
        raise NotVisible(
            _("Tidak ada pemerintah desa atau kelurahan dengan kode {code}.").format(code=region_code)
        )
    return unit_card(unit)


def units_by_kind(*kinds: str) -> list[UnitCard]:
    """The active units of the kinds (all without any), in the order of their codes."""
    units = Unit.objects.active()
    return [unit_card(unit) for unit in (units.filter(kind__in=kinds) if kinds else units)]


def units_kept(actor: Actor, permission: str, text: str = "") -> list[UnitCard]:
    """The active units that a role with the permission reaches, by name or beginning of the code; one query."""
    return [unit_card(unit) for unit in selectors.units_kept(actor, permission, text)]


def subunits(unit_id: UUID) -> list[UnitCard]:
    """The active units directly below a unit."""
    return [unit_card(unit) for unit in Unit.objects.active().filter(parent_id=unit_id)]


def service_hours(unit_id: UUID) -> Week:
    """Weekday (0 = Monday) to the periods in which the unit serves. Raises NotVisible."""
    return selectors.week_of(selectors.unit_or_404(unit_id))


def named_hours(unit_id: UUID) -> dict[str, list[str]]:
    """The same as content writes it. Raises NotVisible."""
    return name_week(dump_week(service_hours(unit_id)))


def read_hours(days: Mapping[str, Sequence[str]]) -> dict[str, list[list[str]]]:
    """A week as content writes it (``{senin: ["08:00-15:30"]}``) as JSON: weekday to periods. Raises Invalid."""
    return dump_week(read_week(days))


def calendar_of(unit_id: UUID) -> WorkingCalendar:
    """The calendar by which the unit's deadlines are counted. Raises NotVisible."""
    return selectors.calendar(selectors.unit_or_404(unit_id))


def holding_of(user_id: UUID, unit_id: UUID, on: date) -> HolderCard | None:
    """The post that a person holds on a day: of the unit when there is one, else of any; None without any."""
    mine = selectors.holdings_on(on).filter(user_id=user_id).select_related("post", "user")
    held = sorted(mine, key=lambda holding: holding.post.unit_id != unit_id)
    return holder_card(held[0]) if held else None


def head_post(unit_id: UUID) -> PostCard | None:
    """The post that heads the unit, held or not; None when the unit has none."""
    post = Post.objects.filter(unit_id=unit_id, is_head=True).first()
    return post_card(post) if post else None


def posts(unit_id: UUID) -> list[PostCard]:
    """The posts of a unit in their order."""
    return [post_card(post) for post in Post.objects.filter(unit_id=unit_id)]


def head_of(unit_id: UUID, on: date) -> HolderCard | None:
    """Who heads the unit on a day. A Plh. comes before a Plt., and both before the definitive holder."""
    holding = selectors.head_holdings([unit_id], on).get(unit_id)
    return holder_card(holding) if holding else None
