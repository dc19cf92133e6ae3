"""A newer pack meets what the regency adapted: each keeps what the other did not touch."""

from copy import deepcopy
from pathlib import Path

import pytest

from balai.core.actor import SYSTEM
from balai.core.errors import Conflict
from balai.foundation.audit.models import Event
from balai.foundation.documents.models import Template
from balai.foundation.packs.api import Decision, PackError, compare, decide, export_pack, install
from balai.foundation.packs.comparing import FaultyPack
from balai.foundation.packs.merging import ORDER, Leaf, leaves, merge
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
    assert (one.verdict, one.sides, one.is_asking) == ("conflict", ("both", "ours", "theirs"), True)
    assert one.leaves == [Leaf(("icon",), "heart", "flower", "store", True, ("icon",), "ours")]
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
            ([{"name": "y"}, {"name": "x"}, {"name": "z"}], [(ORDER,)]),
        ),
        (  # both moved the same way
            [{"name": "x"}, {"name": "y"}],
            [{"name": "y", "z": 1}, {"name": "x"}],
            [{"name": "y"}, {"name": "x", "z": 2}],
            ([{"name": "y", "z": 1}, {"name": "x", "z": 2}], []),
        ),
        (  # items without a code are told apart by their title
            [{"title": {"id": "KTP"}}, {"title": {"id": "KK"}}],
            [{"title": {"id": "KTP"}}, {"title": {"id": "KK"}, "detail": "asli"}],
            [{"title": {"id": "KTP"}, "kind": "salinan"}, {"title": {"id": "KK"}}],
            ([{"title": {"id": "KTP"}, "kind": "salinan"}, {"title": {"id": "KK"}, "detail": "asli"}], []),
        ),
        (  # unless both gave one another title
            [{"title": {"id": "KTP"}}],
            [{"title": {"id": "KTP asli"}}],
            [{"title": {"id": "KTP elektronik"}}],
            ([{"title": {"id": "KTP asli"}}], [()]),
        ),
    ],
)
def test_both_changes_in_one(base: object, ours: object, theirs: object, merged: object) -> None:
    assert merge(base, ours, theirs) == merged


TARIFF = {
    "items": {
        "papan": {"title": {"id": "Papan", "en": "Billboard"}, "price": "12500", "unit": "m2"},
        "spanduk": {"title": {"id": "Spanduk", "en": "Banner"}, "price": "2000"},
    },
    "note": "lama",
}


def test_each_place_gives_way_by_itself_and_is_named_by_its_title() -> None:
    ours = deepcopy(TARIFF)
    ours["items"]["papan"]["price"] = "9000"
    ours["note"] = "kami"
    theirs = deepcopy(TARIFF)
    theirs["items"]["papan"] |= {"price": "15000", "unit": "meter"}
    theirs["items"]["tenda"] = {"title": {"id": "Tenda", "en": "Tent"}, "price": "1"}
    theirs["note"] = "baru"
    price, note = ("items", "papan", "price"), ("note",)
    found = list(leaves(TARIFF, ours, theirs))
    assert [leaf.path for leaf in found if leaf.is_conflict] == [price, note]
    assert [leaf.path for leaf in found if not leaf.is_conflict] == [
        ("items", "papan", "unit"), ("items", "tenda"),
    ]  # fmt: skip
    assert found[0].names == ("items", {"id": "Papan", "en": "Billboard"}, "price")
    merged, met = merge(TARIFF, ours, theirs, {price: "theirs"})
    assert met == [price, note]
    assert (merged["items"]["papan"]["price"], merged["items"]["papan"]["unit"]) == ("15000", "meter")
    assert (merged["items"]["tenda"]["price"], merged["note"]) == ("1", "kami")


def test_where_both_moved_items_one_order_is_chosen_and_every_item_is_still_joined() -> None:
    base = [{"name": name} for name in "xyz"]
    ours = [{"name": "y"}, {"name": "x", "by": "us"}, {"name": "z"}]
    theirs = [{"name": "x"}, {"name": "z", "by": "them"}, {"name": "y"}]
    assert [(leaf.path, leaf.is_conflict) for leaf in leaves(base, ours, theirs)] == [
        (("x", "by"), False), (("z", "by"), False), ((ORDER,), True),
    ]  # fmt: skip
    merged, _met = merge(base, ours, theirs, {(ORDER,): "theirs"})
    assert merged == [{"name": "x", "by": "us"}, {"name": "z", "by": "them"}, {"name": "y"}]


