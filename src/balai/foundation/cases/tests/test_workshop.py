"""The life of a procedure in the workplace: written from nothing, tried, published, changed, closed."""

import copy
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.core.ui.editing import body_of, typed_of
from balai.foundation.audit.api import events_of
from balai.foundation.cases.actions.begin_draft import begin_draft
from balai.foundation.cases.actions.change_draft import change_draft
from balai.foundation.cases.actions.keep_trial import keep_trial
from balai.foundation.cases.actions.publish_draft import publish_draft
from balai.foundation.cases.actions.retire_procedure import retire_procedure
from balai.foundation.cases.api import ActInput, act, install_procedure
from balai.foundation.cases.models import Case, ProcedureDraft, ProcedureVersion, Task
from balai.foundation.cases.procedure.checks import check_procedure, faults_of
from balai.foundation.cases.procedure.drawing import ROW, WIDE, WIDTH, draw
from balai.foundation.cases.tests.cast import Cast, client_of, officer, submit
from balai.foundation.cases.tests.procedures import LETTER, LIVING, PERMIT
from balai.foundation.cases.tests.test_late import STRICT
from balai.foundation.cases.workshop.pieces import ACTION, STATE, Offer, Piece, parts_of
from balai.foundation.cases.workshop.rehearsal import APPLICANT, LATE, SIGNAL, Press, Script, rehearse
from balai.foundation.cases.workshop.shelf import versions_of

BASE = "/kerja/pengelolaan/prosedur/"
LIMIT = {"limit_amount": "2", "limit_kind": "working_days"}


@pytest.fixture
def admin(cast: Cast) -> Any:
    """Who keeps procedures."""
    return officer("admin", "Ami Admin (fiktif)", "admin_kabupaten", cast.village)


def say(key: str, text: str) -> dict[str, str]:
    return {f"{key}_id": text, f"{key}_en": f"{text} (en)"}


def write(client: Client, path: str, typed: dict[str, Any]) -> int:
    """Send the form of a page of the draft with its version; the status of the answer."""
    version = ProcedureDraft.objects.get(code="usul").version
    return client.post(f"{BASE}usul/draf/{path}/", {**typed, "version": version}).status_code


def build(client: Client) -> None:
    """A procedure from nothing: somebody examines, and it ends well or badly."""
    client.post(BASE, {"code": "usul", "name_id": "Usul warga", "name_en": "Proposal"})
    for kind, code in [("work", "nilai"), ("end", "diterima"), ("end", "ditolak")]:
        assert (
            client.post(f"{BASE}usul/draf/tambah/keadaan/?jenis={kind}", say("name", code)).status_code == 302
        )
    for kind, code in [("forward", "terima"), ("reject", "tolak")]:
        assert (
            client.post(f"{BASE}usul/draf/tambah/tindakan/?jenis={kind}", say("name", code)).status_code
            == 302
        )
    work = {**say("name", "Penilaian"), **say("ask", "Nilai usul"), **LIMIT, "roles": ["operator_desa"]}
    write(client, "keadaan/nilai", {**work, "where": "unit"})
    write(client, "keadaan/diterima", {**say("name", "Diterima"), "outcome": "granted"})
    write(client, "keadaan/ditolak", {**say("name", "Tidak diterima"), "outcome": "rejected"})
    accept = {**say("label", "Terima"), "from": ["nilai"], "to": "diterima", "primary": "on"}
    asked = {"requires_fields_0_name": "nomor", **say("requires_fields_0_label", "Nomor usul")}
    write(client, "tindakan/terima", {**accept, **asked, "requires_fields_0_kind": "text"})
    write(client, "tindakan/tolak", {**say("label", "Tolak"), "from": ["nilai"], "to": "ditolak"})
    write(client, "umum/umum", {**say("name", "Usul warga"), **LIMIT, "start": "nilai"})


