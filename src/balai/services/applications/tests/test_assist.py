"""An officer applies for somebody at the counter: with basis and consent, told to the person, seen by nobody else."""

import re
from typing import Any

import pytest
from django.test import Client

from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.audit.models import Event, PersonalRead
from balai.foundation.cases.api import ActInput, act
from balai.foundation.cases.models import Case
from balai.foundation.forms.models import Attachment, Draft
from balai.foundation.notices.models import Notice
from balai.services.appointments.models import Booking
from tests.paper import BUSINESS, FORM_ID, PURPOSE, SERVICE, TAMANSARI, fill
from tests.world import World, photograph

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
PRESENT = {"dasar": "hadir", "setuju": "on"}


@pytest.fixture
def desk(world: World) -> Client:
    """The operator of the village in which the owner lives."""
    return sign_in(Client(), world.people["operator"])


def begin(desk: Client, world: World, who: str = "owner") -> str:
    address = f"/kerja/loket/{world.people[who].pk}/{SERVICE}/"
    return str(desk.post(address, {"desa": TAMANSARI})["Location"])


def filled(desk: Client, world: World, **photo: Any) -> str:
    """Everything filled in; the address of the review."""
    second = fill(desk, begin(desk, world), FORM_ID)
    third = fill(desk, second["Location"], FORM_ID, **BUSINESS)
    files = photo or {"foto_usaha": photograph()}
    return str(fill(desk, third["Location"], FORM_ID, **PURPOSE, **files)["Location"])


def test_the_case_belongs_to_the_person_and_says_how_it_came(world: World, desk: Client) -> None:
    sent = desk.post(filled(desk, world), PRESENT)
    case = Case.objects.unscoped().latest("id")
    person, officer = world.people["owner"], world.people["operator"]
    assert (case.applicant_id, case.opened_by_id, case.channel) == (person.pk, officer.pk, "loket")
    assert case.applicant_name == person.full_name
    opened = Event.objects.get(name="cases.opened", subject_id=case.pk)
    assert (opened.actor_id, opened.facts["channel"]) == (officer.pk, "loket")
    assert (opened.facts["basis"], opened.facts["consent"]) == ("hadir", "lisan")
    assert sent["Location"] == f"/kerja/loket/tanda-terima/{case.pk}/"
    receipt = desk.get(sent["Location"]).content.decode()
    for text in (case.code, person.full_name, "Surat Keterangan Usaha", "warung.jpg", officer.full_name):
        assert text in receipt
    assert person.nik not in receipt


def test_the_person_finds_it_in_the_own_account(world: World, desk: Client) -> None:
    desk.post(filled(desk, world), PRESENT)
    case = Case.objects.unscoped().latest("id")
    owner = sign_in(Client(), world.people["owner"])
    assert case.code in owner.get("/permohonan/").content.decode()
    assert owner.get(f"/permohonan/{case.pk}/").status_code == 200
    assert Notice.objects.filter(recipient=world.people["owner"], kind="cases.received").count() == 3
    photo = Attachment.objects.get(subject_id=case.pk)
    assert owner.get(f"/formulir/berkas/{photo.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Pilih apakah pemohon hadir sendiri atau diwakili."),
        ({"dasar": "hadir"}, "Bacakan isian kepada pemohon dan minta persetujuannya lebih dahulu."),
        ({"dasar": "entah", "setuju": "on"}, "Pilih apakah pemohon hadir sendiri atau diwakili."),
        (
            {"dasar": "kuasa", "penerima": "Rahmat", "setuju": "on"},
            "Tulis nama penerima kuasa dan nomor atau tanggal surat kuasanya.",
        ),
    ],
)
def test_without_basis_and_consent_nothing_is_sent(
    world: World, desk: Client, given: dict[str, str], sentence: str
) -> None:
    review, before = filled(desk, world), Case.objects.unscoped().count()
    refused = desk.post(review, given)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert Case.objects.unscoped().count() == before
    assert Draft.objects.filter(owner=world.people["operator"]).count() == 1