def conflicting(pack: Path) -> Path:
    """Words and icon were changed here; the newer pack changes both, and the English title besides."""
    adapt(icon="flower", summary={"id": "kata kami", "en": "our words"})
    return newer(pack, heart="store", pengantar="surat", Marriage="Wedding")


def test_conflicts_are_chosen_place_by_place_and_the_rest_is_joined(pack: Path) -> None:
    (one,) = compare(conflicting(pack)).differences
    assert [leaf.word for leaf in one.conflicts] == ["icon", "summary/id"]
    done = install(
        pack, decision=decide(theirs=["life_events/menikah#icon"], ours=["life_events/menikah#summary/id"])
    )
    assert (done.merged, done.kept) == ((KEY,), ())
    row = standing()
    assert (row.icon, row.summary, row.title) == (
        "store", {"id": "kata kami", "en": "our words"}, {"id": "Menikah", "en": "Wedding"},
    )  # fmt: skip
    entry = InstalledEntry.objects.get()
    assert (entry.content["icon"], entry.content["summary"]["id"]) == ("store", "surat nikah")
    assert list(entry.choices) == ["summary/id"]


def again(pack: Path, version: str, **changes: str) -> Path:
    """One more version."""
    text = (pack / "life_events.yaml").read_text()
    for old, new in changes.items():
        text = text.replace(old, new)
    (pack / "life_events.yaml").write_text(text)
    (pack / "pack.yaml").write_text(MANIFEST.replace("1.0.0", version))
    return pack


def test_a_choice_is_remembered_for_the_next_version_while_it_applies(pack: Path) -> None:
    install(conflicting(pack), decision=decide(ours=["life_events/menikah#summary/id"]))
    (one,) = compare(again(pack, "1.2.0", surat="berkas")).differences
    assert (one.verdict, one.is_asking, one.settled) == ("conflict", False, {("summary", "id")})
    install(pack)
    assert standing().summary["id"] == "kata kami"
    (one,) = compare(again(pack, "1.3.0", berkas="dokumen")).differences
    assert not one.is_asking, "it was kept over a version that asked nothing"
    adapt(summary={"id": "kata lain", "en": "our words"})
    (one,) = compare(pack).differences
    assert (one.is_asking, one.settled) == (True, set()), "another adaptation is another question"


def test_what_nobody_chose_is_asked_again(pack: Path) -> None:
    install(conflicting(pack))
    (one,) = compare(again(pack, "1.2.0", surat="berkas")).differences
    assert one.is_asking


def test_a_place_that_only_the_pack_changed_is_refused_alone(pack: Path) -> None:
    """Nothing was adapted here; of two changes of the pack one is taken, the other not, and not asked about again."""
    (one,) = compare(newer(pack, heart="store", pengantar="surat")).differences
    assert (one.verdict, one.sides, one.is_asking) == ("theirs", ("both", "ours", "theirs"), False)
    assert [(leaf.word, leaf.stands) for leaf in one.leaves] == [("icon", "theirs"), ("summary/id", "theirs")]
    done = install(pack, decision=decide(ours=["life_events/menikah#summary/id"]))
    assert (done.merged, done.kept, done.unasked) == ((KEY,), (), ())
    assert (standing().icon, standing().summary["id"]) == ("store", "pengantar nikah")
    assert list(InstalledEntry.objects.get().choices) == ["summary/id"]
    (one,) = compare(again(pack, "1.2.0", surat="berkas")).differences
    assert (one.verdict, one.is_asking, one.settled) == ("conflict", False, {("summary", "id")})
    assert install(pack).kept == (KEY,)
    assert standing().summary["id"] == "pengantar nikah"


