"""The history: found by words, year, topic and province; figures of the same rows; bounded; what became of a visit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.test import Client

from balai.core.errors import Invalid
from balai.core.ids import uuid7
from balai.foundation.accounts.testing import sign_in
from balai.foundation.regions.api import tile_map
from balai.runtime import demo_visits
from balai.territory.visits import api, figures, hooks, selectors
from balai.territory.visits.actions.plan import put_session
from balai.territory.visits.actions.turn import confirm
from balai.territory.visits.models import Delegation
from balai.territory.visits.tests.conftest import House, ask, at, session

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
    """All visits are counted, however many there are: the first of 251, not those of the latest pages."""
    first = api.record_past_visit(house.lead, past(first_day=date(2017, 1, 2), last_day=date(2017, 1, 2)))
    for number in range(250):
        first.pk, first.code, first.first_day = uuid7(), f"KJG-{number}", date(2019, 1, 1)
        first.last_day, first._state.adding = first.first_day, True
        first.save()
    with replaced("agreement", Q(first_day__year=2017)):
        answer = desk.get(PAGE, {"hal": "11"})
    assert "MoU 7/2019" in answer.content.decode()
    found = [(step.count, step.percent) for step in answer.context["funnel"]]
    assert found == [(251, 100), (1, 0), (0, 0), (0, 0)]


@contextmanager
def replaced(stage: hooks.Stage, reached: Q) -> Iterator[None]:
    """A module above that says which visits led to a stage, for as long as a test."""
    before = dict(hooks._readers), dict(hooks._reached)
    outcome = api.Outcome("MoU 7/2019", "/kerja-sama/", None)
    api.conversion_of(stage, reached=lambda: reached)(lambda cards: {cards[-1].id: [outcome]})
    try:
        yield
    finally:
        hooks._readers.update(before[0])
        hooks._reached.update(before[1])


def test_visits_that_are_still_to_come_are_no_guests_yet(house: House, desk: Client, monday) -> None:
    """They are told beside the figures; they count from the first arrival, or once they are over."""
    visit = ask()
    made = put_session(house.lead, visit.pk, session())
    confirm(house.lead, Delegation.objects.select_related("unit").get(pk=visit.pk))
    links = partial(api.visit_links, 2026, 2026)

    def counted() -> tuple[int, int, int, str, int, int]:
        page = desk.get(PAGE).context
        sums, coming = page["sums"], page["coming"]
        shown = f"{coming['visits']}, {coming['people']}"
        return sums.visits, sums.people, sums.announced, shown, page["funnel"][0].count, len(links())

    assert counted() == (0, 0, 0, "1, 60", 0, 0)
    assert "1 rombongan, 60 orang" in desk.get(PAGE).content.decode()
    monday.move_to(at(10, 9))
    assert counted() == (1, 60, 60, "0, 0", 1, 1)
    monday.move_to(at(9, 9))
    unit = visit.units.all()[0]
    api.record_arrival(made.pk, unit.pk, "kunci-satu", at(9, 9), "qr", people=9)
    assert counted() == (1, 9, 0, "0, 0", 1, 1)


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
