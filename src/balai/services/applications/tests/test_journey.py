"""The citizen's side of a letter, over HTTP as a browser without JavaScript goes it."""

from uuid import UUID

import pytest
from django.test import Client

from balai.core.actor import SYSTEM
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.audit.api import events_of
from balai.foundation.cases.api import ActInput, act, get_case
from balai.foundation.cases.models import Case
from balai.foundation.forms.actions.edit_form import begin_form, change_form, publish_form
from balai.foundation.forms.models import Draft, FormDraft
from tests.paper import BUSINESS, FORM_ID, PURPOSE, SERVICE, TAMANSARI, fill
from tests.world import World, photograph

pytestmark = pytest.mark.django_db
REASON = "Foto tempat usaha belum terlihat jelas."


@pytest.fixture
def owner(world: World) -> Client:
    return sign_in(Client(), world.people["owner"])


def returned(world: World) -> UUID:
    act(actor_of(world.people["operator"]), world.case_id, "kembalikan", ActInput(reason=REASON))
    return world.case_id


def change_the_form() -> None:
    """Publish a second version, with another title."""
    draft = begin_form(SYSTEM, SERVICE)
    change_form(SYSTEM, draft, {**draft.definition, "title": {"id": "Usaha", "en": "Business"}})
    assert publish_form(SYSTEM, FormDraft.objects.get(code=SERVICE)).version == 2


def test_the_draft_becomes_one_case_however_often_it_is_sent(world: World, owner: Client):
    begun = owner.post(f"/layanan/{SERVICE}/ajukan/", {"desa": TAMANSARI})
    second = fill(owner, begun["Location"], FORM_ID)
    third = fill(owner, second["Location"], FORM_ID, **BUSINESS)
    review = fill(owner, third["Location"], FORM_ID, **PURPOSE, foto_usaha=photograph())["Location"]
    before = Case.objects.unscoped().count()
    first, again = owner.post(review), owner.post(review)
    assert (first.status_code, again.status_code) == (302, 404)
    assert Case.objects.unscoped().count() == before + 1


def test_what_is_known_is_not_asked(world: World, owner: Client):
    begun = owner.post(f"/layanan/{SERVICE}/ajukan/", {"desa": TAMANSARI})
    page = owner.get(begun["Location"]).content.decode()
    person = world.people["owner"]
    assert person.nik not in page
    assert f"••••••••••••{person.nik[-4:]}" in page
    draft = Draft.objects.filter(owner=person).latest("saved_at")
    assert {"nama", "nik", "alamat"} <= set(draft.known)


def test_a_visitor_fills_in_and_is_asked_to_sign_in_only_to_send(world: World):
    visitor = Client()
    begun = visitor.post(f"/layanan/{SERVICE}/ajukan/", {"desa": TAMANSARI})
    draft = Draft.objects.get(owner=None)
    sent = visitor.post(f"/permohonan/draf/{draft.pk}/tinjau/")
    assert begun.status_code == 302
    assert sent["Location"].startswith("/masuk/?next=")
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_an_incomplete_draft_is_refused_and_kept(world: World, owner: Client):
    before = Case.objects.unscoped().count()
    refused = owner.post(f"/permohonan/draf/{world.draft_id}/tinjau/")
    assert refused.status_code == 422
    assert Case.objects.unscoped().count() == before
    assert Draft.objects.filter(pk=world.draft_id).exists()


def test_a_village_must_be_chosen_from_the_list(world: World, owner: Client):
    before = Draft.objects.count()
    page = owner.post(f"/layanan/{SERVICE}/ajukan/", {"desa": "35.10.24"})
    assert page.status_code == 200
    assert "Pilih satu desa atau kelurahan dari daftar." in page.content.decode()
    assert Draft.objects.count() == before


def test_a_returned_application_is_corrected_with_its_answers(world: World, owner: Client):
    case_id = returned(world)
    change_the_form()
    opened = owner.post(f"/permohonan/{case_id}/perbaiki/")
    page = owner.get(opened["Location"])
    draft = Draft.objects.get(purpose=f"perbaiki:{case_id}")
    assert (page.status_code, draft.form.version) == (200, 1), "a running application keeps its form"
    assert draft.answers["nama_usaha"] == BUSINESS["nama_usaha"]
    fill(owner, f"/permohonan/draf/{draft.pk}/keperluan/", FORM_ID, pernyataan="on")  # consent is given anew
    sent = owner.post(f"/permohonan/draf/{draft.pk}/tinjau/")
    card = get_case(actor_of(world.people["owner"]), case_id)
    assert sent["Location"] == f"/permohonan/{case_id}/"
    assert (card.state, card.waits_for_applicant) == ("pemeriksaan", False)
    assert [event.name for event in events_of(case_id)][-1] == "cases.resubmitted"


