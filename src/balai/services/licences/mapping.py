"""A map of places as a picture made on the server: no tiles, no library, a link for each place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from balai.foundation.regions.api import RegionCard, regency, subtree
from balai.services.licences.models import Licence

WIDTH, NARROW, MARGIN = 720, 400, 40
TALL = 0.8  # of the width, at most
NAME_WIDE, NAME_TALL = 88, 18
LEAST = 0.15  # degrees (some 16 km): a single place stands in a neighbourhood, not in a point
DISTRICT, VILLAGE = 3, 4
Position = tuple[float, float]
Point = tuple[int, int]


@dataclass(frozen=True)
class Pin:
    """A licence on the map; licences at one spot share a pin and are counted."""

    licence: Licence
    x: int
    y: int
    count: int


@dataclass(frozen=True)
class Spot:
    """A place behind the pins: a village as a dot, a district as its name."""

    x: int
    y: int
    name: str


@dataclass(frozen=True)
class Map:
    """Everything that the picture shows, in its own units."""

    height: int
    pins: tuple[Pin, ...]
    villages: tuple[Spot, ...]
    districts: tuple[Spot, ...]
    width: int = WIDTH


@dataclass(frozen=True)
class _Projection:
    """From longitude and latitude to the picture, north up."""

    west: float
    north: float
    scale: float
    squeeze: float

    def place(self, position: Position) -> Point:
        longitude, latitude = position
        x = MARGIN + (longitude - self.west) * self.squeeze * self.scale
        return round(x), round(MARGIN + (self.north - latitude) * self.scale)


def map_of(licences: Sequence[Licence], width: int = WIDTH) -> Map | None:
    """The licences with a point, and the villages around them; None when none has a point."""
    points = [(licence, licence.point) for licence in licences if licence.point]
    if not points:
        return None
    projection, height = _fitted([point for _, point in points], width)
    spots = [(place, *projection.place(point)) for place, point in _places(regency().code)]
    shown = [(place, x, y) for place, x, y in spots if 0 <= x <= width and 0 <= y <= height]
    return Map(
        height=height,
        pins=tuple(_pins((licence, projection.place(point)) for licence, point in points)),
        villages=tuple(Spot(x, y, place.name) for place, x, y in shown if place.level == VILLAGE),
        districts=_apart([Spot(x, y, place.name) for place, x, y in shown if place.level == DISTRICT]),
        width=width,
    )


def _apart(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The names that can be read: one that would lie on another one is left out."""
    kept: list[Spot] = []
    for spot in spots:
        if all(abs(spot.x - other.x) > NAME_WIDE or abs(spot.y - other.y) > NAME_TALL for other in kept):
            kept.append(spot)
    return tuple(kept)


def _pins(placed: Iterable[tuple[Licence, Point]]) -> list[Pin]:
    together: dict[Point, list[Licence]] = {}
    for licence, point in placed:
        together.setdefault(point, []).append(licence)
    return [Pin(max(group, key=_weight), x, y, len(group)) for (x, y), group in together.items()]


def _weight(licence: Licence) -> bool:
    """Of several at one spot the pin shows one that was not replaced."""
    return licence.state != Licence.State.REPLACED


def _places(code: str) -> list[tuple[RegionCard, Position]]:
    """The districts and villages of the regency whose points are known."""
    return [
        (place, (float(place.longitude), float(place.latitude)))
        for place in subtree(code)
        if place.level >= DISTRICT and place.longitude is not None and place.latitude is not None
    ]


def _fitted(points: Sequence[Position], width: int) -> tuple[_Projection, int]:
    """The projection in which all points lie well inside, and how tall the picture is."""
    (west, east), (south, north) = (_span(axis) for axis in zip(*points, strict=True))
    squeeze = cos(radians((north + south) / 2))
    inner, tallest = width - 2 * MARGIN, width * TALL - 2 * MARGIN
    scale = min(inner / ((east - west) * squeeze), tallest / (north - south))
    slack = inner / scale / squeeze - (east - west)
    return _Projection(west - slack / 2, north, scale, squeeze), round((north - south) * scale + 2 * MARGIN)


def _span(values: Sequence[float]) -> tuple[float, float]:
    """From the least to the greatest, and never less than a neighbourhood."""
    least, most = min(values), max(values)
    spare = max(LEAST - (most - least), 0) / 2
    return least - spare, most + spare
