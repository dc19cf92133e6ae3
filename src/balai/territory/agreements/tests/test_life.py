"""The whole life over HTTP: from the first study to the last report, with exact days."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from balai.foundation.cases.models import Case, Task
from balai.foundation.documents.models import Document
from balai.foundation.notices.models import Notice
from balai.foundation.regions.api import today
from balai.territory.agreements.actions.end_agreement import end_overdue
from balai.territory.agreements.actions.keep_duties import bring_late_ones
from balai.territory.agreements.actions.remind import remind_of_endings
from balai.territory.agreements.models import Agreement, Draft, Obligation, Remark, Signature, Stage
from balai.territory.agreements.tests.conftest import House, begun, partner, side, unit
from tests.paper import FORM_ID, fill

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
NEW = {
    "kind": "kesepakatan-bersama", "title": "Pelayanan publik terpadu", "affair": "Pelayanan publik",
    "scope": "Mal pelayanan publik dan Smart Kampung", "months": "24", "cost": "1.250.000",
    "innovations": "smart-kampung",
}  # fmt: skip


def scan() -> SimpleUploadedFile:
    """A photographed page."""
    content = io.BytesIO()
    Image.new("RGB", (64, 90), "#f6f2e8").save(content, "JPEG")
    return SimpleUploadedFile("naskah.jpg", content.getvalue(), "image/jpeg")


def press(client: Client, agreement: Agreement, action: str, **data: str) -> None:
    case = Case.objects.unscoped().get(pk=agreement.case_id)
    address = f"/kerja/perkara/{case.pk}/tindakan/{action}/"
    answer = client.post(address, {"version": case.version, "seen_version": case.version, **data})
    assert answer.status_code == 302, answer.content.decode()


def test_from_the_study_to_the_last_report(house: House) -> None:
    with time_machine.travel(datetime(2027, 3, 2, 2, tzinfo=UTC), tick=False):
        agreement = prepared(house)
        agreed(house, agreement)
        signed(house, agreement)
    carried_out(house, agreement)


def prepared(house: House) -> Agreement:
    client = house.at("keeper")
    answer = client.post("/kerja/kerja-sama/baru/", {**NEW, "unit": str(house.unit_id)})
    agreement = Agreement.objects.get()
    page = f"/kerja/kerja-sama/{agreement.pk}/"
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert (agreement.stage, agreement.cost, agreement.innovations) == (
        Stage.STUDY,
        1_250_000,
        ["smart-kampung"],
    )
    other = {
        "sort": "region",
        "region": "35.10",
        "name": "Pemerintah Kabupaten Sigi",
        "signer": "Bupati Sigi",
        "office": "Bupati",
    }
    assert client.post(f"{page}pihak/", other).status_code == 302
    agreement.refresh_from_db()
    assert agreement.partners == "Pemerintah Kabupaten Sigi"
    press(client, agreement, "layak", hasil_kajian="Layak, kewenangan sama")
    press(client, agreement, "diterima")
    agreement.refresh_from_db()
    assert agreement.stage == Stage.DRAFT
    return agreement


def agreed(house: House, agreement: Agreement) -> None:
    """A text is written; the other side changes a clause by a private link; both initial; it goes to be signed."""
    client, page = house.at("keeper"), f"/kerja/kerja-sama/{agreement.pk}/"
    written = {
        "text": "## Pasal 1 Maksud\nBekerja sama.\n\n## Pasal 2 Biaya\nDitanggung bersama.",
        "seen": "0",
    }
    assert client.post(f"{page}naskah/tulis/", written).status_code == 302
    guest = entered(client, agreement)
    draft = Draft.objects.get()
    clause = draft.clauses[1]["key"]
    proposal = {"clause": clause, "text": "Tegaskan", "proposal": "Ditanggung anggaran masing-masing."}
    assert guest.post("/kerja-sama/ruang/catatan/", proposal).status_code == 302
    remark = Remark.objects.get()
    assert (remark.party, remark.author) == (side(agreement, 2), "Kabag Sigi, Pemerintah Kabupaten Sigi")
    assert client.post(f"{page}naskah/paraf/1/").status_code == 409  # a remark is open
    assert (
        guest.post(f"/kerja-sama/ruang/catatan/{remark.pk}/", {"jawaban": "terima"}).status_code == 409
    )  # its own
    assert client.post(f"{page}naskah/catatan/{remark.pk}/", {"jawaban": "terima"}).status_code == 302
    newest = Draft.objects.first()
    assert newest is not None
    assert (newest.version, newest.clauses[1]["text"]) == (2, "Ditanggung anggaran masing-masing.")
    shown = client.get(f"{page}naskah/").content.decode()
    assert "<ins>anggaran masing-masing.</ins>" in shown
    refused = client.post(f"/kerja/perkara/{agreement.case_id}/tindakan/sepakat/", {"version": 0})
    assert refused.status_code in {409, 422}
    assert client.post(f"{page}naskah/paraf/2/").status_code == 302
    assert guest.post("/kerja-sama/ruang/paraf/2/").status_code == 302
    press(client, agreement, "sepakat")
    agreement.refresh_from_db()
    assert agreement.stage == Stage.SIGNATURE


def entered(client: Client, agreement: Agreement) -> Client:
    """A guest whom a private link has let in."""
    made = client.post(
        f"/kerja/kerja-sama/pihak/{side(agreement, 2).pk}/tautan/", {"guest": "Kabag Sigi", "days": "30"}
    )
    secret = made.content.decode().split("/kerja-sama/ruang/")[1].split("/")[0]
    guest = Client()
    assert guest.get("/kerja-sama/ruang/").status_code == 404
    assert guest.get(f"/kerja-sama/ruang/{secret}/")["Location"] == "/kerja-sama/ruang/"
    assert "Pasal 2 Biaya" in guest.get("/kerja-sama/ruang/").content.decode()
    return guest


def signed(house: House, agreement: Agreement) -> None:
    """The regent signs with an own certificate, the other side on paper; both are proved; the agreement is in force."""
    keeper, regent, page = house.at("keeper"), house.at("regent"), f"/kerja/kerja-sama/{agreement.pk}/"
    own = side(agreement, 1)
    assert keeper.post(f"/kerja/kerja-sama/pihak/{own.pk}/tanda-tangan/").status_code == 403
    assert regent.post(f"/kerja/kerja-sama/pihak/{own.pk}/tanda-tangan/").status_code == 302
    assert regent.post(f"/kerja/kerja-sama/pihak/{own.pk}/tanda-tangan/").status_code == 409
    document = Document.objects.get()
    file = scan()
    done = fill(
        keeper,
        f"{page}naskah-asli/",
        FORM_ID,
        tanggal_tanda_tangan="2027-03-02",
        naskah_asli=file,
        pihak=str(side(agreement, 2).pk),
    )
    assert done.status_code == 302, done.content.decode()
    ways = list(Signature.objects.values_list("way", "signer", "signed_on"))
    assert ways == [
        ("certificate", house.regent.name, date(2027, 3, 2)),
        ("paper", "Bupati Sigi", date(2027, 3, 2)),
    ]
    press(keeper, agreement, "berlaku")
    agreement.refresh_from_db()
    assert (agreement.number, agreement.document_id) == (document.number.text, document.pk)
    assert (agreement.begins_on, agreement.ends_on) == (date(2027, 3, 2), date(2029, 3, 1))
    duties = list(Obligation.objects.values_list("kind", "due_on"))
    assert duties == [
        ("report", date(2028, 1, 31)), ("follow", date(2028, 3, 2)), ("report", date(2029, 1, 31)),
        ("report", date(2030, 1, 31)),
    ]  # fmt: skip
    public = Client().get(f"/kerja-sama/{agreement.code}/").content.decode()
    assert "Pemerintah Kabupaten Sigi" in public
    assert "Ditanggung anggaran" not in public


def carried_out(house: House, agreement: Agreement) -> None:
    page = f"/kerja/kerja-sama/{agreement.pk}/"
    with time_machine.travel(datetime(2027, 4, 1, 2, tzinfo=UTC), tick=False):
        owed = {
            "party_id": str(side(agreement, 1).pk), "text": "Kirim tim magang", "due_on": "2027-05-29",
            "unit_id": str(unit("dpmptsp")), "officer": "Kepala bidang", "amount": "75.000.000",
        }  # fmt: skip
        assert house.at("keeper").post(f"{page}kewajiban/", owed).status_code == 302
    with time_machine.travel(datetime(2027, 5, 30, 2, tzinfo=UTC), tick=False):
        fulfilled_late(house, agreement)
    with time_machine.travel(datetime(2028, 1, 11, 2, tzinfo=UTC), tick=False):
        report = {"year": "2027", "results": "Tim magang dikirim", "obstacles": "", "advice": "Lanjutkan"}
        assert house.at("keeper").post(f"{page}laporan/", report).status_code == 302
        assert house.at("keeper").post(f"{page}laporan/", report).status_code == 422
        assert Obligation.objects.get(year=2027).done_on == date(2028, 1, 11)
    reminded_extended_ended(house, agreement)


def fulfilled_late(house: House, agreement: Agreement) -> None:
    """What is late becomes a task in the agency's inbox, once; doing it closes the task."""
    assert (
        bring_late_ones(date(2027, 5, 29)),
        bring_late_ones(date(2027, 5, 30)),
        bring_late_ones(date(2027, 5, 31)),
    ) == (0, 1, 0)
    duty = Obligation.objects.get(kind="agreed")
    agency = house.at("agency")
    assert "Kirim tim magang" in agency.get("/kerja/kotak/").content.decode()
    assert (
        f"/kerja/kerja-sama/kewajiban/{duty.pk}/"
        in agency.get(f"/kerja/perkara/{duty.case_id}/").content.decode()
    )
    done = fill(
        agency, f"/kerja/kerja-sama/kewajiban/{duty.pk}/", FORM_ID, hasil_kewajiban="Tim sudah berangkat 28 Mei",
        bukti_kewajiban=scan(),
    )  # fmt: skip
    assert done.status_code == 302, done.content.decode()
    duty.refresh_from_db()
    assert (duty.done_on, duty.done_by) == (date(2027, 5, 30), house.agency.name)
    assert Case.objects.unscoped().get(pk=duty.case_id).outcome == "recorded"
    assert not Task.objects.unscoped().filter(case_id=duty.case_id, closed_at=None).exists()


