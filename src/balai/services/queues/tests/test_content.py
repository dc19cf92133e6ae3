"""Rules and places of a pack: installed once, read back as they were written, with faults that say where."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from balai.core.content import ContentError
from balai.services.queues import api
from balai.services.queues.content import (
    install_places,
    install_rules,
    rules_needed,
    standing_places,
    standing_rules,
)
from balai.services.queues.models import Counter, Line
from balai.services.queues.tests.conftest import CONTEXT, MALL, RULE, Mall

PACK = Path(__file__).resolve().parents[5] / "packs" / "mal-pelayanan"


def test_what_was_installed_is_read_back_and_installing_again_changes_nothing(mall: Mall) -> None:
    assert standing_rules(["uji"])["uji"] == RULE
    assert standing_places(["mpp"])["mpp"] == {**MALL, "order": 100}
    assert (install_rules([RULE], CONTEXT), install_places([MALL], CONTEXT)) == (0, 0)
    assert rules_needed(MALL) == [("queue_rules", "uji")]


def test_a_line_without_its_agency_is_left_out_and_so_are_its_counters(mall: Mall) -> None:
    entry = deepcopy(MALL)
    entry["lines"].append({**entry["lines"][0], "letter": "Q", "unit": "tidak-ada", "services": []})
    entry["lines"][1]["services"] = ["tidak-ada"]
    entry["counters"].append({"numbers": [9], "lines": ["Q"]})
    assert install_places([entry], CONTEXT) == 0
    assert "Q" not in set(Line.objects.values_list("letter", flat=True))
    assert not Counter.objects.filter(number="9").exists()
    elsewhere = {**entry, "code": "lain", "regency": "72.10"}
    assert install_places([elsewhere, {**entry, "code": "lain", "unit": "tidak-ada"}], CONTEXT) == 0


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"kind": "istana"}, (0, "kind")),
        ({"week": {"senin": ["8-9"]}}, (0, "week")),
        ({"lines": [{**MALL["lines"][0], "minutes": 0}]}, (0, "lines", 0, "minutes")),
        ({"lines": [{**MALL["lines"][0], "rule": "tidak-ada"}]}, (0, "lines", 0, "rule")),
        ({"name": {"id": "Mal"}}, (0, "name")),
        ({"warna": "biru"}, (0, "warna")),
    ],
)
def test_a_fault_says_where(mall: Mall, change: dict[str, Any], path: tuple[str | int, ...]) -> None:
    with pytest.raises(ContentError) as fault:
        install_places([{**MALL, **change}], CONTEXT)
    assert fault.value.path == path


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"release": "25:00"}, (0,)),
        ({"priority": {"lansia": {}}}, (0,)),
        ({"shares": {"merpati": 10}}, (0, "shares")),
        ({"shares": {"web": 60, "kiosk": 60}}, (0, "shares")),
        ({"valid_from": "besok"}, (0, "valid_from")),
    ],
)
@pytest.mark.usefixtures("db")
def test_a_fault_in_a_rule_says_where(change: dict[str, Any], path: tuple[str | int, ...]) -> None:
    with pytest.raises(ContentError) as fault:
        install_rules([{**RULE, **change}], CONTEXT)
    assert fault.value.path == path


def test_at_the_mall_of_the_pack_two_dozen_agencies_have_a_line_and_each_line_a_counter() -> None:
    (mall, *others) = yaml.safe_load((PACK / "queue_places.yaml").read_text())
    numbers = [number for group in mall["counters"] for number in group["numbers"]]
    assert numbers == list(range(1, 50))
    assert {letter for group in mall["counters"] for letter in group["lines"]} == {
        line["letter"] for line in mall["lines"]
    }
    assert len({line["unit"] for line in mall["lines"]} - {"mpp"}) == 26
    assert len(mall["displays"]) == 2
    assert [one["code"] for one in others] == ["genteng", "licin", "tamansari", "penganjuran"]


def test_a_line_of_the_mall_leads_to_services_of_its_own_agency() -> None:
    (mall, *_others) = yaml.safe_load((PACK / "queue_places.yaml").read_text())
    own = {
        entry["code"]: entry["unit"]
        for path in (PACK / "services").glob("*.yaml")
        for entry in yaml.safe_load(path.read_text())
    }
    led = [(line["unit"], code) for line in mall["lines"] for code in line.get("services", [])]
    assert [(unit, code) for unit, code in led if own.get(code, unit) != unit] == []
    assert len(led) == len({code for _unit, code in led})


@pytest.mark.usefixtures("mall")
def test_lines_stand_from_a_to_z_and_only_then_aa() -> None:
    first = Line.objects.get(letter="A")
    for letter in ("AA", "AB", "Z"):
        Line.objects.create(
            place=first.place, unit=first.unit, letter=letter, name=first.name, minutes=5, rule="uji"
        )
    order = ["A", "B", "C", "Z", "AA", "AB"]
    assert [line.letter for line in Line.objects.all()] == order
    place = api.place_now("mpp")
    assert place
    assert [line.letter for line in place.lines] == order
