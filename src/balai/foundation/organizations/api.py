"""Organizations: what other modules may use."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.clock import WorkingCalendar
from balai.core.errors import NotVisible
from balai.foundation.organizations import selectors
from balai.foundation.organizations.actions.set_up_units import set_up_units
from balai.foundation.organizations.hours import Week
from balai.foundation.organizations.models import Holding, Post, Unit

__all__ = [
    "HolderCard",
    "PostCard",
    "UnitCard",
    "calendar_of",
    "get_unit",
    "head_of",
    "posts",
    "service_hours",
    "set_up_units",
    "subunits",
    "unit_by_code",
    "units_by_kind",
    "village_unit",
]


@dataclass(frozen=True)
class UnitCard:
    """A unit as letters and pages need it."""

    id: UUID
    code: str
    name: str
    short_name: str
    kind: str
    region_code: str
    parent_id: UUID | None
    address: str
    postal_code: str
    phone: str
    email: str
    website: str
    letter_code: str


@dataclass(frozen=True)
class PostCard:
    """A post of a unit and the role that it gives."""

    id: UUID
    unit_id: UUID
    title: str
    role_code: str
    is_head: bool


@dataclass(frozen=True)
class HolderCard:
    """Who holds a post. ``title`` is the post's, ``standing`` one of definitif, plt, plh."""

    user_id: UUID
    name: str
    title: str
    standing: str
    rank: str
    employee_number: str


def _unit_card(unit: Unit) -> UnitCard:
    return UnitCard(
        unit.pk,
        unit.code,
        unit.name,
        unit.short_name,
        unit.kind,
        unit.region_id,
        unit.parent_id,
        unit.address,
        unit.postal_code,
        unit.phone,
        unit.email,
        unit.website,
        unit.letter_code,
    )


def _holder_card(holding: Holding) -> HolderCard:
    return HolderCard(
        holding.user_id,
        holding.user.full_name,
        holding.post.title,
        holding.standing,
        holding.rank,
        holding.employee_number,
    )


def get_unit(unit_id: UUID) -> UnitCard:
    """The unit. Raises NotVisible."""
    return _unit_card(selectors.unit_or_404(unit_id))


def unit_by_code(code: str) -> UnitCard:
    """The unit with the code: a region code, or ``<regency>/<slug>``. Raises NotVisible."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotVisible(_("Unit dengan kode {code} tidak ada.").format(code=code))
    return _unit_card(unit)


def village_unit(region_code: str) -> UnitCard:
    """The government of a village or ward. Raises NotVisible for any other place."""
    kinds = [Unit.Kind.VILLAGE, Unit.Kind.WARD]
    unit = Unit.objects.filter(code=region_code, kind__in=kinds).first()
    if unit is None:
        raise NotVisible(
            _("Tidak ada pemerintah desa atau kelurahan dengan kode {code}.").format(code=region_code)
        )
    return _unit_card(unit)


def units_by_kind(*kinds: str) -> list[UnitCard]:
    """The active units of the kinds (all without any), in the order of their codes."""
    units = Unit.objects.active()
    return [_unit_card(unit) for unit in (units.filter(kind__in=kinds) if kinds else units)]


def subunits(unit_id: UUID) -> list[UnitCard]:
    """The active units directly below a unit."""
    return [_unit_card(unit) for unit in Unit.objects.active().filter(parent_id=unit_id)]


def service_hours(unit_id: UUID) -> Week:
    """Weekday (0 = Monday) to the periods in which the unit serves. Raises NotVisible."""
    return selectors.week_of(selectors.unit_or_404(unit_id))


def calendar_of(unit_id: UUID) -> WorkingCalendar:
    """The calendar by which the unit's deadlines are counted. Raises NotVisible."""
    return selectors.calendar(selectors.unit_or_404(unit_id))


def posts(unit_id: UUID) -> list[PostCard]:
    """The posts of a unit in their order."""
    return [
        PostCard(post.pk, post.unit_id, post.title, post.role_code, post.is_head)
        for post in Post.objects.filter(unit_id=unit_id)
    ]


def head_of(unit_id: UUID, on: date) -> HolderCard | None:
    """Who heads the unit on a day. A Plh. comes before a Plt., and both before the definitive holder."""
    holding = selectors.head_holdings([unit_id], on).get(unit_id)
    return _holder_card(holding) if holding else None