def test_from_nothing_to_a_running_case(cast: Cast, admin: Any) -> None:
    client = client_of(admin)
    build(client)
    draft = ProcedureDraft.objects.get(code="usul")
    assert [str(fault) for fault in faults_of(draft.definition)] == []
    assert client.post(f"{BASE}usul/draf/terbitkan/").status_code == 422
    assert client.post(f"{BASE}usul/draf/coba/", {"unit": str(cast.neighbour.pk)}).status_code == 302
    page = client.get(f"{BASE}usul/draf/coba/").content.decode()
    assert "Perkara percobaan" in page
    assert "operator_desa" in page
    pressed = client.post(f"{BASE}usul/draf/coba/", {"tindakan": "terima", "sebagai": "operator_desa"})
    assert pressed.status_code == 302
    assert "Percobaan berakhir" in client.get(f"{BASE}usul/draf/coba/").content.decode()
    assert not Case.objects.unscoped().exists()
    assert client.post(f"{BASE}usul/draf/terbitkan/").status_code == 302
    version = ProcedureVersion.objects.get(code="usul")
    assert (version.number, events_of(version.pk)[0].actor_name) == (1, "Ami Admin (fiktif)")
    assert not ProcedureDraft.objects.exists()
    card = submit(cast, procedure="usul")
    assert act(cast.operator, card.id, "terima", ActInput(data={"nomor": "7"})).outcome == "granted"


def test_an_unfinished_piece_is_kept_and_its_faults_stand_beside_the_fields(cast: Cast, admin: Any) -> None:
    client = client_of(admin)
    build(client)
    one_language = {"name_id": "Penilaian", "name_en": "", **say("ask", "Nilai"), **LIMIT, "where": "unit"}
    assert write(client, "keadaan/nilai", {**one_language, "roles": ["operator_desa"]}) == 302
    assert ProcedureDraft.objects.get().definition["states"]["nilai"]["name"] == {"id": "Penilaian", "en": ""}
    form = client.get(f"{BASE}usul/draf/keadaan/nilai/").context["form"]
    assert dict(form.errors) == {"name_id": ["isi kedua bahasa: {id: …, en: …}"]}
    page = client.get(f"{BASE}usul/draf/")
    assert "Perlu dilengkapi" in page.content.decode()
    assert client.get(f"{BASE}usul/draf/coba/").status_code == 422


def test_whoever_edits_an_older_draft_is_told(cast: Cast, admin: Any) -> None:
    client = client_of(admin)
    build(client)
    before = ProcedureDraft.objects.values().get()
    sent = {**say("name", "Lain"), **LIMIT, "start": "nilai", "version": 1}
    answer = client.post(f"{BASE}usul/draf/umum/umum/", sent)
    assert (answer.status_code, "diubah di tempat lain" in answer.content.decode()) == (422, True)
    assert ProcedureDraft.objects.values().get() == before


def test_a_change_asks_for_a_new_trial(cast: Cast, admin: Any) -> None:
    draft = begin_draft(admin, "surat-uji")
    keep_trial(admin, draft, {}, is_over=True)
    draft.refresh_from_db()
    change_draft(admin, draft, {**draft.definition, "limit": {"kind": "working_days", "amount": 9}})
    with pytest.raises(Invalid, match="Coba dahulu"):
        publish_draft(admin, ProcedureDraft.objects.get())
    assert ProcedureVersion.objects.filter(code="surat-uji").count() == 1


def test_a_change_is_taken_back_and_what_was_tried_counts_again(cast: Cast, admin: Any) -> None:
    client, page = client_of(admin), f"{BASE}surat-uji/draf/"
    keep_trial(admin, begin_draft(admin, "surat-uji"), {}, is_over=True)
    before = ProcedureDraft.objects.get()
    change_draft(admin, before, {**before.definition, "limit": {"kind": "working_days", "amount": 9}})
    changed = client.get(page).content.decode()
    assert ("Lengkap, belum dicoba" in changed, f"{page}urungkan/" in changed) == (True, True)
    assert client.post(f"{page}urungkan/").status_code == 302
    after = ProcedureDraft.objects.get()
    assert (after.definition, after.earlier) == (before.definition, [])
    assert (after.version, after.changed_by) == (before.version + 2, "Ami Admin (fiktif)")
    undone = client.get(page).content.decode()
    assert ("Sudah dicoba sampai berakhir" in undone, f"{page}urungkan/" in undone) == (True, False)
    assert client.post(f"{page}urungkan/").status_code == 409
    assert ProcedureDraft.objects.get().version == after.version


