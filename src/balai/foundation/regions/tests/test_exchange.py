"""Points and boundaries of the regency's places, from files."""

import io
import json
from decimal import Decimal

import pytest

from balai.core.actor import SYSTEM, VISITOR
from balai.core.errors import NotAllowed
from balai.core.exchange import Problem, run_export, run_import
from balai.foundation.audit.models import Event
from balai.foundation.regions.models import Region
from balai.foundation.regions.testing import plant_regency

pytestmark = pytest.mark.django_db
SQUARE = [[114.2, -8.2], [114.3, -8.2], [114.3, -8.1], [114.2, -8.2]]


@pytest.fixture(autouse=True)
def banyuwangi():
    return plant_regency()


def a_file(name, content):
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    file.name = name
    return file


def points(*rows):
    return a_file("titik.csv", "\n".join(["kode;nama;lat;lng", *rows]))


def boundaries(*features):
    return a_file("batas.geojson", json.dumps({"type": "FeatureCollection", "features": list(features)}))


def feature(code, name, ring=SQUARE, kind="Polygon"):
    geometry = {"type": kind, "coordinates": [ring] if kind == "Polygon" else [[ring]]}
    return {"type": "Feature", "properties": {"kode": code, "nama": name}, "geometry": geometry}


def test_points_are_created_changed_and_left():
    first = run_import(
        "koordinat", points("35.10.24;Licin;-8,17;114.25", "35.10.24.2008;Tamansari;-8.1;114.2"), SYSTEM
    )
    assert (first.rows, first.created, first.changed, first.unchanged) == (2, 2, 0, 0)
    again = run_import(
        "koordinat", points("35.10.24;Licin;-8.17;114.25", "35.10.24.2008;Tamansari;-8.2;114.2"), SYSTEM
    )
    assert (again.created, again.changed, again.unchanged) == (0, 1, 1)
    place = Region.objects.get(pk="35.10.24.2008")
    assert (place.latitude, place.longitude) == (Decimal("-8.20000"), Decimal("114.20000"))
    assert list(Event.objects.values_list("name", "facts")) == [
        ("regions.points_imported", {"count": 2}),
        ("regions.points_imported", {"count": 1}),
    ]


def test_one_wrong_row_keeps_all_out_and_names_each_fault():
    report = run_import(
        "koordinat",
        points(
            "35.10.24;Licin;-8.17;114.25",
            "35.10.99;Entah;-8.1;114.2",
            "35;Jawa Timur;-8.1;114.2",
            "35.10.24.2008;Tamansari;x;114.2",
            "35.10.24.2007;Kluncing;114.2;-8.1",
            "35.10.24;Licin;-8.17;114.25",
        ),
        SYSTEM,
    )
    assert report.errors == [
        Problem(3, "kode", "Kode “35.10.99” tidak ada dalam daftar wilayah."),
        Problem(4, "kode", "35 Jawa Timur tidak berada di kabupaten ini."),
        Problem(7, "kode", "Kode “35.10.24” disebut dua kali."),
        Problem(5, "lat", "“x” bukan angka derajat seperti -8.21930."),
        Problem(6, "lat", "114.20000 berada di luar Indonesia."),
        Problem(6, "lng", "-8.10000 berada di luar Indonesia."),
    ]
    assert (report.created, Region.objects.exclude(latitude=None).count(), Event.objects.count()) == (0, 0, 0)


def test_a_strange_name_is_a_warning():
    report = run_import("koordinat", points("35.10.24;Glagah;-8.17;114.25"), SYSTEM)
    sentence = "Nama “Glagah” berbeda dari “Licin” di daftar wilayah; kodenya yang dipakai."
    assert (report.errors, report.warnings) == ([], [Problem(2, "nama", sentence)])
    assert run_import("koordinat", points("35.10;Kab. Banyuwangi;-8.3;114.1"), SYSTEM).warnings == []


def test_a_dry_run_keeps_nothing():
    report = run_import("koordinat", points("35.10.24;Licin;-8.17;114.25"), SYSTEM, dry_run=True)
    assert (report.created, report.is_kept) == (1, False)
    assert Region.objects.exclude(latitude=None).count() == 0


def test_boundaries_are_read_and_written_in_the_same_form():
    features = [feature("35.10.24", "Licin"), feature("35.10.24.2008", "Tamansari", kind="MultiPolygon")]
    report = run_import("batas", boundaries(*features), SYSTEM)
    assert (report.errors, report.created) == ([], 2)
    made = run_export("batas", SYSTEM)
    assert (made.name, made.content_type) == ("batas.geojson", "application/geo+json")
    assert json.loads(made.content)["features"] == features
    assert run_import("batas", a_file("batas.geojson", made.content), SYSTEM).unchanged == 2


@pytest.mark.parametrize(
    ("ring", "sentence"),
    [
        (SQUARE[:3] + [[114.2, -8.21]], "tidak tertutup"),
        (SQUARE[:2] + SQUARE[:1], "kurang dari empat titik"),
        ([[y, x] for x, y in SQUARE], "di luar Indonesia"),
        ([["a", "b"]] * 4, "pasangan bujur dan lintang"),
        ([], "kurang dari empat titik"),
    ],
)
def test_a_bad_ring_is_refused(ring, sentence):
    report = run_import("batas", boundaries(feature("35.10.24", "Licin", ring)), SYSTEM)
    assert [(item.row, item.column) for item in report.errors] == [(1, "geometry")]
    assert sentence in report.errors[0].message
    assert Region.objects.exclude(boundary=None).count() == 0


def test_points_go_out_in_the_columns_of_the_import():
    run_import("koordinat", points("35.10.24;Licin;-8.17;114.25"), SYSTEM)
    made = run_export("koordinat", SYSTEM)
    assert made.content.decode("utf-8-sig") == "kode,nama,lat,lng\r\n35.10.24,Licin,-8.17000,114.25000\r\n"


def test_an_outsider_imports_and_exports_nothing():
    with pytest.raises(NotAllowed):
        run_import("koordinat", points("35.10.24;Licin;-8.17;114.25"), VISITOR)
    with pytest.raises(NotAllowed):
        run_export("koordinat", VISITOR)
    assert Region.objects.exclude(latitude=None).count() == 0
