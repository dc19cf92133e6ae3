"""A newer pack meets what the regency adapted: each keeps what the other did not touch."""

from pathlib import Path

import pytest

from balai.core.actor import SYSTEM
from balai.core.errors import Conflict
from balai.foundation.audit.models import Event
from balai.foundation.documents.models import Template
from balai.foundation.packs.api import Decision, PackError, compare, decide, export_pack, install
from balai.foundation.packs.comparing import FaultyPack
from balai.foundation.packs.merging import Leaf, merge
from balai.foundation.packs.models import InstalledEntry, InstalledPack
from balai.foundation.packs.tests.test_packs import EVENTS, MANIFEST
from balai.foundation.regions.testing import plant_regency
from balai.services.catalogue.models import LifeEvent

pytestmark = pytest.mark.django_db
KEY = ("life_events", "menikah")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "paket"
    folder.mkdir()
    (folder / "pack.yaml").write_text(MANIFEST)
    (folder / "life_events.yaml").write_text(EVENTS)
    install(folder)
    return folder


def newer(pack: Path, **changes: str) -> Path:
    """The pack's next version with other words."""
    text = EVENTS
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (pack / "pack.yaml").write_text(MANIFEST.replace("1.0.0", "1.1.0"))
    (pack / "life_events.yaml").write_text(text)
    return pack


def adapt(**facts: object) -> None:
    LifeEvent.objects.filter(code="menikah").update(**facts)


def verdicts(pack: Path) -> dict[str, str]:
    return {one.key: one.verdict for one in compare(pack).differences}


def standing() -> LifeEvent:
    return LifeEvent.objects.get(code="menikah")


def test_what_only_the_pack_changed_is_taken(pack: Path) -> None:
    assert verdicts(newer(pack, heart="store")) == {"menikah": "theirs"}
    assert install(pack).kept == ()
    assert standing().icon == "store"


def test_what_only_the_regency_adapted_stays(pack: Path) -> None:
    adapt(icon="flower")
    assert verdicts(newer(pack)) == {"menikah": "ours"}
    assert install(pack).kept == (KEY,)
    assert (standing().icon, InstalledPack.objects.get().version) == ("flower", "1.1.0")
    assert InstalledEntry.objects.get().content["icon"] == "heart"


def letter(title: str, body: str) -> str:
    """A letter of a pack."""
    return f"""- code: surat-uji
  name: {{id: {title}, en: Letter}}
  kind: surat-keterangan
  code_prefix: SUJ
  facts: [{{name: nama, label: {{id: Nama, en: Name}}}}]
  body: [{{paragraph: "{body} {{nama}}."}}]
"""


def test_a_letter_that_joins_both_changes_says_that_it_was_adapted(pack: Path) -> None:
    """Newer words of the pack, the title that it has here: neither side's letter alone."""
    told = []
    for version, body in (("1.0.0", "Menerangkan"), ("1.1.0", "Menyatakan"), ("1.2.0", "Menetapkan")):
        (pack / "pack.yaml").write_text(MANIFEST.replace("1.0.0", version))
        (pack / "documents.yaml").write_text(letter("Surat", body))
        install(pack)
        told.append(Template.objects.select_related("current").get().current)
        Template.objects.filter(current__body=[{"paragraph": "Menerangkan {nama}."}]).update(
            name={"id": "Surat kami", "en": "Letter"}
        )
    assert [version.provenance for version in told if version] == [
        "contoh 1.0.0, Uji", "contoh 1.1.0, Uji (disesuaikan)", "contoh 1.2.0, Uji (disesuaikan)",
    ]  # fmt: skip
    assert Template.objects.get().name["id"] == "Surat kami"


def test_changes_in_different_places_are_put_together(pack: Path) -> None:
    adapt(summary={"id": "kata kami", "en": "our words"})
    (one,) = compare(newer(pack, heart="store")).differences
    assert one.verdict == "both"
    assert {leaf.path for leaf in one.leaves} == {("summary", "id"), ("summary", "en"), ("icon",)}
    assert install(pack).merged == (KEY,)
    assert (standing().icon, standing().summary["id"]) == ("store", "kata kami")


def test_where_both_changed_the_same_the_regency_stays_until_it_gives_way(pack: Path) -> None:
    adapt(icon="flower")
    (one,) = compare(newer(pack, heart="store")).differences
    assert (one.verdict, one.sides) == ("conflict", ("ours", "theirs"))
    assert one.leaves == [Leaf(("icon",), "heart", "flower", "store")]
    assert one.leaves[0].is_conflict
    assert install(pack).kept == (KEY,)
    assert standing().icon == "flower"
    assert install(pack, decision=decide(theirs=["life_events/menikah"])).kept == ()
    assert standing().icon == "store"


