"""Import and export of points (``koordinat``) and boundaries (``batas``) of the regency's places."""

import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.core.exchange import (
    ExportKind,
    ImportKind,
    Job,
    Line,
    Sheet,
    register_export,
    register_import,
)
from balai.foundation.audit.api import record
from balai.foundation.regions.events import BOUNDARIES_IMPORTED, POINTS_IMPORTED
from balai.foundation.regions.geometry import EAST, NORTH, SOUTH, WEST, polygons
from balai.foundation.regions.models import Regency, Region
from balai.foundation.regions.names import normal, short

POINT_COLUMNS = ("kode", "nama", "lat", "lng")
SIMILAR = 0.75
STEP = Decimal("0.00001")


def home() -> Regency:
    """The regency. Raises Invalid before it was set up."""
    regency = Regency.objects.first()
    if regency is None:
        raise Invalid(_("Kabupaten belum disiapkan. Jalankan: balai init --regency KODE"))
    return regency


def match_places(lines: Sequence[Line], job: Job, regency: Regency) -> list[tuple[Line, Region]]:
    """The place of each line; unknown, foreign and repeated codes are errors, a strange name is a warning."""
    places = Region.objects.defer("search").in_bulk([line.get("kode") for line in lines])
    matched, seen = [], set()
    for line in lines:
        code = line.get("kode")
        place = places.get(code)
        if place is None:
            job.error(
                line.number, "kode", _("Kode “{code}” tidak ada dalam daftar wilayah.").format(code=code)
            )
        elif not f"{code}.".startswith(f"{regency.region_id}."):
            job.error(line.number, "kode", _("{place} tidak berada di kabupaten ini.").format(place=place))
        elif code in seen:
            job.error(line.number, "kode", _("Kode “{code}” disebut dua kali.").format(code=code))
        else:
            _compare_names(line, place, job)
            matched.append((line, place))
        seen.add(code)
    return matched


def _compare_names(line: Line, place: Region, job: Job) -> None:
    given, known = normal(short(line.get("nama"))), normal(short(place.name))
    if SequenceMatcher(None, given.replace(" ", ""), known.replace(" ", "")).ratio() < SIMILAR:
        sentence = _("Nama “{given}” berbeda dari “{known}” di daftar wilayah; kodenya yang dipakai.")
        job.warn(line.number, "nama", sentence.format(given=line.get("nama"), known=place.name))


def read_points(lines: Sequence[Line], job: Job) -> None:
    """The reader of ``koordinat``: latitude and longitude of places, in degrees."""
    regency = home()
    changed = []
    for line, place in match_places(lines, job, regency):
        latitude = _degrees(line, "lat", (SOUTH, NORTH), job)
        longitude = _degrees(line, "lng", (WEST, EAST), job)
        if latitude is None or longitude is None:
            continue
        if _count(job, (place.latitude, place.longitude), (latitude, longitude), (None, None)):
            place.latitude, place.longitude = latitude, longitude
            changed.append(place)
    Region.objects.bulk_update(changed, ["latitude", "longitude"], batch_size=500)
    if changed:
        record(job.actor, POINTS_IMPORTED, subject=regency, region_code=regency.region_id, count=len(changed))


def _degrees(line: Line, column: str, bounds: tuple[float, float], job: Job) -> Decimal | None:
    text = line.get(column).replace(",", ".")
    try:
        value = Decimal(text).quantize(STEP)
    except InvalidOperation:
        job.error(line.number, column, _("“{text}” bukan angka derajat seperti -8.21930.").format(text=text))
        return None
    if not bounds[0] <= value <= bounds[1]:
        job.error(line.number, column, _("{value} berada di luar Indonesia.").format(value=value))
        return None
    return value


def _count(job: Job, old: object, new: object, nothing: object) -> bool:
    """Count a row as created, changed or unchanged; True when it has to be written."""
    if old == new:
        job.report.unchanged += 1
        return False
    if old == nothing:
        job.report.created += 1
    else:
        job.report.changed += 1
    return True


def read_boundaries(lines: Sequence[Line], job: Job) -> None:
    """The reader of ``batas``: a Polygon or MultiPolygon for each place."""
    regency = home()
    changed = []
    for line, place in match_places(lines, job, regency):
        try:
            polygons(line.geometry)
        except Invalid as fault:
            job.error(line.number, "geometry", str(fault))
            continue
        if _count(job, place.boundary, line.geometry, None):
            place.boundary = line.geometry
            changed.append(place)
    Region.objects.bulk_update(changed, ["boundary"], batch_size=100)
    if changed:
        record(
            job.actor, BOUNDARIES_IMPORTED, subject=regency, region_code=regency.region_id, count=len(changed)
        )


def write_points(actor: Actor, unit_code: str) -> Sheet:
    """All known points of the regency in the columns of the import."""
    places = Region.objects.of_subtree(unit_code or home().region_id).exclude(latitude=None)
    rows = list(places.values_list("code", "name", "latitude", "longitude"))
    return Sheet(POINT_COLUMNS, [(code, name, f"{lat:f}", f"{lng:f}") for code, name, lat, lng in rows])


def write_boundaries(actor: Actor, unit_code: str) -> bytes:
    """All known boundaries of the regency as a FeatureCollection, in the form of the import."""
    places = Region.objects.of_subtree(unit_code or home().region_id).exclude(boundary=None)
    features = [
        {"type": "Feature", "properties": {"kode": code, "nama": name}, "geometry": boundary}
        for code, name, boundary in places.values_list("code", "name", "boundary")
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def register() -> None:
    """Add the imports and exports of this module."""
    points, boundaries = gettext_lazy("Koordinat wilayah"), gettext_lazy("Batas wilayah")
    points_help = gettext_lazy(
        "Satu titik untuk setiap kecamatan, desa dan kelurahan, dalam derajat desimal."
    )
    boundaries_help = gettext_lazy("Garis batas setiap wilayah; ciri “kode” dan “nama” pada setiap Feature.")
    register_import(
        ImportKind("koordinat", read_points, points, POINT_COLUMNS, "regions.manage", points_help)
    )
    register_import(
        ImportKind(
            "batas",
            read_boundaries,
            boundaries,
            ("kode", "nama"),
            "regions.manage",
            boundaries_help,
            formats=("geojson", "json"),
        )
    )
    register_export(ExportKind("koordinat", write_points, points, "regions.manage"))
    register_export(ExportKind("batas", write_boundaries, boundaries, "regions.manage", formats=("geojson",)))