def test_an_application_that_does_not_wait_cannot_be_corrected(world: World, owner: Client):
    before = Draft.objects.count()
    assert owner.post(f"/permohonan/{world.case_id}/perbaiki/").status_code == 403
    assert Draft.objects.count() == before


def test_the_applicant_withdraws_after_being_asked(world: World, owner: Client):
    address = f"/permohonan/{world.case_id}/tarik/"
    assert owner.get(address).status_code == 200
    done = owner.post(address, {"reason": "Usahanya tidak jadi dibuka."})
    assert done["Location"] == f"/permohonan/{world.case_id}/"
    assert get_case(actor_of(world.people["owner"]), world.case_id).outcome == "withdrawn"


def test_the_applicant_objects_to_a_refusal_and_reads_by_when_it_is_answered(world: World, owner: Client):
    page, address = f"/permohonan/{world.case_id}/", f"/permohonan/{world.case_id}/keberatan/"
    assert owner.get(address).status_code == 404, "nothing is decided yet"
    act(actor_of(world.people["operator"]), world.case_id, "tolak", ActInput(reason=REASON))
    assert "Anda berhak mengajukan keberatan sampai" in owner.get(page).content.decode()
    assert "Kepala desa atau lurah memutus keberatan Anda" in owner.get(address).content.decode()
    assert owner.post(address, {"reason": "Tidak"}).status_code == 422
    assert sign_in(Client(), world.people["citizen"]).post(address, {"reason": REASON}).status_code == 404
    assert get_case(actor_of(world.people["owner"]), world.case_id).outcome == "rejected"
    done = owner.post(address, {"reason": "Foto saya ambil siang hari dan jelas."})
    assert done["Location"] == page
    card = get_case(actor_of(world.people["owner"]), world.case_id)
    assert (card.state, card.outcome) == ("keberatan", "")
    story = owner.get(page).content.decode()
    assert "Foto saya ambil siang hari dan jelas." in story
    assert "Sekarang di Kepala desa atau lurah" in story


@pytest.mark.parametrize("who", ["citizen", "outsider", "operator"])
def test_only_the_applicant_has_the_applicants_page(world: World, who: str):
    client = sign_in(Client(), world.people[who])
    for path in ("", "perbaiki/", "tarik/", "keberatan/"):
        address = f"/permohonan/{world.case_id}/{path}"
        answer = client.post(address) if path == "perbaiki/" else client.get(address)
        assert answer.status_code in ({404, 403} if who == "operator" else {404}), address


def test_another_citizens_draft_is_not_there(world: World):
    client = sign_in(Client(), world.people["citizen"])
    for path in (world.draft_step, "tinjau"):
        assert client.get(f"/permohonan/draf/{world.draft_id}/{path}/").status_code == 404


def test_the_code_tells_how_far_without_names(world: World):
    code = get_case(actor_of(world.people["owner"]), world.case_id).code
    page = Client().get("/lacak/", {"kode": code.lower()}).content.decode()
    assert "Berkas Anda sedang diperiksa" in page
    assert "Siti" not in page
    assert BUSINESS["nama_usaha"] not in page


def test_a_wrong_code_says_what_to_do(world: World):
    page = Client().get("/lacak/", {"kode": "SKU-0000-0000"}).content.decode()
    assert "Kode tidak ditemukan" in page


def test_an_application_has_the_name_of_its_service_in_the_readers_language(world: World, owner: Client):
    before = Case.objects.unscoped().get(pk=world.case_id).title
    owner.cookies["django_language"] = "en"
    for address in ("/permohonan/", f"/permohonan/{world.case_id}/"):
        assert "Business Statement Letter" in owner.get(address).content.decode()
    assert Case.objects.unscoped().get(pk=world.case_id).title == before == "Surat Keterangan Usaha"