def test_a_proxy_is_named(world: World, desk: Client) -> None:
    given = {"dasar": "kuasa", "penerima": "Rahmat Hidayat", "surat_kuasa": "12 Mei 2026", "setuju": "on"}
    assert desk.post(filled(desk, world), given).status_code == 302
    facts = Event.objects.filter(name="cases.opened").latest("id").facts
    assert (facts["basis"], facts["proxy"], facts["letter"]) == ("kuasa", "Rahmat Hidayat", "12 Mei 2026")


def test_what_is_known_is_filled_in_and_each_look_is_logged(world: World, desk: Client) -> None:
    first = begin(desk, world)
    page = desk.get(first).content.decode()
    person = world.people["owner"]
    assert "Anda mengisi untuk" in page
    assert person.full_name in page
    assert person.nik not in page
    reads = PersonalRead.objects.using("witness").filter(
        actor_id=world.people["operator"].pk, person_id=person.pk
    )
    assert {"profile", "earlier_answers"} <= set(reads.values_list("what", flat=True))


def test_an_earlier_file_of_that_person_is_taken_and_the_read_is_logged(world: World, desk: Client) -> None:
    review = filled(desk, world, foto_usaha__lama=str(world.attachment_id))
    assert desk.post(review, PRESENT).status_code == 302
    case = Case.objects.unscoped().latest("id")
    photo = Attachment.objects.get(subject_id=case.pk)
    assert photo.sealed_as == world.attachment_id
    read = PersonalRead.objects.using("witness").get(subject_id=photo.pk, why="reuse")
    assert (read.actor_id, read.person_id) == (world.people["operator"].pk, world.people["owner"].pk)


def test_a_person_elsewhere_needs_the_card_on_the_table(world: World) -> None:
    outsider = sign_in(Client(), world.people["outsider"])
    person = world.people["owner"]
    address = f"/kerja/loket/{person.pk}/"
    assert outsider.get(address).status_code == 404
    assert outsider.post(f"{address}{SERVICE}/", {"desa": TAMANSARI}).status_code == 404
    found = outsider.post("/kerja/warga/", {"nik": person.nik})["Location"]
    proof = found.partition("bukti=")[2]
    assert proof in outsider.get(found).content.decode()
    assert outsider.get(f"{address}?bukti={proof}").status_code == 200
    assert Draft.objects.filter(owner=world.people["outsider"]).count() == 0


def test_an_objection_from_paper_is_lodged_with_its_scan(world: World, desk: Client) -> None:
    person, officer = world.people["owner"], world.people["operator"]
    act(actor_of(officer), world.case_id, "tolak", ActInput(reason="Fotonya belum jelas, mohon diulang."))
    address = f"/kerja/loket/{person.pk}/keberatan/{world.case_id}/"
    assert f'href="{address}"' in desk.get(f"/kerja/loket/{person.pk}/").content.decode()
    typed = {"reason": "Foto diambil siang hari dan jelas.", **PRESENT}
    faults = {
        "Lampirkan pindaian surat keberatan": typed,
        "Bacakan isian kepada pemohon": {
            "reason": typed["reason"],
            "dasar": "hadir",
            "berkas_keberatan": photograph(),
        },
        "Tulis alasan sekurangnya 10 huruf": {**typed, "reason": "Tidak"},
    }
    for sentence, given in faults.items():
        refused = fill(desk, address, FORM_ID, **given)
        assert (refused.status_code, sentence in refused.content.decode()) == (422, True), sentence
        assert Case.objects.unscoped().get(pk=world.case_id).outcome == "rejected"
    sent = fill(desk, address, FORM_ID, **typed)
    assert sent["Location"] == f"/kerja/warga/{person.pk}/"
    case = Case.objects.unscoped().get(pk=world.case_id)
    assert (case.state, case.outcome, case.applicant_id) == ("keberatan", "", person.pk)
    lodged = Event.objects.get(name="cases.objected", subject_id=case.pk)
    assert (lodged.actor_id, lodged.facts["basis"], lodged.facts["reason"]) == (
        officer.pk,
        "hadir",
        typed["reason"],
    )
    scan = Attachment.objects.get(field="berkas_keberatan", subject_id__isnull=False)
    assert sign_in(Client(), person).get(f"/formulir/berkas/{scan.pk}/").status_code == 200
    assert (
        "Foto diambil siang hari" in sign_in(Client(), person).get(f"/permohonan/{case.pk}/").content.decode()
    )
    assert Notice.objects.filter(recipient=person, kind="cases.objected").exists()
    assert desk.get(address).status_code == 404


