"""An administrator changes what a service says without a developer: draft, check, preview, publishing, export."""

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client

from balai.core.actor import SYSTEM, VISITOR, Actor
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.audit.models import Event
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.packs import api as packs
from balai.foundation.packs.archive import read_zip
from balai.foundation.packs.selectors import pack_pages
from balai.foundation.regions.testing import plant_regency
from balai.services.catalogue.actions.edit_service import draft_of, publish_draft, save_draft
from balai.services.catalogue.models import Service, ServiceDraft
from balai.services.catalogue.sections import SECTIONS

pytestmark = pytest.mark.django_db(databases="__all__")
PACKS = Path(__file__).resolve().parents[5] / "packs"
SLUG = "paspor"
EDIT = f"/kerja/katalog/{SLUG}/"
REASON = "Keputusan Bupati 12/2026"


@pytest.fixture
def admin() -> Actor:
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    for name in ("dasar", "penerimaan", "perizinan", "layanan-kabupaten"):
        packs.install(PACKS / name)
    return actor_of(make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id))


@pytest.fixture
def office(client: Client, admin: Actor) -> Client:
    return sign_in(client, User.objects.get(username="admin"))


def typed(actor: Actor, section: str, **changes: str) -> dict[str, object]:
    """What the form of a section sends, with these changes."""
    form = SECTIONS[section][1](draft_of(actor, SLUG).entry)
    known = {name: "" if field.initial is None else field.initial for name, field in form.fields.items()}
    return {**known, **changes}


def cost() -> dict[str, str]:
    return Service.objects.get(slug=SLUG).content["cost"]


def test_a_text_is_drafted_previewed_and_published(office: Client, admin: Actor) -> None:
    before = cost()
    sent = {"cost-id": "Mulai Rp400.000", "cost-en": "From Rp400,000"}
    assert office.post(f"{EDIT}teks/", typed(admin, "teks", **sent)).status_code == 302
    assert cost() == before
    assert "Mulai Rp400.000" not in Client().get(f"/layanan/{SLUG}/").content.decode()
    page = office.get(f"{EDIT}pratinjau/").content.decode()
    assert "Mulai Rp400.000" in page
    assert "Warga belum melihat ini." in page
    assert office.post(EDIT, {"reason": ""}).status_code == 422
    assert office.post(EDIT, {"reason": REASON}).status_code == 302
    assert cost() == {"id": "Mulai Rp400.000", "en": "From Rp400,000"}
    assert not ServiceDraft.objects.exists()
    names = Event.objects.filter(name__startswith="catalogue.").order_by("id").values_list("name", flat=True)
    assert list(names) == ["catalogue.draft_saved", "catalogue.published"]


def test_what_was_published_is_an_adaptation_that_a_newer_pack_leaves_alone(
    admin: Actor, tmp_path: Path
) -> None:
    entry = {**draft_of(admin, SLUG).entry, "cost": {"id": "Kami", "en": "Ours"}}
    save_draft(admin, SLUG, entry, "Teks")
    publish_draft(admin, SLUG, REASON)
    (page,) = pack_pages("layanan-kabupaten")
    assert [(one.kind, one.key) for one in page.adapted] == [("services", SLUG)]
    goal = tmp_path / "paket.zip"
    packs.export_pack(SYSTEM, "layanan-kabupaten", goal)
    verdicts = {one.key: one.verdict for one in packs.compare(goal).differences if one.kind == "services"}
    assert verdicts == {
        "akta-kelahiran": "same",
        "izin-penelitian": "same",
        "izin-reklame": "same",
        SLUG: "ours",
    }


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_keeps_what_it_does_not_change(office: Client, admin: Actor, section: str) -> None:
    before = draft_of(admin, SLUG).entry
    assert office.get(f"{EDIT}{section}/").status_code == 200
    assert office.post(f"{EDIT}{section}/", typed(admin, section)).status_code == 302
    after = ServiceDraft.objects.get().entry
    assert {key: value for key, value in after.items() if value} == {k: v for k, v in before.items() if v}


def test_a_requirement_is_added_and_taken_away(office: Client, admin: Actor) -> None:
    more = {
        "title4-id": "Pas foto",
        "title4-en": "Photograph",
        "kind4": "bring",
        "title0-id": "",
        "title0-en": "",
    }
    assert office.post(f"{EDIT}syarat/", typed(admin, "syarat", **more)).status_code == 302
    titles = [item["title"]["id"] for item in ServiceDraft.objects.get().entry["requirements"]]
    assert (titles[-1], len(titles)) == ("Pas foto", 4)
    half = {"title4-id": "Pas foto", "title4-en": ""}
    assert office.post(f"{EDIT}syarat/", typed(admin, "syarat", **half)).status_code == 422