def test_an_entry_made_here_is_not_overwritten(pack: Path) -> None:
    LifeEvent.objects.create(
        code="lahir", title={"id": "A", "en": "A"}, summary={"id": "A", "en": "A"}, icon="x"
    )
    (pack / "life_events.yaml").write_text(EVENTS + EVENTS.replace("menikah", "lahir"))
    assert verdicts(pack) == {"menikah": "same", "lahir": "stranger"}
    assert install(pack).kept == (("life_events", "lahir"),)
    assert LifeEvent.objects.get(code="lahir").icon == "x"


def test_an_entry_that_is_not_brought_any_more_stays_and_is_named(pack: Path) -> None:
    (pack / "life_events.yaml").write_text(EVENTS.replace("menikah", "lahir"))
    assert verdicts(pack) == {"lahir": "new", "menikah": "gone"}
    install(pack)
    assert sorted(LifeEvent.objects.values_list("code", flat=True)) == ["lahir", "menikah"]


def test_what_was_seen_is_what_is_installed(pack: Path) -> None:
    seen = compare(newer(pack, heart="store")).seen
    adapt(icon="flower")
    with pytest.raises(Conflict):
        install(pack, decision=Decision(seen=seen))
    assert (standing().icon, InstalledPack.objects.get().version) == ("flower", "1.0.0")


def test_a_side_that_an_entry_does_not_have_is_refused(pack: Path) -> None:
    with pytest.raises(PackError, match="tidak ada yang dapat dipilih"):
        install(newer(pack), decision=Decision({KEY: "ours"}))


def test_comparing_changes_nothing_and_names_every_ill_entry(pack: Path) -> None:
    before = Event.objects.count()
    (pack / "life_events.yaml").write_text(
        EVENTS
        + "- code: lahir\n"
        + EVENTS.replace("menikah", "pindah")
        + "- code: {a: b}\n  title: 3\n  summary: 1\n  icon: x\n"
    )
    with pytest.raises(FaultyPack) as fault:
        compare(pack)
    lines = [line.partition(": ")[0] for line in fault.value.faults]
    assert lines == ["life_events.yaml:5", "life_events.yaml:11"]
    assert (LifeEvent.objects.count(), Event.objects.count()) == (1, before)


def test_a_row_from_before_counts_as_unadapted(pack: Path) -> None:
    InstalledEntry.objects.update(content=None)
    assert verdicts(newer(pack, heart="store")) == {"menikah": "theirs"}


def test_an_adapted_pack_keeps_its_origin_and_meets_the_first_one(pack: Path, tmp_path: Path) -> None:
    plant_regency()
    adapt(icon="flower")
    goal = tmp_path / "kami.zip"
    assert export_pack(SYSTEM, "contoh", goal, adapted=True) == 2
    found = compare(goal)
    assert (found.manifest.name, found.manifest.origin) == ("contoh-3510", "Kabupaten Banyuwangi")
    assert found.manifest.based_on == {"name": "contoh", "version": "1.0.0", "origin": "Uji"}
    assert [one.verdict for one in found.differences] == ["same"]
    adapt(icon="heart")  # as in a regency that took the first pack as it is
    assert [one.verdict for one in compare(goal).differences] == ["theirs"]
    assert install(goal).kept == ()
    assert standing().icon == "flower"
    assert verdicts(newer(pack, heart="store")) == {"menikah": "conflict"}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, {"a": 3}, ({"a": 3, "b": 2}, [])),
        ({"a": 1}, {"a": 2}, {"a": 3}, ({"a": 2}, [("a",)])),
        ({"a": 1, "b": 1}, {"b": 1}, {"a": 1, "b": 2}, ({"b": 2}, [])),
        ({"a": 1}, {}, {"a": 2}, ({}, [("a",)])),
        ([1], [1, 2], [1, 3], ([1, 2], [()])),
        (
            [{"name": "x"}, {"name": "y"}],
            [{"name": "y"}, {"name": "x"}],
            [{"name": "x"}, {"name": "y", "z": 1}, {"name": "w"}],
            ([{"name": "y", "z": 1}, {"name": "w"}, {"name": "x"}], []),
        ),
        (
            [{"name": "x"}, {"name": "y"}, {"name": "z"}],
            [{"name": "y"}, {"name": "x"}, {"name": "z"}],
            [{"name": "x"}, {"name": "z"}, {"name": "y"}],
            ([{"name": "y"}, {"name": "x"}, {"name": "z"}], [()]),
        ),
    ],
)
def test_both_changes_in_one(base: object, ours: object, theirs: object, merged: object) -> None:
    assert merge(base, ours, theirs) == merged
