"""The network: rows, how far each came, the graph's shape, the page and its file."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from balai.core.actor import SYSTEM
from balai.core.exchange import read_lines
from balai.territory.adoption import comparing, hooks
from balai.territory.adoption.network import MOST_NODES, Wanted, by_province, graph_of, rows_of
from balai.territory.adoption.sources import FACTS, Adopted, Link
from balai.territory.adoption.tests.conftest import House, take
from balai.territory.visits.api import PastVisit, delegations, record_past_visit
from balai.territory.visits.models import Delegation

pytestmark = pytest.mark.django_db
HERE = ("72.10", "Kabupaten Sigi")


def link(kind: Any, code: str, name: str, day: str, *topics: str) -> Link:
    return Link(kind, code, name, *HERE, date.fromisoformat(day), topics)


LINKS = (
    link("visit", "35.10", "Kabupaten Banyuwangi", "2024-02-27", "spbe"),
    link("visit", "35.10", "Kabupaten Banyuwangi", "2025-02-27", "spbe", "mpp"),
    link("agreement", "35.10", "Kabupaten Banyuwangi", "2025-03-01"),
    link("visit", "75.01", "Kabupaten Gorontalo", "2023-01-01", "mpp"),
    Link("adoption", *HERE, "35.10", "Kabupaten Banyuwangi", date(2025, 6, 1), (), "SPBE"),
)


def test_links_of_a_pair_are_one_row_and_the_strongest_stands_first(house: House) -> None:
    rows = rows_of(LINKS)
    assert [(row.learner_name, row.depth, row.total, row.topics) for row in rows] == [
        ("Kabupaten Sigi", "adoption", 1, ()),
        ("Kabupaten Banyuwangi", "agreement", 3, ("spbe", "mpp")),
        ("Kabupaten Gorontalo", "visit", 1, ("mpp",)),
    ]
    assert (rows[1].first, rows[1].last) == (date(2024, 2, 27), date(2025, 3, 1))
    assert by_province(rows) == {"35": 1, "75": 1}
    assert [
        row.learner_name for row in rows if Wanted(kind="visit", topic="mpp", text="goro").keeps(row)
    ] == ["Kabupaten Gorontalo"]
    assert [row.total for row in Wanted(sort="-jumlah").ordered(rows)] == [3, 1, 1]


def test_each_region_of_the_graph_can_be_reached_and_says_what_connects_it(house: House) -> None:
    rows = rows_of(LINKS)
    middle, *others = graph_of(rows).nodes
    assert middle.is_here
    assert {node.name: node.told for node in others} == {
        "Kabupaten Gorontalo": "Kabupaten Gorontalo belajar dari Kabupaten Sigi: 1 kunjungan",
        "Kabupaten Banyuwangi": "Kabupaten Sigi belajar dari Kabupaten Banyuwangi: 1 adopsi. "
        "Kabupaten Banyuwangi belajar dari Kabupaten Sigi: 2 kunjungan, 1 kerja sama",
    }
    assert {node.name for node in others} == {row.other[1] for row in rows}
    take(house, "spbe")
    page = Client().get("/jejaring/").content.decode()
    assert '<a href="?q=Kabupaten%20Banyuwangi" aria-label="Kabupaten Sigi belajar dari' in page
    assert '<a href="?wilayah=35"' in page
    narrowed = Client().get("/jejaring/?wilayah=35")
    assert [row.learner_name for row, _topics in narrowed.context["lines"]] == ["Kabupaten Sigi"]
    assert "Tidak ada yang cocok" in Client().get("/jejaring/?wilayah=75").content.decode()


def test_the_graph_is_bounded_and_its_arrows_point_to_the_learner(house: House) -> None:
    graph = graph_of(rows_of(LINKS))
    assert (len(graph.nodes), len(graph.lines), graph.left_out) == (3, 3, 0)
    ours = graph.lines[0]
    middle = graph.nodes[0]
    to_us = abs(ours.x2 - middle.x) + abs(ours.y2 - middle.y)
    assert to_us < abs(ours.x1 - middle.x) + abs(ours.y1 - middle.y), "Sigi learned here"
    assert ours.told == "Kabupaten Sigi belajar dari Kabupaten Banyuwangi: 1 adopsi"
    many = [link("visit", "", f"Daerah {number}", "2020-01-01") for number in range(100)]
    graph = graph_of(rows_of(many))
    assert (len(graph.lines), graph.left_out) == (MOST_NODES, 100 - MOST_NODES)
    assert all(0 <= node.y <= graph.height for node in graph.nodes)


def test_no_name_is_cut_or_written_over_another(house: House) -> None:
    many = [link("visit", "", f"Kabupaten Kutai Kartanegara {n}", "2020-01-01") for n in range(100)]
    graph = graph_of(rows_of(many))
    nodes = graph.nodes[1:]
    assert all(graph.left <= node.reach <= graph.left + graph.width for node in nodes)
    for side in ("start", "end"):
        heights = sorted(node.y for node in nodes if node.side == side)
        assert all(after - before >= 24 for before, after in pairwise(heights))


def test_what_came_of_visits_is_counted_as_it_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what came after the visit, and a result only by the day on which it was measured."""
    told = {
        "plans": [{"code": "mpp", "title": "Mal", "evidence": [{"indicator": "Layanan", "on": "2025-06-01"}]}]
    }
    undated = {
        "plans": [{"code": "mpp", "title": "Mal", "evidence": [{"indicator": "Layanan", "on": "2025"}]}]
    }
    known = [
        Adopted("35.10", "Banyuwangi", "mpp", "1.0.0", date(2024, 3, 1), {FACTS: told}),
        Adopted("75.01", "Gorontalo", "mpp", "1.0.0", date(2024, 3, 1), {FACTS: undated}),
    ]
    monkeypatch.setattr(hooks, "adopted_from_us", lambda: known)
    monkeypatch.setattr(comparing, "adopted_from_us", lambda: known)
    for code, day in (
        ("35.10", "2024-01-01"),
        ("35.10", "2025-01-01"),
        ("35.10", "2026-01-01"),
        ("75.01", "2024-01-01"),
    ):
        visited(code, date.fromisoformat(day))
    cards = delegations()
    for reached, reader, days in (
        (hooks.visits_with_adoption(), hooks.adoptions_after, ["2024-01-01", "2024-01-01"]),
        (hooks.visits_with_result(), hooks.results_after, ["2025-01-01", "2024-01-01"]),
    ):
        counted = {row.pk for row in Delegation.objects.filter(reached)}
        assert counted == {key for key, outcomes in reader(cards).items() if outcomes}
        assert sorted(f"{card.first_day}" for card in cards if card.id in counted) == sorted(days)


def visited(code: str, day: date) -> None:
    """A region was here on a day."""
    told = PastVisit(code, "", "Bupati", "Mal", ("mpp",), 10, day, day, "", "Laporan pers")
    record_past_visit(SYSTEM, told)


def test_everybody_sees_the_network_and_takes_it_along(
    house: House, django_assert_max_num_queries: Any
) -> None:
    empty = Client().get("/jejaring/").content.decode()
    assert "Jejaring ini baru mulai" in empty
    take(house, "spbe")
    with django_assert_max_num_queries(16):
        page = Client().get("/jejaring/?jenis=adoption").content.decode()
    for told in ("1 adopsi", "Kabupaten Banyuwangi", "panah", "JTM"):
        assert told in page, told
    lines = read_lines("x.xlsx", Client().get("/jejaring/unduh/xlsx/").content, ("asal", "adopsi"))
    assert [(line.get("yang belajar"), line.get("asal"), line.get("adopsi")) for line in lines] == [
        ("Kabupaten Sigi", "Kabupaten Banyuwangi", "1")
    ]
    assert "Tidak ada yang cocok" in Client().get("/jejaring/?q=antah").content.decode()