def test_a_draft_gives_way_to_what_changed_meanwhile(admin: Actor) -> None:
    save_draft(admin, SLUG, {**draft_of(admin, SLUG).entry, "who": {"id": "A", "en": "A"}}, "Teks")
    Service.objects.filter(slug=SLUG).update(popularity=1)
    with pytest.raises(Conflict):
        publish_draft(admin, SLUG, REASON)
    assert ServiceDraft.objects.exists()


def test_a_draft_is_thrown_away(office: Client, admin: Actor) -> None:
    save_draft(admin, SLUG, {**draft_of(admin, SLUG).entry, "who": {"id": "A", "en": "A"}}, "Teks")
    assert "Ada draf" in office.get("/kerja/katalog/").content.decode()
    assert office.post(f"{EDIT}buang/").status_code == 302
    assert not ServiceDraft.objects.exists()
    assert office.post(EDIT, {"reason": REASON}).status_code == 422


def test_a_service_is_exported_with_all_that_it_needs(office: Client) -> None:
    files = read_zip(BytesIO(office.get("/kerja/katalog/izin-penelitian/ekspor/").content))
    assert sorted(files) == [
        "documents.yaml", "documents/izin-penelitian.typ", "forms.yaml", "pack.yaml", "procedures.yaml",
        "services.yaml",
    ]  # fmt: skip
    assert b"name: layanan-kabupaten" in files["pack.yaml"]


def test_only_an_administrator_edits_and_no_pack_rule_is_broken(admin: Actor) -> None:
    entry = draft_of(admin, SLUG).entry
    with pytest.raises(NotAllowed):
        save_draft(VISITOR, SLUG, entry, "Teks")
    with pytest.raises(Invalid, match="tulis sekurangnya satu persyaratan"):
        save_draft(admin, SLUG, {**entry, "requirements": []}, "Syarat")
    half = actor_of(User.objects.get(username="admin"), second_factor=False)
    with pytest.raises(NotAllowed):
        publish_draft(half, SLUG, REASON)
    assert not ServiceDraft.objects.exists()


def begun(office: Client, name: str = "Izin Keramaian", given_by: str = "unit:dpmptsp") -> int:
    sent = {"name_id": name, "name_en": f"{name} (en)", "given_by": given_by}
    return office.post("/kerja/katalog/baru/", sent).status_code


def test_half_a_section_of_a_new_service_is_kept_for_tomorrow(office: Client, admin: Actor) -> None:
    assert begun(office) == 302
    address = "/kerja/katalog/izin-keramaian/teks/"
    form = SECTIONS["teks"][1](draft_of(admin, "izin-keramaian").entry)
    known = {name: field.initial or "" for name, field in form.fields.items()}
    assert office.post(address, {**known, "summary-id": "Acara dengan banyak tamu."}).status_code == 302
    assert ServiceDraft.objects.get().entry["summary"] == {"id": "Acara dengan banyak tamu.", "en": ""}
    assert office.post(f"{EDIT}teks/", typed(admin, "teks", **{"summary-en": ""})).status_code == 422


def test_a_name_that_the_agency_gives_already_is_told(office: Client) -> None:
    assert (begun(office), begun(office), begun(office, "PASPOR", "unit:imigrasi")) == (302, 422, 422)
    assert begun(office, "Izin Lain", given_by="") == 422
    assert list(ServiceDraft.objects.values_list("code", flat=True)) == ["izin-keramaian"]


def test_a_new_service_is_thrown_away_whole(office: Client) -> None:
    begun(office)
    assert office.post("/kerja/katalog/izin-keramaian/buang/")["Location"] == "/kerja/katalog/"
    assert not ServiceDraft.objects.exists()


def test_what_another_tab_changed_is_told_before_it_is_written_over(office: Client, admin: Actor) -> None:
    opened = office.get(f"{EDIT}teks/").context["stamp"]
    assert office.post(f"{EDIT}teks/", typed(admin, "teks", **{"time-id": "2 hari"})).status_code == 302
    mine = typed(admin, "teks", **{"time-id": "4 hari"})
    told = office.post(f"{EDIT}teks/", {**mine, "seen": opened})
    assert (told.status_code, "diubah di tempat lain" in told.content.decode()) == (422, True)
    assert ServiceDraft.objects.get().entry["time"]["id"] == "2 hari"
    assert office.post(f"{EDIT}teks/", {**mine, "seen": told.context["stamp"]}).status_code == 302
    assert ServiceDraft.objects.get().entry["time"]["id"] == "4 hari"
