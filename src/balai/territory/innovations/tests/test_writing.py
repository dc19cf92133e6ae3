"""From an idea to practice: the draft with undo, what each stage demands, who may, what stays."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.audit.api import events_of
from balai.foundation.regions.api import today
from balai.territory.innovations.actions.move_stage import Move, move_stage
from balai.territory.innovations.actions.write_innovation import (
    begin_innovation,
    change_innovation,
    publish_innovation,
    undo_innovation,
)
from balai.territory.innovations.models import Innovation, InnovationDraft, StageStep
from balai.territory.innovations.tests.conftest import House
from balai.territory.innovations.words import figure, read_figure

pytestmark = pytest.mark.django_db
TITLE = {"id": "Antar surat", "en": "Letters by courier"}
STORY = {
    "summary": {"id": "Surat diantar ke rumah.", "en": "Letters come home."},
    "problem": {"id": "Warga sakit tidak dapat mengambil surat.", "en": "The sick cannot fetch letters."},
}
TRIED = {
    "how": {"id": "Kurir desa.", "en": "A courier of the village."},
    "needs": [{"kind": "people", "text": {"id": "Kurir", "en": "Courier"}}],
}
SHOWN = {
    "since": "2025",
    "contact": {"id": "Kantor desa", "en": "The village office"},
    "evidence": [
        {
            "indicator": {"id": "Surat diantar", "en": "Letters brought"},
            "after": 12,
            "on": "2025",
            "source": "Laporan",
        }
    ],
}


def idea(house: House, **more: Any) -> Innovation:
    """A published idea with what is given."""
    draft = begin_innovation(house.keeper, "antar-surat", TITLE)
    change_innovation(house.keeper, draft, {**draft.definition, **STORY, **more})
    draft.refresh_from_db()
    return publish_innovation(house.second, draft)


def step(to: str, reason: str = "SK Bupati 188/12/2025") -> Move:
    return Move(to, today(), reason)


def test_each_stage_demands_what_shows_it(house: House) -> None:
    row = idea(house)
    with pytest.raises(Invalid, match="cara kerja.*kebutuhan"):
        move_stage(house.keeper, row.code, step("trial"))
    with pytest.raises(Invalid, match="satu tahap"):
        move_stage(house.keeper, row.code, step("practice"))
    assert (Innovation.objects.get(code=row.code).stage, StageStep.objects.count()) == ("idea", 0)


def test_it_goes_on_with_evidence_and_back_with_a_reason(house: House) -> None:
    row = idea(house, **TRIED, **SHOWN)
    move_stage(house.keeper, row.code, step("trial"))
    move_stage(house.keeper, row.code, step("practice", "Laporan uji coba tiga bulan"))
    with pytest.raises(Invalid, match="buktinya"):
        move_stage(house.keeper, row.code, step("trial", "  "))
    moved = move_stage(house.keeper, row.code, step("trial", "Kurir berhenti"))
    assert [(one.before, one.after, one.reason) for one in moved.steps.order_by("id")] == [
        ("idea", "trial", "SK Bupati 188/12/2025"),
        ("trial", "practice", "Laporan uji coba tiga bulan"),
        ("practice", "trial", "Kurir berhenti"),
    ]
    assert events_of(row.pk)[-1].sentence == (
        "Inovasi “Antar surat” dari Penerapan menjadi Uji coba: Kurir berhenti"
    )


def test_a_draft_is_undone_refused_when_stale_and_published(house: House) -> None:
    draft = begin_innovation(house.keeper, "antar-surat", TITLE)
    first = InnovationDraft.objects.get(pk=draft.pk)
    change_innovation(house.keeper, first, {**first.definition, **STORY})
    with pytest.raises(Conflict, match="di tempat lain"):
        change_innovation(house.keeper, draft, {**draft.definition, "since": "2025"})
    first.refresh_from_db()
    undo_innovation(house.keeper, first)
    first.refresh_from_db()
    assert first.definition == {"code": "antar-surat", "title": TITLE, "stage": "idea"}
    with pytest.raises(Invalid, match="kedua bahasa"):
        publish_innovation(house.second, first)
    assert not Innovation.objects.filter(code="antar-surat").exists()


def test_a_counter_officer_writes_nothing(house: House) -> None:
    with pytest.raises(NotAllowed):
        begin_innovation(house.clerk, "antar-surat", TITLE)
    with pytest.raises(NotAllowed):
        move_stage(house.clerk, "spbe", step("trial"))
    assert (InnovationDraft.objects.count(), StageStep.objects.count()) == (0, 0)


def test_the_database_refuses_practice_without_a_beginning_and_unknown_stages(house: House) -> None:
    for facts in ({"since": ""}, {"stage": "gagal"}, {"since": "kemarin"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Innovation.objects.filter(code="spbe").update(**facts)


def test_the_pages_lead_from_an_idea_to_the_public_page(house: House) -> None:
    client = house.at("keeper")
    begun = client.post("/kerja/inovasi/", {"title_id": "Antar surat", "title_en": "Letters by courier"})
    assert begun.headers["Location"] == "/kerja/inovasi/antar-surat/draf/"
    page = client.get("/kerja/inovasi/antar-surat/draf/").content.decode()
    assert ("Belum lengkap" in page, "Terbitkan?" in page) == (True, False)
    typed = {
        "version": 1, "title_id": "Antar surat", "title_en": "Letters by courier",
        "summary_id": "Surat diantar.", "summary_en": "Letters come.", "problem_id": "Sakit.", "problem_en": "Ill.",
        "words": "surat jauh\nkurir", "needs_0_kind": "cost", "needs_0_text_id": "Ongkos", "needs_0_text_en": "Fare",
        "needs_0_amount": "25000000", "evidence_0_indicator_id": "Surat", "evidence_0_indicator_en": "Letters",
        "evidence_0_before": "1.200,5", "evidence_0_after": "3,43", "evidence_0_on": "2025",
        "evidence_0_source": "Laporan", "public": "on",
    }  # fmt: skip
    assert client.post("/kerja/inovasi/antar-surat/draf/", typed).status_code == 302
    entry = InnovationDraft.objects.get().definition
    assert entry["needs"] == [{"kind": "cost", "text": {"id": "Ongkos", "en": "Fare"}, "amount": 25000000}]
    assert (entry["evidence"][0]["before"], entry["evidence"][0]["after"]) == (1200.5, 3.43)
    assert (entry["words"], "public" in entry) == (["surat jauh", "kurir"], False)
    assert "Pratinjau draf" in client.get("/kerja/inovasi/antar-surat/draf/pratinjau/").content.decode()
    assert (
        client.post("/kerja/inovasi/antar-surat/draf/terbitkan/").status_code == 403
    )  # what one wrote oneself
    assert house.at("second").post("/kerja/inovasi/antar-surat/draf/terbitkan/").status_code == 302
    assert "Antar surat" in client.get("/inovasi/?q=kurir").content.decode()
    history = client.get("/kerja/inovasi/antar-surat/").content.decode()
    assert "Inovasi “Antar surat” diterbitkan" in history
    moved = client.post(
        "/kerja/inovasi/antar-surat/tahap/", {"to": "trial", "on": "2025-01-02", "reason": "SK"}
    )
    assert (moved.status_code, "cara kerja" in moved.content.decode()) == (422, True)


def test_an_innovation_ends_with_its_reason_and_may_be_tried_again(house: House) -> None:
    """An idea does not end, it is taken back; what ended is no longer assessed and tells everybody why."""
    row = idea(house, **TRIED)
    with pytest.raises(Invalid, match="berakhir"):
        move_stage(house.keeper, row.code, step("ended"))
    move_stage(house.keeper, row.code, step("trial"))
    move_stage(house.keeper, row.code, step("ended", "Kurir berhenti, biayanya tidak tertutup"))
    page = Client().get(f"/inovasi/{row.code}/").content.decode()
    assert "Inovasi ini sudah berakhir" in page
    assert "Kurir berhenti, biayanya tidak tertutup" in page
    assert Client().get("/inovasi/?tahap=ended").content.decode().count(f"/inovasi/{row.code}/") == 1
    with pytest.raises(Invalid):
        move_stage(house.keeper, row.code, step("practice"))
    assert move_stage(house.keeper, row.code, step("trial", "Ada anggaran lagi")).stage == "trial"


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [
        ("id", "218.345", "218345"), ("id", "3,43", "3.43"), ("id", "12.5", None), ("id", "-1.234,5", "-1234.5"),
        ("en", "218,345", "218345"), ("en", "3.43", "3.43"), ("en", "12,5", None), ("en", "1,234.5", "1234.5"),
        ("id", "1e3", None), ("id", "", None), ("id", "dua", None), ("id", "1.2345", None),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_it_is_written(language: str, typed: str, number: str | None) -> None:
    with translation.override(language):
        read = read_figure(typed)
        assert read == (None if number is None else Decimal(number))
        assert read is None or read_figure(figure(read)) == read


def test_saving_a_draft_in_english_changes_no_figure(house: House) -> None:
    client = house.at("keeper")
    client.cookies["django_language"] = "en"
    client.post("/kerja/inovasi/spbe/draf/mulai/")
    page = client.get("/kerja/inovasi/spbe/draf/")
    form = page.context["form"]
    sent = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    assert sent["evidence_0_after"] == "3.43"
    client.post("/kerja/inovasi/spbe/draf/", {**sent, "title_en": "SPBE"})
    draft = InnovationDraft.objects.get(code="spbe")
    assert (draft.definition["title"]["en"], draft.definition["evidence"][0]["after"]) == ("SPBE", 3.43)
    assert draft.definition["unverified"] == ["since", "problem", "needs"]


def test_what_is_typed_is_kept_without_being_asked_and_not_over_somebody_else(house: House) -> None:
    client = house.at("keeper")
    client.post("/kerja/inovasi/spbe/draf/mulai/")
    form = client.get("/kerja/inovasi/spbe/draf/").context["form"]
    sent = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    kept = client.post("/kerja/inovasi/spbe/draf/simpan/", {**sent, "summary_id": "Setengah"})
    assert (kept.status_code, kept.json()) == (200, {"version": 2})
    draft = InnovationDraft.objects.get(code="spbe")
    assert (draft.definition["summary"]["id"], len(draft.earlier)) == ("Setengah", 1)
    late = client.post("/kerja/inovasi/spbe/draf/simpan/", {**sent, "summary_id": "Ponsel lain"})
    assert late.status_code == 409
    assert InnovationDraft.objects.get(code="spbe").definition["summary"]["id"] == "Setengah"
    assert house.at("clerk").post("/kerja/inovasi/spbe/draf/simpan/", sent).status_code == 403