@pytest.mark.parametrize("who", ["owner", "citizen", "supervisor"])
def test_only_a_counter_assists(world: World, who: str) -> None:
    client = sign_in(Client(), world.people[who])
    address = f"/kerja/loket/{world.people['citizen'].pk}/"
    assert client.get(address).status_code == 403
    assert client.post(f"{address}{SERVICE}/", {"desa": TAMANSARI}).status_code == 403


def test_the_receipt_is_the_officers_own(world: World, desk: Client) -> None:
    address = desk.post(filled(desk, world), PRESENT)["Location"]
    assert sign_in(Client(), world.people["head"]).get(address).status_code in (403, 404)
    assert sign_in(Client(), world.people["outsider"]).get(address).status_code == 404
    assert desk.get(f"/kerja/loket/tanda-terima/{world.case_id}/").status_code == 404


def test_who_lost_the_counter_cannot_send(world: World, desk: Client) -> None:
    review, before = filled(desk, world), Case.objects.unscoped().count()
    world.people["operator"].grants.all().delete()
    assert desk.post(review, PRESENT).status_code == 403
    assert Case.objects.unscoped().count() == before


@pytest.fixture
def district(world: World) -> Client:
    """The operator of the sub-district in which the owner lives."""
    return sign_in(Client(headers={"accept-language": "id"}), User.objects.get(username="operator.licin"))


def test_the_office_of_the_sub_district_serves_like_a_small_mall(world: World, district: Client) -> None:
    person = world.people["owner"]
    assert person.full_name in district.get("/kerja/warga/", {"q": "Siti"}).content.decode()
    assert f"/kerja/loket/{person.pk}/" in district.get(f"/kerja/warga/{person.pk}/").content.decode()
    assert district.post(filled(district, world), PRESENT).status_code == 302
    case = Case.objects.unscoped().latest("id")
    assert (case.applicant_id, case.channel) == (person.pk, "loket")


def test_it_books_for_the_person_who_is_told_and_finds_it(world: World, district: Client) -> None:
    person, address = world.people["owner"], f"/kerja/loket/janji/{world.people['owner'].pk}/"
    assert f'href="{address}paspor-imigrasi/"' in district.get(address).content.decode()
    page = district.get(f"{address}paspor-imigrasi/").content.decode()
    (moment,) = re.findall(r'name="mulai" value="([^"]+)"', page)[:1]
    before = Notice.objects.filter(recipient=person).count()
    booked = district.post(f"{address}paspor-imigrasi/", {"mulai": moment})
    assert booked["Location"] == f"/kerja/loket/{person.pk}/"
    made = Booking.objects.get(opening__code="paspor-imigrasi")
    assert (made.person_id, made.starts_at.isoformat()) == (person.pk, moment)
    assert made.code in district.get(booked["Location"]).content.decode()
    assert Notice.objects.filter(recipient=person).count() == before + 1
    assert "Permohonan paspor" in sign_in(Client(), person).get("/janji/saya/").content.decode()
    again = district.post(f"{address}paspor-imigrasi/", {"mulai": moment})
    assert again.status_code == 409
    assert Booking.objects.filter(opening__code="paspor-imigrasi").count() == 1


def test_no_counter_books_for_somebody_elsewhere(world: World) -> None:
    outsider, before = sign_in(Client(), world.people["outsider"]), Booking.objects.count()
    address = f"/kerja/loket/janji/{world.people['owner'].pk}/ktp-dukcapil/"
    assert outsider.post(address, {"mulai": "2027-01-04T01:00:00+00:00"}).status_code == 404
    assert Booking.objects.count() == before
