"""Boundaries: checking a GeoJSON geometry, and drawing it as a picture on the server."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import cos, radians
from typing import Any

from django.utils.translation import gettext as _

from balai.core.errors import Invalid

Position = tuple[float, float]
Ring = list[Position]
Polygon = list[Ring]

#: The box around Indonesia (longitude, latitude) with some sea; nothing outside can be a place of the list.
WEST, SOUTH, EAST, NORTH = 94, -12, 142, 7
MAX_POINTS = 50_000


def in_country(latitude: float | Decimal, longitude: float | Decimal) -> bool:
    """True for a point in the box around Indonesia."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def polygons(geometry: Any) -> list[Polygon]:
    """The polygons of a geometry. Raises Invalid when it is none, or a ring is open, short or far away."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise Invalid(_("Geometri harus Polygon atau MultiPolygon."))
    parts = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
    try:
        found = [[[(float(x), float(y)) for x, y, *_z in ring] for ring in part] for part in parts]
    except (TypeError, ValueError) as error:
        raise Invalid(_("Koordinat harus berupa pasangan bujur dan lintang.")) from error
    if not found or not all(found):
        raise Invalid(_("Geometri ini kosong."))
    for ring in (ring for part in found for ring in part):
        check_ring(ring)
    if sum(len(ring) for part in found for ring in part) > MAX_POINTS:
        raise Invalid(_("Batas ini memakai lebih dari 50.000 titik. Sederhanakan dahulu."))
    return found


def check_ring(ring: Ring) -> None:
    """Raise Invalid unless the ring is closed, has an inside, and lies in Indonesia."""
    if len(ring) < 4:
        raise Invalid(_("Sebuah cincin batas memakai kurang dari empat titik."))
    if ring[0] != ring[-1]:
        raise Invalid(_("Sebuah cincin batas tidak tertutup: titik pertama dan terakhir harus sama."))
    if not all(in_country(y, x) for x, y in ring):
        raise Invalid(_("Ada titik di luar Indonesia. Urutannya bujur lalu lintang (114.36, -8.21)."))


@dataclass(frozen=True)
class Outline:
    """A drawing: the view box of the SVG, the path of the place, and its point when one is known."""

    view_box: str
    path: str
    point: Position | None = None


def outline(geometry: dict[str, Any], point: Position | None = None, size: int = 640) -> Outline:
    """The geometry as an SVG path, north up, its longer side ``size``; the point is (longitude, latitude)."""
    parts = polygons(geometry)
    xs, ys = zip(*(position for part in parts for ring in part for position in ring), strict=True)
    left, top = min(xs), max(ys)
    squeeze = cos(radians((max(ys) + min(ys)) / 2))
    wide, high = (max(xs) - left) * squeeze, top - min(ys)
    scale = size / max(wide, high, 1e-9)

    def place(position: Position) -> Position:
        return round((position[0] - left) * squeeze * scale, 1), round((top - position[1]) * scale, 1)

    width, height = round(wide * scale, 1), round(high * scale, 1)
    rings = (ring for part in parts for ring in part)
    drawn = "".join(_ring_path(place(position) for position in ring) for ring in rings)
    return Outline(f"-8 -8 {width + 16:g} {height + 16:g}", drawn, place(point) if point else None)


def _ring_path(positions: Iterable[Position]) -> str:
    """One ring; points that fall on the same tenth of a unit are drawn once."""
    kept: list[Position] = []
    for position in positions:
        if not kept or position != kept[-1]:
            kept.append(position)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"