def reminded_extended_ended(house: House, agreement: Agreement) -> None:
    page = f"/kerja/kerja-sama/{agreement.pk}/"
    days = [date(2028, 9, 1), date(2028, 9, 2), date(2028, 12, 1), date(2029, 1, 30), date(2029, 1, 31)]
    told = []
    for day in days:
        with time_machine.travel(datetime(day.year, day.month, day.day, 2, tzinfo=UTC), tick=False):
            told.append(remind_of_endings(day))
    assert told == [0, 1, 1, 1, 0]
    assert Notice.objects.filter(kind="agreements.ending").count() == 3
    with time_machine.travel(datetime(2029, 2, 2, 2, tzinfo=UTC), tick=False):
        longer = {
            "until": "2029-12-31",
            "number": "Adendum 1/2029",
            "signed_on": "2029-02-01",
            "reason": "Hasilnya baik",
        }
        assert house.at("keeper").post(f"{page}perpanjang/", longer).status_code == 302
        assert house.at("keeper").post(f"{page}perpanjang/", longer).status_code == 422
    assert end_overdue(date(2029, 12, 31)) == 0
    with time_machine.travel(datetime(2030, 1, 2, 2, tzinfo=UTC), tick=False):
        assert (end_overdue(date(2030, 1, 2)), end_overdue(date(2030, 1, 2))) == (1, 0)
        agreement.refresh_from_db()
        assert (agreement.stage, agreement.ended_on) == (Stage.REPORT, date(2029, 12, 31))
        last = {"year": "2029", "results": "Selesai", "obstacles": "", "advice": "Tidak perlu"}
        assert house.at("keeper").post(f"{page}laporan/", last).status_code == 302
        press(house.at("keeper"), agreement, "lapor")
        agreement.refresh_from_db()
        assert agreement.stage == Stage.ENDED
        assert Case.objects.unscoped().get(pk=agreement.case_id).outcome == "recorded"


