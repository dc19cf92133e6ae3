"""Pages of numbering: the list with its filters, one series, and what would write a number twice."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from balai.core.errors import Invalid, NotVisible
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.audit.models import Event
from balai.foundation.documents import api
from balai.foundation.documents.models import NumberSeries, SeriesCounter
from balai.foundation.documents.series import Scope, check_pattern
from balai.foundation.documents.tests.test_numbers import draw

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2026-02-27 03:00:00+00:00", tick=True):
        yield


@pytest.fixture
def keeper(village):
    return actor_of(make_officer("admin.licin", "admin_unit", village.parent_id))


@pytest.fixture
def client_of(keeper):
    return sign_in(Client(), User.objects.get(pk=keeper.user_id))


def general(unit) -> Scope:
    return Scope(unit.id, "", "")


def told(client, **filters):
    page = client.get(reverse("documents:series"), filters).context["page"]
    return [(row.unit.short_name, row.pattern, row.last, row.example) for row in page]


def test_the_list_shows_own_units_with_the_next_number(client_of, keeper, village, other_village) -> None:
    api.set_series(keeper, general(village), "{klasifikasi}/{nomor:03}/DS/{tahun}", last_on_paper=147)
    api.set_series(keeper, Scope(village.id, "surat-pengantar", ""), "SP/{nomor}/{tahun}")
    assert told(client_of) == [
        (
            "35.10.24",
            "{klasifikasi}/{nomor:03}/{kode_unit}/{bulan_romawi}/{tahun}",
            0,
            "500.3/001/35.10.24/II/2026",
        ),
        ("Desa Tamansari", "{klasifikasi}/{nomor:03}/DS/{tahun}", 147, "500.3/148/DS/2026"),
        ("Desa Tamansari", "SP/{nomor}/{tahun}", 0, "SP/1/2026"),
    ]
    assert [row[1] for row in told(client_of, jenis="surat-pengantar")] == ["SP/{nomor}/{tahun}"]
    assert [row[2] for row in told(client_of, q="tamansari")] == [147, 0]
    assert told(client_of, q="sumberberas") == []


def test_a_past_year_is_listed_with_its_count(client_of, keeper, village) -> None:
    series = api.set_series(keeper, general(village), "{nomor}/{tahun}")
    SeriesCounter.objects.create(series=series, year=2025, last=31)
    answer = client_of.get(reverse("documents:series"), {"tahun": "2025", "q": "tamansari"})
    assert [row.last for row in answer.context["page"]] == [31]
    assert answer.context["years"] == [2026, 2025]
    assert "Nomor berikutnya" not in answer.content.decode()


def test_the_number_is_seen_before_it_is_saved(client_of, keeper, village) -> None:
    series = api.set_series(keeper, general(village), "{nomor}/{tahun}", last_on_paper=9)
    address = reverse("documents:one_series", args=[series.pk])
    look = client_of.post(address, {"pattern": "B.{nomor:04}/{tahun}", "lihat": "1"})
    assert (look.status_code, "B.0010/2026" in look.content.decode()) == (200, True)
    assert NumberSeries.objects.get().pattern == "{nomor}/{tahun}"
    assert client_of.post(address, {"pattern": "B.{nomor:04}/{tahun}"}).status_code == 302
    assert NumberSeries.objects.get().pattern == "B.{nomor:04}/{tahun}"
    assert draw(Scope(village.id, "surat", "470")).text == "B.0010/2026"
    names = Event.objects.filter(subject_id=series.pk).values_list("name", flat=True)
    assert sorted(names) == ["document.count_set", "document.series_set", "document.series_set"]


def test_saving_what_stands_is_no_change(keeper, village) -> None:
    for _turn in range(2):
        api.set_series(keeper, general(village), "{nomor}/{tahun}", last_on_paper=3)
    assert Event.objects.filter(name__in=["document.series_set", "document.count_set"]).count() == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{nomor}/{tahun}", "{nomor:03}/{tahun}"),
        ("{jenis}/{nomor}/{tahun}", "surat/{nomor}/{tahun}"),
        ("{nomor}/{bulan}/{tahun}", "{nomor}/12/{tahun}"),
        ("{nomor}/{kode_unit}/{tahun}", "{nomor}/35.10.24.2008/{tahun}"),
    ],
)
def test_a_pattern_that_could_write_the_same_number_is_refused(keeper, village, one, other) -> None:
    api.set_series(keeper, general(village), one)
    with pytest.raises(Invalid, match="nomor yang sama"):
        api.set_series(keeper, Scope(village.id, "surat", ""), other)
    assert list(NumberSeries.objects.values_list("pattern", flat=True)) == [one]


def test_kinds_keep_series_apart(keeper, village) -> None:
    for kind in ("surat", "izin"):
        api.set_series(keeper, Scope(village.id, kind, ""), "{jenis}/{nomor}/{tahun}")
    assert NumberSeries.objects.count() == 2


def test_a_number_that_stands_on_a_letter_never_comes_again(keeper, village) -> None:
    api.set_series(keeper, general(village), "{nomor}/{tahun}")
    for _turn in range(3):
        draw(Scope(village.id, "izin", "470"))
    api.set_series(keeper, general(village), "U/{nomor}/{tahun}")
    with pytest.raises(Invalid, match="sudah terpakai"):
        api.set_series(keeper, Scope(village.id, "surat", ""), "{nomor}/{tahun}")
    api.set_series(keeper, Scope(village.id, "surat", ""), "{nomor}/{tahun}", last_on_paper=3)
    assert draw(Scope(village.id, "surat", "470")).text == "4/2026"


@pytest.mark.parametrize("pattern", ["{klasifikasi}{nomor}/{tahun}", "{nomor}{tahun}", "1{nomor}/{tahun}"])
def test_the_count_stands_apart(pattern) -> None:
    with pytest.raises(Invalid) as fault:
        check_pattern(pattern)
    assert "Pisahkan {nomor}" in fault.value.fields["pattern"]


def test_a_foreign_unit_is_not_there(client_of, keeper, other_village) -> None:
    with pytest.raises(NotVisible):
        api.set_series(keeper, general(other_village), "{nomor}/{tahun}")
    assert client_of.get(reverse("documents:numbering", args=[other_village.id])).status_code == 404
    assert client_of.post(reverse("documents:numbering", args=[other_village.id]), {}).status_code == 404
    series = NumberSeries.objects.create(unit_id=other_village.id)
    assert client_of.get(reverse("documents:one_series", args=[series.pk])).status_code == 404


@pytest.mark.parametrize("size", [10, 100])
def test_the_list_asks_as_often_for_ten_as_for_a_hundred(
    client_of, keeper, village, django_assert_max_num_queries, monkeypatch, size
) -> None:
    from balai.foundation.documents.views import numbering

    monkeypatch.setattr(numbering, "PAGE_SIZE", size)
    NumberSeries.objects.bulk_create(
        NumberSeries(unit_id=village.id, kind=f"jenis-{n}", pattern=f"J{n}/{{nomor}}/{{tahun}}")
        for n in range(100)
    )
    client_of.get(reverse("documents:series"))
    with django_assert_max_num_queries(15):
        answer = client_of.get(reverse("documents:series"))
    assert len(answer.context["page"].object_list) == size
