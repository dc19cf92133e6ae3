"""Regions: what other modules may use. Everything here is public information."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Invalid, NotVisible
from balai.core.prepared import Prepared
from balai.foundation.regions import selectors
from balai.foundation.regions.actions.publish_version import publish_version
from balai.foundation.regions.actions.set_up_regency import find_regency, set_up_regency
from balai.foundation.regions.geometry import EAST, NORTH, SOUTH, WEST, in_country
from balai.foundation.regions.loading import read_places
from balai.foundation.regions.models import Regency, Region
from balai.foundation.regions.names import short
from balai.foundation.regions.tiles import TileMap, tile_map

__all__ = [
    "EAST",
    "NORTH",
    "SOUTH",
    "WEST",
    "RegencyCard",
    "RegionCard",
    "TileMap",
    "check_regency_code",
    "children",
    "full_name",
    "get_region",
    "get_regions",
    "has_regency",
    "in_country",
    "kind_of",
    "path",
    "publish_version",
    "regency",
    "search_regions",
    "set_up_regency",
    "subtree",
    "tile_map",
    "zone",
]

VILLAGE_KINDS = ("desa", "kelurahan", "desa_adat")


def check_regency_code(code: str) -> None:
    """Raise Invalid with a suggestion for a code that is no regency or city; needs no tables."""
    find_regency(code, read_places())


@dataclass(frozen=True)
class RegionCard:
    """A place. ``level``: 1 province, 2 regency or city, 3 district, 4 village; a search fills ``where``."""

    code: str
    name: str
    kind: str
    level: int
    parent_code: str | None
    latitude: Decimal | None
    longitude: Decimal | None
    where: str = ""

    @property
    def title(self) -> str:
        """The name with its kind: "Desa Tamansari"."""
        return title(self.kind, self.name)

    @property
    def kind_label(self) -> str:
        """The kind in words: "Desa"."""
        return str(Region.Kind(self.kind).label)


@dataclass(frozen=True)
class RegencyCard:
    """The regency of this installation."""

    code: str
    name: str
    short_name: str
    timezone: str
    look: str = ""  # the published version of its look, "" = that of the pack
    texts: str = ""  # changes with its own texts, "" = none


def kind_of(code: str) -> str:
    """The kind of place that a code below a province names, by the rule of its digits (Kepmendagri 300.2.2-2138/2025).

    Cities count from 71; the last block of a village begins with 1 for a ward, 2 for a desa, 3 for a desa adat.
    """
    blocks = code.split(".")
    if len(blocks) == 2:
        return "kota" if blocks[1] >= "71" else "kabupaten"
    if len(blocks) == 3:
        return "kecamatan"
    return {"1": "kelurahan", "2": "desa", "3": "desa_adat"}.get(blocks[-1][:1], "")


def title(kind: str, name: str) -> str:
    """A name with its kind; regencies and cities carry theirs already."""
    return name if kind in {"kabupaten", "kota"} else f"{Region.Kind(kind).label} {name}"


def card(place: Region, where: str = "") -> RegionCard:
    """The card of a region."""
    return RegionCard(
        place.code,
        place.name,
        place.kind,
        place.level,
        place.parent_id,
        place.latitude,
        place.longitude,
        where,
    )


def get_region(code: str) -> RegionCard:
    """The place with the code. Raises NotVisible when there is none."""
    place = Region.objects.filter(pk=code).defer("boundary", "search").first()
    if place is None:
        raise NotVisible(_("Wilayah dengan kode {code} tidak ada.").format(code=code))
    return card(place)


def get_regions(codes: Collection[str]) -> dict[str, RegionCard]:
    """Many places by code, in one query; unknown codes are left out."""
    places = Region.objects.filter(pk__in=codes).defer("boundary", "search")
    return {place.code: card(place) for place in places}


def regency() -> RegencyCard:
    """The regency that this installation serves. Raises Invalid before it was set up."""
    found = _REGENCY.rows()
    if not found:
        raise Invalid(_("Kabupaten belum disiapkan. Jalankan: balai init --regency KODE"))
    code, name, zone_name, look, texts = found[0]
    return RegencyCard(code, name, short(name), zone_name, str(look or ""), str(texts or ""))


_REGENCY = Prepared(
    lambda: Regency.objects.values_list("region_id", "region__name", "timezone", "look", "texts")
)


def has_regency() -> bool:
    """True once a regency was set up, also in tables of an older version."""
    return Regency.objects.exists()


def zone() -> ZoneInfo:
    """The time zone of the regency, in which every page shows its times."""
    return ZoneInfo(regency().timezone)


def today(home: RegencyCard | None = None) -> date:
    """The date in the zone of the regency, whose card need not be read again where it is known."""
    return timezone.localdate(timezone=ZoneInfo((home or regency()).timezone))


def search_regions(
    text: str, prefix: str = "", kinds: Collection[str] = (), limit: int = 20
) -> list[RegionCard]:
    """Places whose name (or the names above it) begins with the words of the text, best first; three queries.

    ``prefix`` limits to what lies below a code, ``kinds`` to these kinds; ``where`` names the places above.
    """
    places = selectors.search(text, prefix, kinds, limit)
    above = selectors.names_above(places)
    return [card(place, _where(place.code, above)) for place in places]


def _where(code: str, above: dict[str, Region]) -> str:
    codes = reversed(selectors.ancestors_of([code]))
    found = [above[step] for step in codes if step in above]
    below_province = [place for place in found if place.level > 1] or found
    return ", ".join(title(place.kind, place.name) for place in below_province)


def children(code: str) -> list[RegionCard]:
    """The places directly below a code, in the order of their codes."""
    return [RegionCard(*row) for row in _CHILDREN.rows(code)]


_CHILDREN = Prepared(
    lambda code: (
        Region.objects.current()
        .filter(parent_id=code)
        .values_list("code", "name", "kind", "level", "parent_id", "latitude", "longitude")
    ),
    "00",
)


def subtree(code: str, kinds: Collection[str] = ()) -> list[RegionCard]:
    """A place and everything below it, in the order of the codes."""
    places = Region.objects.current().of_subtree(code).defer("boundary", "search")
    return [card(place) for place in (places.filter(kind__in=kinds) if kinds else places)]


def path(code: str) -> list[RegionCard]:
    """A place with its ancestors, province first; one query. Raises NotVisible for an unknown code."""
    found = get_regions(selectors.ancestors_of([code], include_self=True))
    steps = [found[step] for step in sorted(found)]
    if not steps or steps[-1].code != code:
        raise NotVisible(_("Wilayah dengan kode {code} tidak ada.").format(code=code))
    return steps


def full_name(code: str) -> str:
    """The name as in an address: "Desa Tamansari, Kecamatan Licin, Kabupaten Banyuwangi"; one query."""
    steps = path(code)
    return ", ".join(step.title for step in reversed(steps) if step.level > 1 or step.code == code)
