"""The history: found by words, year, topic and province; figures of the same rows; bounded; what became of a visit."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from balai.core.errors import Invalid
from balai.foundation.accounts.testing import sign_in
from balai.foundation.regions.api import tile_map
from balai.runtime import demo_visits
from balai.territory.visits import api, figures, selectors
from balai.territory.visits.hooks import _readers
from balai.territory.visits.models import Delegation
from balai.territory.visits.tests.conftest import House

PAGE = "/kerja/kunjungan/riwayat/"


def past(number: int = 0, **changes) -> api.PastVisit:
    facts = {
        "origin_code": "76.01",
        "origin_name": "",
        "leader_office": "Bupati",
        "purpose": f"Keuangan desa {number}",
        "topics": ("smart-kampung",),
        "people": 60,
        "first_day": date(2019, 2, 25),
        "last_day": date(2019, 2, 27),
        "result": "Ingin memiliki mal sendiri",
        "source": "Laporan pers, 2019",
    }
    return api.PastVisit(**{**facts, **changes})


@pytest.fixture
def desk(house: House) -> Client:
    return sign_in(Client(headers={"accept-language": "id"}), house.coordinator)


def test_a_visit_of_before_names_its_source(house: House) -> None:
    with pytest.raises(Invalid):
        api.record_past_visit(house.lead, past(source=" "))
    visit = api.record_past_visit(house.lead, past())
    assert (visit.state, visit.case_id, visit.origin_name) == ("held", None, "Kabupaten Pasangkayu")
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.update(source="")
    assert api.contact_of(visit.pk) is None


def test_it_is_found_drawn_and_taken_as_a_file(house: House, desk: Client) -> None:
    api.record_past_visit(house.lead, past())
    day = date(2024, 2, 27)
    other = {"origin_code": "35.10", "purpose": "Festival", "topics": ("kalender-festival",), "people": 0}
    api.record_past_visit(house.lead, past(**other, first_day=day, last_day=day))
    for query, found in (
        ({"q": "pasang"}, ["Keuangan desa 0"]),
        ({"tahun": "2024"}, ["Festival"]),
        ({"topik": "smart-kampung"}, ["Keuangan desa 0"]),
        ({"asal": "35"}, ["Festival"]),
        ({"q": "tiada"}, []),
        ({"tahun": "kapan"}, ["Festival", "Keuangan desa 0"]),
    ):
        lines = desk.get(PAGE, query).context["lines"]
        assert [line["visit"].purpose for line in lines] == found
    rows = selectors.received()
    assert figures.by_province(rows) == {"76": 1, "35": 1}
    years, topics = figures.topics_by_year(rows)
    assert (years, dict(topics)) == ([2019, 2024], {"smart-kampung": [1, 0], "kalender-festival": [0, 1]})
    tiles = {tile.code: (tile.count, tile.tone) for tile in tile_map({"76": 3, "35": 1}).tiles}
    assert (len(tiles), tiles["76"], tiles["35"], tiles["11"]) == (38, (3, 4), (1, 2), (0, 0))
    text = desk.get(f"{PAGE}unduh/csv/", {"q": "pasang"}).content.decode("utf-8-sig")
    assert ("Kabupaten Pasangkayu" in text, "Festival" in text) == (True, False)
    assert desk.get("/kerja/kunjungan/tamu/2019/xlsx/").status_code == 200
    assert desk.get(f"{PAGE}unduh/pdf/").status_code == 404
    assert [(link.origin_code, link.on.year) for link in api.visit_links(2018, 2020)] == [("76.01", 2019)]


def test_what_became_of_it_is_told_by_modules_above(house: House, desk: Client) -> None:
    api.record_past_visit(house.lead, past())
    before = dict(_readers)
    try:
        api.conversion_of("agreement")(
            lambda cards: {cards[0].id: [api.Outcome("MoU 7/2019", "/kerja-sama/", None)]}
        )
        answer = desk.get(PAGE)
    finally:
        _readers.clear()
        _readers.update(before)
    assert "MoU 7/2019" in answer.content.decode()
    assert [(step.count, step.percent) for step in answer.context["funnel"]][:2] == [(1, 100), (1, 100)]


@pytest.mark.parametrize("count", [10, 100])
def test_the_history_costs_the_same_for_ten_as_for_a_hundred(
    house: House, desk: Client, count: int, django_assert_max_num_queries
) -> None:
    for number in range(count):
        api.record_past_visit(house.lead, past(number))
    desk.get(PAGE)
    with django_assert_max_num_queries(30):
        answer = desk.get(PAGE)
    assert len(answer.context["lines"]) == min(count, 25)


def test_the_demo_tells_the_history_and_one_visit_to_come(house: House) -> None:
    places = {told.origin for told in demo_visits.HISTORY}
    assert (len(demo_visits.HISTORY), len(places)) == (12, 12)
    assert all("Laporan pers" in demo_visits._past(told).source for told in demo_visits.HISTORY)
    assert demo_visits.coming_workdays(date(2026, 11, 20), 3) == [date(2026, 11, day) for day in (23, 24, 25)]
