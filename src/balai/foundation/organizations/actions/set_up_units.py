"""Sets up the territorial units of a regency with their posts."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.foundation.audit.api import record
from balai.foundation.organizations.events import UNITS_SET_UP
from balai.foundation.organizations.models import Post, Unit
from balai.foundation.organizations.policies import MANAGE
from balai.foundation.regions import api as regions
from balai.foundation.regions.api import RegionCard

UNIT_KINDS = {
    "kabupaten": Unit.Kind.REGENCY,
    "kota": Unit.Kind.REGENCY,
    "kecamatan": Unit.Kind.DISTRICT,
    "kelurahan": Unit.Kind.WARD,
    "desa": Unit.Kind.VILLAGE,
    "desa_adat": Unit.Kind.VILLAGE,
}
#: (title, role); the first is the head.
POSTS = {
    "kabupaten": [("Bupati", "bupati")],
    "kota": [("Wali Kota", "bupati")],
    "kecamatan": [("Camat", "camat"), ("Operator Kecamatan", "operator_kecamatan")],
    "kelurahan": [
        ("Lurah", "kepala_desa"),
        ("Sekretaris Kelurahan", "sekretaris_desa"),
        ("Operator Kelurahan", "operator_desa"),
    ],
    "desa": [
        ("Kepala Desa", "kepala_desa"),
        ("Sekretaris Desa", "sekretaris_desa"),
        ("Operator Desa", "operator_desa"),
    ],
    "desa_adat": [
        ("Kepala Desa Adat", "kepala_desa"),
        ("Sekretaris Desa Adat", "sekretaris_desa"),
        ("Operator Desa Adat", "operator_desa"),
    ],
}


@dataclass(frozen=True)
class UnitsSetUp:
    """How many units and posts were added; none when all stood already."""

    units: int
    posts: int


@transaction.atomic
def set_up_units(actor: Actor, regency_code: str) -> UnitsSetUp:
    """Add what is missing: the regency government, its district offices, its village and ward governments.

    What stands already is left as it is. Raises NotAllowed unless the actor administers the regency.
    """
    if not (
        actor.is_system or actor.may(MANAGE, unit_id=_regency_id(regency_code), region_code=regency_code)
    ):
        raise NotAllowed(_("Menyiapkan unit memerlukan wewenang administrator daerah."))
    places = regions.subtree(regency_code)
    units = _add_units(places)
    posts = _add_posts(places)
    if units or posts:
        top = Unit.objects.get(code=regency_code)
        record(
            actor,
            UNITS_SET_UP,
            subject=top,
            unit_id=top.pk,
            region_code=regency_code,
            units=units,
            posts=posts,
        )
    return UnitsSetUp(units, posts)


def _regency_id(code: str) -> UUID:
    """The key of the regency's unit; one that nobody reaches while it does not stand."""
    found = Unit.objects.filter(code=code).values_list("pk", flat=True).first()
    return found or UUID(int=0)


def _add_units(places: Iterable[RegionCard]) -> int:
    known = dict(Unit.objects.values_list("code", "pk"))
    missing = [place for place in places if place.code not in known]
    units = []
    for place in missing:
        unit = _unit(place)
        unit.parent_id = known.get(place.parent_code or "")
        known[place.code] = unit.pk
        units.append(unit)
    Unit.objects.bulk_create(units)
    return len(units)


def _unit(place: RegionCard) -> Unit:
    if place.level == 2:
        name, short_name = f"Pemerintah {place.name}", place.name
    else:
        name = f"Pemerintah {place.title}" if place.kind.startswith("desa") else place.title
        short_name = place.title[:60]
    return Unit(
        code=place.code,
        name=name,
        short_name=short_name,
        kind=UNIT_KINDS[place.kind],
        region_id=place.code,
        letter_code=place.code,
    )


def _add_posts(places: Iterable[RegionCard]) -> int:
    places = list(places)
    units = dict(Unit.objects.filter(code__in=[place.code for place in places]).values_list("code", "pk"))
    known = set(Post.objects.filter(unit__in=units.values()).values_list("unit_id", "title"))
    headed = set(Post.objects.filter(unit__in=units.values(), is_head=True).values_list("unit_id", flat=True))
    posts = [
        Post(unit_id=units[place.code], title=title, role_code=role, order=10 * order, is_head=order == 1)
        for place in places
        if units[place.code] not in headed
        for order, (title, role) in enumerate(POSTS[place.kind], 1)
        if (units[place.code], title) not in known
    ]
    Post.objects.bulk_create(posts)
    return len(posts)
