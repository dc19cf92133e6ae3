"""An administrator writes a form without a file: questions, conditions, order, undo, trial, versions."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from balai.core.actor import SYSTEM, VISITOR, Actor
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.core.ui.editing import PieceForm
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.audit.models import Event
from balai.foundation.forms.actions.edit_form import begin_form, change_form, publish_form
from balai.foundation.forms.api import get_form
from balai.foundation.forms.models import FormDraft, FormVersion
from balai.foundation.forms.parsing import parse_form
from balai.foundation.forms.workshop import outline
from balai.foundation.forms.workshop.conditions import read_condition
from balai.foundation.forms.workshop.faults import faults_of
from balai.foundation.forms.workshop.parts import parts_of, read_number
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.packs import api as packs
from balai.foundation.regions.testing import plant_regency

pytestmark = pytest.mark.django_db(databases="__all__")
PACKS = Path(__file__).resolve().parents[5] / "packs"
SHELF = "/kerja/pengelolaan/formulir/"
DRAFT = f"{SHELF}izin-keramaian/draf/"


@pytest.fixture
def admin() -> Actor:
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    packs.install(PACKS / "dasar")
    return actor_of(make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id))


@pytest.fixture
def office(client: Client, admin: Actor) -> Client:
    return sign_in(client, User.objects.get(username="admin"))


def words(key: str, text: str) -> dict[str, str]:
    return {f"{key}_id": text, f"{key}_en": f"{text} (en)"}


def send(office: Client, path: str, **typed: Any) -> int:
    """Send a page of the draft with the version that it shows; the status of the answer."""
    version = FormDraft.objects.get(code="izin-keramaian").version
    return office.post(f"{DRAFT}{path}", {"version": version, **typed}).status_code


def write_form(office: Client) -> None:
    """A form from nothing: who applies (that comes by itself), and an event with a question that depends on another."""
    office.post(SHELF, words("title", "Izin keramaian"))
    assert send(office, "langkah/", **words("title", "Acara")) == 302
    step = "langkah/acara/tanya/"
    assert send(office, f"{step}?jenis=text", **words("label", "Nama acara"), required="on") == 302
    assert (
        send(
            office, f"{step}?jenis=choice", **words("label", "Tempat"), choices="Jalan | Road\nGedung | Hall"
        )
        == 302
    )
    closed = {**words("label", "Jalan yang ditutup"), "when_0_test": "tempat|equals|jalan", "required": "on"}
    assert send(office, f"{step}?jenis=text", **closed) == 302
    guests = {**words("label", "Tamu"), "limits_min": "1", "limits_max": "50.000"}
    assert send(office, f"{step}?jenis=integer", **guests) == 302


def fields() -> list[str]:
    return [field["name"] for field in outline.fields_of(FormDraft.objects.get().definition)]


def test_from_nothing_to_a_published_version(office: Client) -> None:
    write_form(office)
    assert fields()[-4:] == ["nama_acara", "tempat", "jalan_yang_ditutup", "tamu"]
    page = office.get(DRAFT).content.decode()
    assert "Coba dahulu seperti pemohon mengisinya" in page
    assert office.post(f"{DRAFT}terbitkan/").status_code == 302
    form = get_form("izin-keramaian")
    assert (form.version, [step.name for step in form.steps]) == (1, ["pemohon", "acara"])
    assert (form.field("tamu").limits.min, form.field("tamu").limits.max) == (1, 50000)
    assert form.field("tempat").choices[1].value == "gedung"
    assert form.field("jalan_yang_ditutup").when is not None
    assert (FormVersion.objects.get(code="izin-keramaian").pack, FormDraft.objects.count()) == ("setempat", 0)
    names = Event.objects.filter(name__startswith="forms.").order_by("id").values_list("name", flat=True)
    assert list(names)[-2:] == ["forms.drafted", "forms.installed"]
    assert "Ubah lewat draf" in office.get(f"{SHELF}izin-keramaian/").content.decode()


def test_a_half_written_question_is_kept_and_its_faults_stand_beside_it(office: Client) -> None:
    office.post(SHELF, words("title", "Izin keramaian"))
    half = {"label_id": "Jenis acara", "choices": "Musik | Music\nPasar malam"}
    assert send(office, "langkah/pemohon/tanya/?jenis=choice", **half) == 302
    page = office.get(f"{DRAFT}isian/jenis_acara/").content.decode()
    assert "Pilihan 2 belum lengkap" in page
    assert "Pasar malam" in page
    assert "Belum lengkap" in office.get(DRAFT).content.decode()
    assert office.post(f"{DRAFT}terbitkan/").status_code == 422
    assert office.get(f"{DRAFT}coba/").status_code == 422
    assert not FormVersion.objects.filter(code="izin-keramaian").exists()


def test_questions_move_over_the_edge_of_a_step_and_every_change_is_taken_back(office: Client) -> None:
    write_form(office)
    before = fields()
    assert office.post(f"{DRAFT}isian/nama_acara/pindah/", {"arah": "naik"}).status_code == 302
    definition = FormDraft.objects.get().definition
    assert [field["name"] for field in definition["steps"][0]["fields"]][-1] == "nama_acara"
    assert office.post(f"{DRAFT}langkah/acara/hapus/").status_code == 302
    assert fields() == before[:-3]
    office.post(f"{DRAFT}urungkan/")
    office.post(f"{DRAFT}urungkan/")
    assert fields() == before
    assert [len(step["fields"]) for step in FormDraft.objects.get().definition["steps"]] == [5, 4]
    office.post(f"{DRAFT}isian/tempat/pindah/", {"arah": "turun"})
    assert "syarat hanya boleh menunjuk isian sebelumnya" in office.get(DRAFT).content.decode()


def test_it_is_tried_as_citizens_see_it_and_nothing_is_kept(office: Client) -> None:
    write_form(office)
    assert office.get(f"{DRAFT}coba/", follow=True).status_code == 200
    me = {"nama": "Siti Aminah", "nik": "3510245506900001", "alamat": "Jalan Ijen 1", "desa": "35.10.24.2008"}
    shown = office.post(f"{DRAFT}coba/pemohon/", {**me, "nik": "12"})
    assert (shown.status_code, "16 angka" in shown.content.decode()) == (422, True)
    office.post(f"{DRAFT}coba/pemohon/", me)
    event = {
        "nama_acara": "Festival",
        "tempat": "jalan",
        "terlihat": "nama_acara tempat jalan_yang_ditutup tamu",
    }
    assert office.post(f"{DRAFT}coba/acara/", event).status_code == 422  # the road is asked now
    done = office.post(f"{DRAFT}coba/acara/", {**event, "jalan_yang_ditutup": "Jalan Ijen"}, follow=True)
    page = done.content.decode()
    assert ("Yang dibaca petugas" in page, "Festival" in page, "3510245506900001" in page) == (
        True,
        True,
        False,
    )
    frame = office.get(f"{DRAFT}coba/acara/")
    assert (frame["X-Frame-Options"], "frame-ancestors 'self'" in frame["Content-Security-Policy"]) == (
        "SAMEORIGIN",
        True,
    )
    assert "3510245506900001" not in json.dumps(dict(office.session.items()), default=str)


def test_two_who_write_at_once_lose_nothing(admin: Actor, office: Client) -> None:
    office.post(SHELF, words("title", "Izin keramaian"))
    seen = FormDraft.objects.get()
    change_form(admin, seen, {**seen.definition, "title": {"id": "Keramaian", "en": "Crowds"}})
    late = office.post(f"{DRAFT}judul/", {"version": seen.version, **words("title", "Izin acara")})
    page = late.content.decode()
    assert (late.status_code, "Izin acara" in page, "diubah di tempat lain" in page) == (422, True, True)
    assert FormDraft.objects.get().definition["title"]["id"] == "Keramaian"


def test_only_who_keeps_content_writes_forms(admin: Actor) -> None:
    with pytest.raises(NotAllowed):
        begin_form(VISITOR, "izin", {"id": "Izin", "en": "Permit"})
    draft = begin_form(admin, "izin", {"id": "Izin", "en": "Permit"})
    with pytest.raises(Conflict):
        begin_form(admin, "izin", {"id": "Izin", "en": "Permit"})
    change_form(admin, draft, {**draft.definition, "steps": []})
    with pytest.raises(Invalid, match="belum lengkap"):
        publish_form(admin, FormDraft.objects.get())


def every_field() -> list[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    """Every question of every pack of the repository with those before it."""
    from balai.foundation.packs.manifest import read_file

    found = []
    for path in sorted(PACKS.glob("*/forms.yaml")):
        for entry in json.loads(json.dumps(read_file(path.parent, path.name).entries, default=str)):
            for field in outline.fields_of(entry):
                found.append(
                    (f"{entry['code']}/{field['name']}", field, outline.earlier_fields(entry, field["name"]))
                )
    return found


def test_the_editor_gives_back_every_question_of_the_packs_as_it_was() -> None:
    changed = {}
    for name, field, earlier in every_field():
        parts = parts_of(field, earlier)
        shown = PieceForm.of(parts, field, 1)
        form = PieceForm(
            parts, {key: value for key, value in shown.data.items() if value not in (None, False)}
        )
        assert form.is_valid(), (name, form.errors)
        again = {
            **{key: field[key] for key in ("name", "type", "autocomplete") if key in field},
            **form.body(),
        }
        if normal(again) != normal(field):
            changed[name] = (field, again)
    assert changed == {}


def normal(field: dict[str, Any]) -> dict[str, Any]:
    """The question without what says the same as leaving it out."""
    kept = {key: value for key, value in field.items() if value not in (False, "full", {}, "country")}
    if isinstance(kept.get("when"), dict) and "in" in kept["when"]:
        when = kept["when"]
        kept["when"] = {"or": [{"field": when["field"], "equals": one} for one in when["in"]]}
    return kept


@pytest.mark.parametrize(
    ("text", "number"), [("50.000", 50000), ("2,5", 2.5), ("", None), ("banyak", "banyak")]
)
def test_numbers_are_read_as_people_write_them(text: str, number: object) -> None:
    assert read_number(text) == number


def test_a_condition_that_rows_cannot_say_is_kept_whole() -> None:
    kinds = {"a": "choice", "b": "integer"}
    deep = {
        "or": [{"field": "a", "equals": "x"}, {"and": [{"field": "b", "gt": 3}, {"field": "b", "lt": 9}]}]
    }
    assert read_condition(deep, kinds) is None
    (part,) = (one for one in parts_of({"type": "text", "when": deep}, _earlier()) if one.key == "when")
    assert part.value({"when_keep": True}) == deep
    assert part.value({"when_keep": False}) is None


def _earlier() -> list[dict[str, Any]]:
    label = {"id": "A", "en": "A"}
    return [
        {"name": "a", "type": "choice", "label": label, "choices": [{"value": "x", "label": label}]},
        {"name": "b", "type": "integer", "label": label},
    ]


def test_a_form_from_nothing_is_sound_at_once() -> None:
    definition = outline.empty_form("izin", {"id": "Izin", "en": "Permit"})
    assert faults_of(definition) == []
    assert [field.name for field in parse_form(definition).fields()] == [
        "nama",
        "nik",
        "alamat",
        "desa",
        "telepon",
    ]