def test_what_is_taken_by_place_is_the_packs_again(pack: Path) -> None:
    """All places taken one by one leave no adaptation; a place of ours is given up alone."""
    adapt(icon="flower", summary={"id": "kata kami", "en": "our words"})
    places = ["life_events/menikah#summary/id", "life_events/menikah#summary/en"]
    assert install(newer(pack, Marriage="Wedding"), decision=decide(theirs=places)).merged == (KEY,)
    assert (standing().icon, standing().summary["id"]) == ("flower", "pengantar nikah")
    assert InstalledEntry.objects.get().choices == {}
    done = install(pack, decision=decide(theirs=["life_events/menikah#icon"]))
    assert (done.merged, done.kept, standing().icon) == ((), (), "heart")


def test_a_place_of_ours_that_nobody_touched_is_still_asked_about(pack: Path) -> None:
    """A page sends what stands at every place; that is no answer to a question that comes later."""
    adapt(icon="flower")
    install(newer(pack), decision=decide(ours=["life_events/menikah#icon"]))
    assert InstalledEntry.objects.get().choices == {}
    (one,) = compare(again(pack, "1.2.0", heart="store")).differences
    assert one.is_asking


def test_what_a_pack_takes_away_or_moves_can_be_kept_where_it_was() -> None:
    base = [{"name": name} for name in "xyz"]
    less = [{"name": "x"}, {"name": "z"}]
    assert merge(base, base, less, {("y",): "ours"}) == (base, [])
    moved = [{"name": "z"}, {"name": "x"}, {"name": "y", "by": "them"}]
    assert [(leaf.path, leaf.stands) for leaf in leaves(base, base, moved)] == [
        (("y", "by"), "theirs"), ((ORDER,), "theirs"),
    ]  # fmt: skip
    kept = [{"name": "x"}, {"name": "y", "by": "them"}, {"name": "z"}]
    assert merge(base, base, moved, {(ORDER,): "ours"}) == (kept, [])
    assert merge(base, base, moved, {("y", "by"): "ours"}) == (
        [{"name": "z"}, {"name": "x"}, {"name": "y"}], [],
    )  # fmt: skip


def test_an_entry_kept_whole_keeps_its_places(pack: Path) -> None:
    install(conflicting(pack), decision=decide(ours=["life_events/menikah"]))
    assert standing().title["en"] == "Marriage"
    assert sorted(InstalledEntry.objects.get().choices) == ["icon", "summary/id", "title/en"]


def test_a_place_that_does_not_differ_cannot_be_chosen(pack: Path) -> None:
    for word in ("life_events/menikah#title/id", "life_events/tiada#icon", "life_events#icon"):
        with pytest.raises(PackError):
            install(conflicting(pack), decision=decide(theirs=[word]))
    assert (standing().icon, InstalledPack.objects.get().version) == ("flower", "1.0.0")


def test_what_does_not_fit_together_is_told_and_installs_nothing(pack: Path) -> None:
    """The pack drops a fact of its letter; a sentence that was written here still names it."""
    facts = "{name: nama, label: {id: Nama, en: Name}}, {name: nik, label: {id: NIK, en: NIK}}"
    for version, told in (("1.0.0", facts), ("1.1.0", facts.partition(", {name: nik")[0])):
        (pack / "pack.yaml").write_text(MANIFEST.replace("1.0.0", version))
        text = letter("Surat", "Menerangkan").replace(facts.partition(", {name: nik")[0], told)
        (pack / "documents.yaml").write_text(text)
        if version == "1.0.0":
            install(pack)
            adapt_letter([{"paragraph": "Menerangkan {nama} dengan NIK {nik}."}])
    before = Template.objects.select_related("current").get().current
    with pytest.raises(PackError, match=r"tidak cocok dengan penyesuaian di sini.*documents/surat-uji"):
        install(pack)
    assert InstalledPack.objects.get().version == "1.0.0"
    assert Template.objects.select_related("current").get().current == before
    assert install(pack, decision=decide(theirs=["documents/surat-uji"])).kept == ()


def adapt_letter(body: list[dict[str, str]]) -> None:
    version = Template.objects.select_related("current").get().current
    assert version
    type(version).objects.filter(pk=version.pk).update(body=body)
