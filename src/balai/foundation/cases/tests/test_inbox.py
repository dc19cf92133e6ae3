"""The inbox: whose tasks, in which order, how many queries."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.core.prepared import Prepared
from balai.core.searching import matching, seen
from balai.foundation.cases import overview
from balai.foundation.cases.api import ActInput, InboxFilters, act, inbox, inbox_counts
from balai.foundation.cases.bench import create_cases
from balai.foundation.cases.models import Case, Task
from balai.foundation.cases.narrowing import CASE_WORDS, TASK_WORDS, Period
from balai.foundation.cases.overview import OverviewFilters, cases_in_reach, newest_in_reach
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.cases.tests.test_engine import at
from balai.foundation.cases.views.filters import read_filters

MOST_QUERIES = 12


def codes(actor: Any, **filters: Any) -> list[str]:
    return [row.code for row in inbox(actor, InboxFilters(**filters)).rows]


def test_each_sees_what_waits_for_their_role(cast: Cast) -> None:
    card = submit(cast)
    assert codes(cast.operator) == [card.code]
    assert codes(cast.head) == codes(cast.outsider) == codes(cast.clerk) == codes(cast.camat) == []
    assert codes(cast.head, tab="unit") == [card.code]
    assert codes(cast.outsider, tab="unit") == codes(cast.clerk, tab="unit") == []
    act(cast.operator, card.id, "teruskan", ActInput())
    assert codes(cast.operator) == []
    assert codes(cast.operator, tab="waiting") == codes(cast.operator, tab="done") == [card.code]
    assert codes(cast.head) == [card.code]
    assert inbox_counts(cast.head) == {"mine": 1, "unit": 1, "waiting": 0}


def test_filters_narrow_by_code_name_service_and_place(cast: Cast) -> None:
    one = submit(cast)
    two = submit(cast, subject="Bengkel Pak Budi", service="lain")
    assert codes(cast.operator, text=one.code.lower()) == [one.code]
    assert codes(cast.operator, text=two.code[:9]) == [two.code]
    assert codes(cast.operator, text="bengkel") == [two.code]
    assert codes(cast.operator, service="lain") == [two.code]
    assert codes(cast.operator, region="35.10.24") == [one.code, two.code]
    assert codes(cast.operator, region="35.10.2") == []
    assert codes(cast.operator, text="%") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("budi", True),
        ("BUD", True),
        ("bengkel-pak", True),
        ("sit beng", True),
        ("engkel", False),
        ("budi warung", False),
        ("'; DROP TABLE cases_task; --", False),
        ("\\ ' & | ! ( ) : *", False),
        ("é", False),
    ],
)
def test_every_typed_word_is_the_beginning_of_a_word(cast: Cast, text: str, found: bool) -> None:
    card = submit(cast, subject="Bengkel Pak Budi")
    assert codes(cast.operator, text=text) == ([card.code] if found else [])
    waiting = cases_in_reach(cast.inspector, OverviewFilters(text=text))
    assert [case.code for case in waiting] == ([card.code] if found else [])


def test_a_code_is_found_as_people_read_it_out(cast: Cast) -> None:
    card = submit(cast)
    spoken = card.code.replace("-", " ").replace("0", "o").replace("1", "i").lower()
    assert codes(cast.operator, text=spoken) == codes(cast.operator, text=card.code[4:8]) == [card.code]


def test_letters_beyond_ascii_are_found_as_they_are_written(cast: Cast) -> None:
    card = submit(cast, subject="Kafé José")
    assert codes(cast.operator, text="kafé josé") == [card.code]
    assert codes(cast.operator, text="josé") == [card.code]


def test_search_uses_its_index(cast: Cast) -> None:
    create_cases("surat-uji", cast.village.pk, 200, applicant_id=cast.citizen.user_id)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_task, cases_case")
        cursor.execute("SET LOCAL enable_seqscan = off")
    tasks = Task.objects.unscoped().filter(closed_at=None)
    assert "task_words" in tasks.filter(matching("langka", TASK_WORDS)).order_by().explain()
    cases = Case.objects.unscoped().filter(matching("langka", CASE_WORDS))
    assert "case_words" in cases.order_by().explain()


def test_pages_follow_each_other_without_gap_or_double(cast: Cast) -> None:
    create_cases("surat-uji", cast.village.pk, 30, applicant_id=cast.citizen.user_id)
    for sort in ("due", "-due", "title", "-title"):
        seen: list[str] = []
        after = ""
        while True:
            page = inbox(cast.operator, InboxFilters(sort=sort, after=after, size=7))
            seen += [row.code for row in page.rows]
            after = page.next
            if not after:
                break
        assert len(seen) == len(set(seen)) == 30
    assert len(inbox(cast.operator, InboxFilters(after="omong-kosong")).rows) == 25


def test_a_count_stops(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from balai.core import counting

    create_cases("surat-uji", cast.village.pk, 12, applicant_id=cast.citizen.user_id)
    monkeypatch.setattr(counting, "MOST_COUNTED", 10)
    assert inbox_counts(cast.operator)["mine"] == 10


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?tab=unit",
        "?tab=tunggu",
        "?tab=selesai",
        "?q=warung&layanan=surat-uji&tempo=terlambat&kanal=daring&dari=2020-01-01",
    ],
)
def test_the_page_costs_the_same_for_ten_and_for_a_hundred_rows(cast: Cast, query: str) -> None:
    create_cases("surat-uji", cast.village.pk, 10, applicant_id=cast.citizen.user_id)
    client = client_of(cast.operator)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/kerja/kotak/{query}").status_code == 200
        return len(queries)

    client.get("/kerja/kotak/")
    ten = cost()
    create_cases("surat-uji", cast.village.pk, 90, applicant_id=cast.citizen.user_id)
    assert cost() == ten
    assert ten <= MOST_QUERIES


def test_the_inbox_reads_its_rows_in_the_order_of_a_partial_index(cast: Cast) -> None:
    create_cases("surat-uji", cast.village.pk, 200, applicant_id=cast.citizen.user_id)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_task")
        cursor.execute("SET LOCAL enable_seqscan = off")
    rows = Task.objects.for_holder(cast.operator).filter(closed_at=None).order_by("due_at", "id")[:25]
    plan = rows.explain()
    assert "Index Scan" in plan
    assert "Sort" not in plan


@pytest.fixture
def three_tasks(cast: Cast) -> Cast:
    """Late, today, later: seen on Tuesday the 3rd at nine."""
    with time_machine.travel(at(2, 9), tick=False):
        submit(cast, subject="Terlambat")
    with time_machine.travel(at(3, 8), tick=False):
        submit(cast, subject="Hari ini")
    with time_machine.travel(at(3, 14), tick=False):
        submit(cast, subject="Besok")
    return cast


def test_the_page_groups_by_deadline(three_tasks: Cast) -> None:
    client = client_of(three_tasks.operator)
    with time_machine.travel(at(3, 9), tick=False):
        html = client.get("/kerja/kotak/").content.decode()
    places = [html.index(text) for text in ("Terlambat 1 hari", ">Hari ini</th>", ">Berikutnya</th>")]
    assert places == sorted(places)
    assert "Yang diminta dari Anda" in html
    assert "Kabupaten Banyuwangi" in html


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"due": "late"}, ["Terlambat"]),
        ({"due": "today"}, ["Hari ini"]),
        ({"due": "week"}, ["Hari ini", "Besok"]),
        ({"period": Period(date(2026, 11, 3), None)}, ["Hari ini", "Besok"]),
        ({"period": Period(None, date(2026, 11, 2))}, ["Terlambat"]),
        ({"state": "periksa"}, ["Terlambat", "Hari ini", "Besok"]),
        ({"state": "tanda_tangan"}, []),
        ({"channel": "daring"}, ["Terlambat", "Hari ini", "Besok"]),
        ({"channel": "loket"}, []),
        ({"held": "me"}, []),
        ({"held": "nobody"}, ["Terlambat", "Hari ini", "Besok"]),
        ({"sort": "-opened"}, ["Besok", "Hari ini", "Terlambat"]),
    ],
)
def test_filters_leave_what_they_say(three_tasks: Cast, filters: dict[str, Any], found: list[str]) -> None:
    with time_machine.travel(at(3, 9), tick=False):
        rows = inbox(three_tasks.operator, InboxFilters(**filters)).rows
    assert [row.title.removeprefix("Surat Uji, ") for row in rows] == found


def test_a_unit_filter_does_not_open_other_units(cast: Cast) -> None:
    submit(cast)
    assert codes(cast.outsider, tab="unit", unit=cast.village.pk) == []


def test_the_address_carries_every_filter_and_forgets_nonsense() -> None:
    asked = QueryDict(
        "tab=unit&q=budi&layanan=sku&tahap=periksa&tempo=terlambat&petugas=kosong&kanal=loket"
        "&dari=2026-11-01&sampai=2026-11-30&wilayah=35.10.24&urut=-masuk"
    )
    assert read_filters(asked) == InboxFilters(
        tab="unit",
        text="budi",
        service="sku",
        state="periksa",
        due="late",
        held="nobody",
        channel="loket",
        period=Period(date(2026, 11, 1), date(2026, 11, 30)),
        region="35.10.24",
        sort="-opened",
    )
    nonsense = QueryDict("tab=x&tempo=x&petugas=x&kanal=x&dari=31-31&unit=x&urut=-x&q=%00")
    assert read_filters(nonsense) == InboxFilters(sort="-due")
    assert not read_filters(nonsense).is_narrow
    assert read_filters(asked).is_narrow


def test_the_panel_offers_what_is_at_work(three_tasks: Cast) -> None:
    submit(three_tasks, unit_id=three_tasks.neighbour.pk, service="lain", title="Surat lain")
    client = client_of(three_tasks.operator)
    asked = "/kerja/kotak/saringan/?layanan=surat-uji&q=besok&urut=-masuk"
    part = client.get(asked, headers={"HX-Request": "true"}).content.decode()
    assert 'value="surat-uji" selected' in part
    assert "Surat lain" not in part
    assert 'value="periksa"' in part
    assert 'value="-masuk" selected' in part
    assert "<html" not in part
    page = client.get(asked).content.decode()
    assert part in page
    assert '<form method="get" action="/kerja/kotak/"' in page
    assert '<input type="hidden" name="q" value="besok">' in page


def test_the_page_lifts_filters_in_force_and_keeps_them_for_the_next_search(three_tasks: Cast) -> None:
    client = client_of(three_tasks.operator)
    html = client.get("/kerja/kotak/?layanan=surat-uji&q=besok&urut=-masuk").content.decode()
    assert 'href="?q=besok&amp;urut=-masuk">Surat Uji<' in html
    assert 'href="?layanan=surat-uji&amp;urut=-masuk">“besok”<' in html
    assert "Hapus saringan" in html
    assert '<input type="hidden" name="layanan" value="surat-uji">' in html
    assert 'hx-get="/kerja/kotak/saringan/?q=besok&amp;layanan=surat-uji&amp;urut=-masuk"' in html
    assert "<select" not in html


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbfBatas"), ("xlsx", b"PK")])
def test_what_is_shown_is_downloaded(cast: Cast, kind: str, start: bytes) -> None:
    card = submit(cast, subject="=HYPERLINK(1)")
    other = submit(cast, service="lain")
    answer = client_of(cast.operator).get(f"/kerja/kotak/unduh.{kind}?layanan=surat-uji")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    if kind == "csv":
        text = answer.content.decode()
        assert card.code in text
        assert other.code not in text
    assert client_of(cast.outsider).get(f"/kerja/kotak/unduh.{kind}").status_code == 200


def test_due_words(cast: Cast) -> None:
    from balai.foundation.cases.wording import due_pill

    now = timezone.localtime(at(3, 9))
    said = [
        due_pill(moment, now).text
        for moment in (at(2, 9), at(3, 8), at(3, 11), at(4, 9), now + timedelta(days=7), None)
    ]
    assert said == [
        "Terlambat 1 hari",
        "Terlambat hari ini",
        "Hari ini 11.00",
        "Besok",
        "10 Nov 2026",
        "Menunggu pemohon",
    ]


def test_of_a_common_word_the_newest_bearers_fill_the_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    oldest = submit(cast, subject="Warung 0", service="lain").code
    others = [submit(cast, subject=f"Warung {name}").code for name in ("Bahari", "Ijen", "Krajan", "Melati")]
    monkeypatch.setattr(overview, "LATEST", 3)
    monkeypatch.setattr(overview, "_BEFORE_LATEST", Prepared(overview._before_latest))

    def found(queries: int, **filters: Any) -> list[str]:
        with django_assert_num_queries(queries):
            return [case.code for case in newest_in_reach(cast.inspector, OverviewFilters(**filters))]

    assert found(2, text="warung", size=2) == others[:0:-1]
    assert found(4, text="warung", size=9) == [*others[::-1], oldest]
    assert found(4, text="warung", service="lain") == [oldest]
    assert found(4, text="warung krajan") == [others[2]]
    last = Case.objects.unscoped().get(code=others[1])
    assert found(4, text="warung", after=last.pk) == [others[0], oldest]


@pytest.mark.parametrize("text", ["budi", "BUD pak", "engkel", "kafé", "josé", "k", "uji-", ".* [", "'"])
def test_looking_at_each_row_finds_what_the_index_finds(cast: Cast, text: str) -> None:
    for subject in ("Bengkel Pak Budi", "Kafé José", "kost.putri", "Pak-Budi, k/5 [satu]"):
        submit(cast, subject=subject)
    for rows, columns in ((Task.objects, TASK_WORDS), (Case.objects, CASE_WORDS)):
        found = set(rows.unscoped().filter(matching(text, columns)))
        assert set(rows.unscoped().filter(seen(text, columns))) == found


@pytest.mark.parametrize("query", ["", "?q=warung"])
def test_the_overview_costs_the_same_for_one_row_and_for_many(cast: Cast, query: str) -> None:
    client = client_of(cast.inspector)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/kerja/perkara/{query}").status_code == 200
        return len(queries)

    create_cases("surat-uji", cast.village.pk, 1, applicant_id=cast.citizen.user_id)
    cost()
    one = cost()
    create_cases("surat-uji", cast.village.pk, 20, applicant_id=cast.citizen.user_id)
    assert cost() == one
    assert one <= MOST_QUERIES
