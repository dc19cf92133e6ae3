"""Reads of the region tree. Regions are public: no actor stands in the way."""

import re
from collections.abc import Collection, Iterable, Sequence

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, Case, Count, Q, Value, When
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.foundation.regions.models import Regency, Region
from balai.foundation.regions.names import normal, words

RANK_WEIGHTS = [0.0, 0.02, 0.1, 1.0]  # D, C, B, A


def ancestors_of(codes: Iterable[str], *, include_self: bool = False) -> list[str]:
    """The codes above the given ones, sorted (so: parents first)."""
    found: set[str] = set()
    for code in codes:
        blocks = code.split(".")
        upto = len(blocks) + (1 if include_self else 0)
        found.update(".".join(blocks[:size]) for size in range(1, upto))
    return sorted(found)


def place_with_boundary(code: str) -> Region:
    """The place with its outline. Raises NotVisible."""
    place = Region.objects.defer("search").filter(pk=code).first()
    if place is None:
        raise NotVisible(_("Wilayah dengan kode {code} tidak ada.").format(code=code))
    return place


def search_query(text: str) -> SearchQuery | None:
    """Every word is the beginning of a word of the name, or of the names above it; None without a word.

    One word alone looks in own names only: "banyuwangi" is not asking for all its villages.
    """
    found = words(text)[:6]
    if not found:
        return None
    mark = ":*A" if len(found) == 1 else ":*"
    return SearchQuery(" & ".join(word + mark for word in found), search_type="raw", config="simple")


def search(text: str, prefix: str = "", kinds: Collection[str] = (), limit: int = 20) -> list[Region]:
    """The best matches by name or code: exact name first, own names before names above, home before away."""
    places = Region.objects.current().inside(prefix).defer("boundary", "search")
    if kinds:
        places = places.filter(kind__in=kinds)
    if re.fullmatch(r"\d[\d.]*", text.strip()):
        return list(places.filter(code__startswith=text.strip()).order_by("level", "code")[:limit])
    query = search_query(text)
    if query is None:
        return []
    home = Regency.objects.values_list("region_id", flat=True).first() or "-"
    return list(
        places.filter(search=query)
        .annotate(
            rank=SearchRank("search", query, weights=RANK_WEIGHTS),
            exact=_flag(Q(search_name=normal(text))),
            home=_flag(Q(code__startswith=home)),
        )
        .order_by("-exact", "-rank", "-home", "level", "code")[:limit]
    )


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def names_above(places: Sequence[Region]) -> dict[str, Region]:
    """The ancestors of the places by code, in one query."""
    codes = ancestors_of(place.code for place in places)
    return Region.objects.only("code", "name", "kind", "level").in_bulk(codes)


def village_counts(prefix: str) -> dict[str, dict[str, int]]:
    """For each child of a place: how many villages of each kind lie in it (``{"35.10.24": {"desa": 8}}``)."""
    width = {0: 2, 2: 5, 5: 8}[len(prefix)]
    counts: dict[str, dict[str, int]] = {}
    rows = (
        Region.objects.current()
        .inside(prefix)
        .filter(level=4)
        .annotate(child=Left("code", width))
        .values_list("child", "kind")
        .annotate(total=Count("code"))
        .order_by()
    )
    for child, kind, total in rows:
        counts.setdefault(child, {})[kind] = total
    return counts


def village_totals(prefix: str) -> dict[str, int]:
    """How many villages of each kind lie in a place, in one query."""
    places = Region.objects.current().inside(prefix).filter(level=4)
    return dict(places.values_list("kind").annotate(total=Count("code")).order_by())


def point(place: Region) -> tuple[float, float] | None:
    """Longitude and latitude, when known."""
    if place.latitude is None or place.longitude is None:
        return None
    return float(place.longitude), float(place.latitude)