def test_a_running_case_keeps_its_version_and_a_closed_procedure_takes_none(cast: Cast, admin: Any) -> None:
    running = submit(cast)
    draft = begin_draft(admin, "surat-uji")
    change_draft(admin, draft, {**draft.definition, "limit": {"kind": "working_days", "amount": 9}})
    changed = ProcedureDraft.objects.get()
    keep_trial(admin, changed, {}, is_over=True)
    assert publish_draft(admin, changed).number == 2
    assert Case.objects.unscoped().get(pk=running.id).procedure.number == 1
    newest = ProcedureVersion.objects.get(code="surat-uji", number=2)
    with pytest.raises(Invalid):
        retire_procedure(admin, newest, "usang")
    retire_procedure(admin, newest, "Diganti layanan baru")
    with pytest.raises(Invalid, match="belum dipasang"):
        submit(cast)
    with pytest.raises(Conflict):
        retire_procedure(admin, newest, "Diganti layanan baru")
    assert act(cast.operator, running.id, "teruskan", ActInput()).state == "tanda_tangan"
    assert install_procedure(newest.definition) == newest


def test_only_who_keeps_procedures_may(cast: Cast) -> None:
    for call in (
        lambda: begin_draft(cast.operator, "surat-uji"),
        lambda: retire_procedure(cast.camat, ProcedureVersion.objects.get(), "Diganti layanan baru"),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert client_of(cast.head).get(BASE).status_code == 403


def test_a_trial_goes_through_lanes_signals_and_limits_and_leaves_nothing(cast: Cast, admin: Any) -> None:
    script = Script(
        cast.village.pk,
        presses=(
            Press("tinjau", "operator_desa"),
            Press("cocok", "verifikator"),
            Press("lunas", SIGNAL),
            Press("tandatangani", "kepala_desa"),
        ),
    )
    played = rehearse(admin, PERMIT, script)
    assert (played.state, played.outcome, played.fault) == ("terbit", "granted", "")
    started = rehearse(admin, PERMIT, Script(cast.village.pk))
    assert {(choice.press.action, choice.press.by) for choice in started.choices} == {
        ("tinjau", "operator_desa"),
        ("cocok", "verifikator"),
        ("kembalikan", "operator_desa"),
        ("kembalikan", "verifikator"),
        ("tolak", "operator_desa"),
        ("tolak", "verifikator"),
        ("tarik", APPLICANT),
    }
    refused = [Press("tolak", "operator_desa"), Press("keberatan", APPLICANT), Press("kabulkan", LATE)]
    signed = [*refused, Press("tandatangani", "kepala_desa"), Press("bekukan", "kepala_desa")]
    objected = rehearse(admin, LIVING, Script(cast.village.pk, presses=(*signed, Press("cabut", "camat"))))
    assert (objected.state, objected.outcome, objected.fault) == ("dicabut", "revoked", "")
    assert [choice.press for choice in objected.choices] == [Press("keberatan", APPLICANT)]
    late = rehearse(admin, STRICT, Script(cast.village.pk, presses=(Press("dianggap_dikabulkan", LATE),)))
    assert late.outcome == "granted"
    wrong = rehearse(admin, PERMIT, Script(cast.village.pk, presses=(Press("tandatangani", "kepala_desa"),)))
    assert (wrong.state, wrong.fault != "", wrong.script.presses) == ("bersama", True, ())
    assert list(ProcedureVersion.objects.values_list("code", flat=True)) == ["surat-uji"]
    assert not Case.objects.unscoped().exists()
    assert not Task.objects.unscoped().exists()


def test_a_trial_names_effects_and_brings_none_about(cast: Cast, admin: Any) -> None:
    from balai.foundation.documents.models import Document

    definition = copy.deepcopy(LETTER)
    definition["actions"][3]["effects"] = [{"issue_document": {"template": "tidak-ada"}}]
    presses = (Press("teruskan", "operator_desa"), Press("tandatangani", "kepala_desa"))
    played = rehearse(admin, definition, Script(cast.village.pk, presses=presses))
    assert (played.outcome, played.effects) == ("granted", ("issue_document",))
    assert not Document.objects.exists()


@pytest.mark.parametrize("definition", [LETTER, PERMIT, STRICT, LIVING])
def test_editing_without_a_change_changes_nothing(cast: Cast, definition: dict[str, Any]) -> None:
    roles = [(one, one) for one in ("operator_desa", "kepala_desa", "verifikator", "camat")]
    offer = Offer(roles, [("unit", "unit"), ("parent", "parent")], [], [("documents.sign", "x")])
    pieces = [Piece(STATE, code) for code in definition["states"]]
    pieces += [Piece(ACTION, one["code"]) for one in definition["actions"]]
    for piece in pieces:
        body = piece.body(definition)
        parts = parts_of(piece, body["kind"], definition, offer)
        again = body_of(parts, typed_of(parts, body))
        kept = {key: value for key, value in body.items() if key not in {"kind", "code", "lanes"}}
        assert {key: value for key, value in again.items() if value} == kept, piece


@pytest.mark.parametrize("definition", [LETTER, PERMIT, STRICT, LIVING])
def test_a_drawing_shows_every_state_once_within_a_phone(definition: dict[str, Any]) -> None:
    procedure = check_procedure(definition)
    drawing = draw(procedure, procedure.start)
    assert {box.code for box in drawing.boxes} == set(procedure.states)
    assert [box.code for box in drawing.boxes if box.is_here] == [procedure.start]
    places = [(box.x, box.y) for box in drawing.boxes]
    assert len(set(places)) == len(places)
    assert all(x >= 0 and x + WIDE <= WIDTH for x, _y in places)
    assert drawing.height % ROW == 0
    for line in drawing.lines:
        across = [int(x) for x, _y in re.findall(r"(-?\d+),(-?\d+)", line.path)]
        assert (min(across) >= 0, max(across) <= WIDTH) == (True, True)
    said = {(way.source, way.target) for way in drawing.ways}
    assert ("Tanda tangan", "Surat terbit") in said


def test_pages_of_a_procedure_show_its_drawing_and_versions(cast: Cast, admin: Any) -> None:
    client = client_of(admin)
    page = client.get(reverse("cases:procedure", args=["surat-uji"])).content.decode()
    assert page.count("data-state=") == 6
    assert "Alur sebagai tabel" in page
    card = submit(cast)
    shown = client_of(cast.operator).get(reverse("cases:case", args=[card.id])).content.decode()
    assert shown.count("data-here") == 1
    assert client.get(reverse("cases:procedure", args=["tidak-ada"])).status_code == 404


def test_versions_name_their_publishers_at_the_same_cost(
    cast: Cast, admin: Any, django_assert_num_queries: Any
) -> None:
    for name in ("Izin Satu", "Izin Dua", "Izin Tiga"):
        install_procedure({**PERMIT, "name": {"id": name, "en": name}}, actor=admin)
    with django_assert_num_queries(2):
        cards = versions_of(PERMIT["code"])
    assert [(card.number, card.published_by) for card in cards[:3]] == [
        (cards[0].number - step, admin.name) for step in range(3)
    ]


def test_a_pattern_lets_two_assess_side_by_side_before_the_decision(cast: Cast, admin: Any) -> None:
    words = {"id": "Izin acara", "en": "Event permit"}
    asked = {"name_id": words["id"], "name_en": words["en"], "check_days": "2", "decide_days": "1"}
    asked |= {"checker": "operator_desa", "decider": "kepala_desa", "assess_days": "3"}
    client = client_of(admin)
    one = client.post(f"{BASE}pola/", {**asked, "assessor1": "camat"})
    assert (one.status_code, list(one.context["form"].errors)) == (422, ["assessor2"])
    both = {**asked, "assessor1": "camat", "assessor2": "verifikator"}
    assert client.post(f"{BASE}pola/", both)["Location"] == f"{BASE}izin-acara/draf/"
    definition = ProcedureDraft.objects.get(code="izin-acara").definition
    procedure = check_procedure(definition)
    lanes = [(lane.code, tuple(lane.roles)) for lane in procedure.states["penilaian"].lanes]
    assert lanes == [("penilai1", ("camat",)), ("penilai2", ("verifikator",))]
    assert definition["limit"] == {"kind": "working_days", "amount": 6}
    page = client.get(f"{BASE}izin-acara/draf/")
    ordered = [row["code"] for row in page.context["states"]]
    assert ordered[:4] == ["pemeriksaan", "penilaian", "perbaikan", "keputusan"]
    assert {row["body"]["kind"] for row in page.context["states"][4:]} == {"end"}