def test_all_that_is_wrong_with_an_extension_is_told_at_once(house: House) -> None:
    agreement = begun(house, partner("Pemerintah Sigi", "Bupati Sigi"))
    Agreement.objects.filter(pk=agreement.pk).update(
        stage="execution", signed_on=today(), begins_on=today(), ends_on=today() + timedelta(days=30)
    )
    page = f"/kerja/kerja-sama/{agreement.pk}/"
    wrong = {
        "until": today().isoformat(), "number": "1", "signed_on": (today() + timedelta(days=3)).isoformat(),
        "reason": "ya",
    }  # fmt: skip
    answer = house.at("keeper").post(f"{page}perpanjang/", wrong)
    told = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("sesudah hari terakhir", "Hari tanda tangan belum tiba", "sekurangnya sepuluh huruf"):
        assert sentence in told
    ended = {"ended_on": (today() + timedelta(days=3)).isoformat(), "reason": "ya"}
    told = house.at("keeper").post(f"{page}hentikan/", ended).content.decode()
    for sentence in ("di antara mulai berlaku dan hari ini", "sekurangnya sepuluh huruf"):
        assert sentence in told
    keeper = house.at("keeper")
    keeper.cookies["django_language"] = "en"
    assert ">Duties</h2>" in keeper.get(page).content.decode()
