"""Entries of packs: faults by their path, what is read back, versions of an instrument."""

from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from balai.core.content import ContentError
from balai.territory.innovations.content import check_instrument, entry_of, standing_innovations
from balai.territory.innovations.models import Innovation
from balai.territory.innovations.schema import check_innovation
from balai.territory.innovations.tests.conftest import PACKS, House

pytestmark = pytest.mark.django_db
BOTH = {"id": "a", "en": "b"}
ENTRY: dict[str, Any] = {"code": "x", "title": BOTH, "summary": BOTH, "problem": BOTH, "stage": "idea"}
EVIDENCE = {"indicator": BOTH, "after": 1, "on": "2020", "source": "Laporan"}


def entries() -> list[dict[str, Any]]:
    """The entries of the pack, by the YAML of packs (in which ``on`` is a word)."""
    found: list[dict[str, Any]] = YAML(typ="safe").load(PACKS / "inovasi/innovations.yaml")
    return found


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"code": "indeks"}, (0, "code")),
        ({"stage": "mati"}, (0, "stage")),
        ({"title": {"id": "a", "en": ""}}, (0, "title")),
        ({"since": "2020-13-01"}, (0, "since")),
        ({"needs": [{"kind": "uang", "text": BOTH}]}, (0, "needs", 0, "kind")),
        ({"needs": [{"kind": "cost", "text": BOTH, "amount": -1}]}, (0, "needs", 0, "amount")),
        ({"evidence": [{**EVIDENCE, "source": " "}]}, (0, "evidence", 0, "source")),
        ({"evidence": [{**EVIDENCE, "after": None}]}, (0, "evidence", 0, "after")),
        ({"evidence": [{**EVIDENCE, "on": "lusa"}]}, (0, "evidence", 0, "on")),
        ({"stage": "trial"}, (0, "how")),
        ({"stage": "practice", "how": BOTH, "needs": [{"kind": "rule", "text": BOTH}]}, (0, "evidence")),
        ({"warna": "biru"}, (0, "warna")),
    ],
)
def test_a_fault_names_its_path(change: dict[str, Any], path: tuple[str | int, ...]) -> None:
    with pytest.raises(ContentError) as fault:
        check_innovation({**ENTRY, **change}, [0])
    assert fault.value.path == path


def test_what_the_pack_brought_is_read_back_as_it_stands(house: House) -> None:
    brought = {one["code"]: one for one in entries()}
    standing = standing_innovations(())
    assert {code: entry for code, entry in standing.items() if entry != brought[code]} == {}
    assert standing.keys() == brought.keys()
    assert entry_of(Innovation.objects.get(code="spbe"))["evidence"][0]["after"] == 3.43
    assert all(one["stage"] == "practice" for one in brought.values())


def test_an_instrument_that_cannot_be_counted_by_is_refused() -> None:
    whole = yaml.safe_load((PACKS / "indeks-inovasi/innovation_instruments.yaml").read_text())[0]
    check_instrument(whole, [0])
    first = whole["indicators"][0]
    for change, path in (
        ({"divisor": 0}, (0, "divisor")),
        ({"indicators": [first, first]}, (0, "indicators", 1, "number")),
        ({"indicators": [{**first, "most": "0"}]}, (0, "indicators", 0, "most")),
        ({"bands": whole["bands"][::-1]}, (0, "bands")),
    ):
        with pytest.raises(ContentError) as fault:
            check_instrument({**whole, **change}, [0])
        assert fault.value.path == path


def test_every_pack_file_names_a_source_for_every_figure() -> None:
    assert len(entries()) == 10
    assert all(one["source"].strip() for entry in entries() for one in entry["evidence"])
