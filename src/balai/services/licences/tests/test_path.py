"""Izin Reklame over HTTP: from the application to the licence, its renewal, suspension, revocation, objections."""

import io
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from balai.core.clock import after_months
from balai.foundation.cases.models import Case
from balai.foundation.documents.models import Document
from balai.foundation.regions.api import today
from balai.services.licences.actions.change_standing import turn_licence
from balai.services.licences.actions.remind import replace_overtaken
from balai.services.licences.models import Licence
from balai.services.licences.tests.conftest import NIB, House
from balai.services.payments.actions.receive_cash import Cash, receive_cash
from balai.services.payments.actions.tell_cases import tell_cases
from balai.services.payments.models import Bill
from tests.paper import FORM_ID, TAMANSARI, fill, values

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
PERSON = {
    "nama": "Siti Aminah", "nik": "3510245205900001", "alamat": "Dusun Krajan", "desa": TAMANSARI, "telepon": "",
}  # fmt: skip
BOARD = {
    "permohonan": "baru", "jenis_reklame": "papan", "naskah": "Kopi Ijen", "panjang": "6", "lebar": "4", "jumlah": "1",
    "lama_bulan": "6", "lokasi": "Jalan Raya Licin", "desa_reklame": TAMANSARI, "titik": "", "tanah": "sendiri",
}  # fmt: skip
PILL = re.compile(r'class="pill [^>]*>\s*(?:<svg.*?</svg>)?\s*(?:<span>)?([^<]+)<', re.S)
REASON = "Konstruksi membahayakan pengguna jalan"


def picture() -> SimpleUploadedFile:
    """A small photograph."""
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "#2b4fa2").save(content, "JPEG")
    return SimpleUploadedFile("foto.jpg", content.getvalue(), "image/jpeg")


def ask(house: House, **board: str) -> UUID:
    """The holder's application, handed in."""
    client = house.at("holder")
    begun = client.post("/layanan/izin-reklame/ajukan/")
    at = fill(client, begun["Location"], FORM_ID, **PERSON)["Location"]
    at = fill(client, at, FORM_ID, nama_usaha="Kopi Ijen", nib=NIB)["Location"]
    at = fill(client, at, FORM_ID, **{**BOARD, **board})["Location"]
    at = fill(client, at, FORM_ID, gambar=picture(), foto_lokasi=picture(), pernyataan="on")["Location"]
    done = client.post(at)
    return UUID(done["Location"].rstrip("/").rpartition("/")[2])


def take(house: House, who: str, case_id: UUID, action: str, **typed: Any) -> str:
    """The officer's press on an action; the state that it leads to."""
    case = Case.objects.unscoped().get(pk=case_id)
    sent = {"seen_version": case.version, "reason": "", **typed}
    answer = house.at(who).post(f"/kerja/perkara/{case_id}/tindakan/{action}/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return state(case_id)


def state(case_id: UUID) -> str:
    return Case.objects.unscoped().get(pk=case_id).state


def verdict(licence: Licence, language: str = "id") -> str:
    """What the page behind the QR code of the licence's letter says."""
    code = Document.objects.get(pk=licence.document_id).code
    reader = Client()
    reader.cookies["django_language"] = language
    return reader.get(f"/v/{code}").content.decode()


def worth(licence: Licence) -> tuple[str, str | None]:
    """What the API says of the same letter: how it stands, and since when."""
    code = Document.objects.get(pk=licence.document_id).code
    told = Client().get(f"/api/v1/verify/{code}").json()
    return told["state"], told["since"]


def told_of(house: House, licence: Licence, case_id: UUID) -> list[str]:
    """The word beside its letter: on the letter's page and in the office's list, beside the case on both sides."""
    letter = Document.objects.select_related("number").get(pk=licence.document_id)
    number, head, holder = letter.number.text, house.at("head"), house.at("holder")
    pages = [
        head.get(f"/kerja/dokumen/{letter.pk}/"), head.get("/kerja/dokumen/", {"cari": number}),
        head.get(f"/kerja/perkara/{case_id}/"), holder.get(f"/permohonan/{case_id}/"),
        holder.get(f"/izin/saya/{licence.pk}/"),
    ]  # fmt: skip
    beside = [number] * 4 + ["paper-sheet"]
    found = [
        PILL.search(page.content.decode().rpartition(mark)[2])
        for page, mark in zip(pages, beside, strict=True)
    ]
    return [one.group(1).strip() if one else "" for one in found]


def write_minutes(house: House, case_id: UUID) -> str:
    """The technical team fills in the minutes at the place and sends them."""
    team: Client = house.at("team")
    address = f"/kerja/perkara/{case_id}/tindakan/berita-acara/"
    form = team.get(address)["Location"]
    minutes = {
        "tanggal_tinjauan": today().isoformat(), "titik_tinjauan": "-8.19300, 114.26600", "luas": "24",
        "temuan": "Tiang berdiri di tanah pemohon", "rekomendasi": "layak", "foto_tinjauan": picture(),
    }  # fmt: skip
    sure = fill(team, form, FORM_ID, **minutes)["Location"]
    page = team.get(sure)
    assert "Tiang berdiri di tanah pemohon" in page.content.decode()
    return take(house, "team", case_id, "berita-acara")


def issue(house: House, case_id: UUID) -> Licence:
    """The way from the desk of the verifier to the signature."""
    visit = {"hari_peninjauan": today().isoformat(), "petugas_peninjau": "Hendra"}
    assert take(house, "verifier", case_id, "lengkap") == "penjadwalan"
    assert take(house, "team", case_id, "jadwalkan", **visit) == "peninjauan"
    assert write_minutes(house, case_id) == "ketetapan"
    assert take(house, "verifier", case_id, "tetapkan") == "pembayaran"
    bill = Bill.objects.get(case_id=case_id)
    assert int(bill.total) == 24 * 1 * 6 * 12_500
    receive_cash(house.treasurer, bill.pk, Cash(bill.total, bill.total))
    assert (tell_cases(), state(case_id)) == (1, "paraf-kabid")
    assert take(house, "division", case_id, "paraf") == "paraf-sekretaris"
    assert take(house, "secretary", case_id, "paraf-lanjut") == "tanda-tangan"
    assert take(house, "head", case_id, "tanda-tangani") == "terbit"
    return Licence.objects.get(case_id=case_id)


def test_a_billboard_is_permitted_from_the_application_to_the_register(house: House) -> None:
    case_id = ask(house)
    returned = {"reason": "Lengkapi gambar rancangannya"}
    assert take(house, "verifier", case_id, "kembalikan", **returned) == "perbaikan"
    client = house.at("holder")
    at = client.post(f"/permohonan/{case_id}/perbaiki/")["Location"]
    while "tinjau" not in at:
        at = fill(client, at, FORM_ID, pernyataan="on")["Location"]
    client.post(at)
    licence = issue(house, case_id)
    document = Document.objects.select_related("number").get(pk=licence.document_id)
    assert (licence.number, licence.valid_until) == (document.number.text, document.valid_until)
    assert (licence.valid_from, licence.standing, licence.nib) == (today(), "active", NIB)
    assert licence.object == "Papan atau billboard 6 m x 4 m, Kopi Ijen"
    assert licence.place.startswith("Jalan Raya Licin, ")
    assert (str(licence.latitude), licence.region_id) == ("-8.19300", TAMANSARI)
    assert (licence.holder_name, licence.recorded_by) == ("Siti Aminah", house.head.name)
    page = client.get(f"/permohonan/{case_id}/").content.decode()
    assert f"/izin/saya/{licence.pk}/" in page
    public = Client().get("/izin/", {"nomor": licence.number}).content.decode()
    assert "Izin ini berlaku" in public
    assert not any(secret in public for secret in ("Siti", "Licin", "Kopi Ijen", NIB))


def renew(house: House, first: Licence) -> UUID:
    """The holder's application for the next licence, which begins with what the last one said."""
    client = house.at("holder")
    at = client.post(f"/izin/saya/{first.pk}/perpanjang/")["Location"]
    filled = values(client.get(at.rstrip("/").rpartition("/")[0] + "/reklame/"), FORM_ID)
    assert (filled["permohonan"], filled["izin_lama"]) == ("perpanjangan", first.number)
    assert (filled["naskah"], filled["panjang"], filled["lama_bulan"]) == ("Kopi Ijen", "6,0", "6")
    while "tinjau" not in at:
        sent = {"pernyataan": "on"} if at.rstrip("/").endswith("berkas") else {}
        at = fill(client, at, FORM_ID, **sent)["Location"]
    case_id = UUID(client.post(at)["Location"].rstrip("/").rpartition("/")[2])
    answers = Case.objects.unscoped().get(pk=case_id).answers
    assert (answers["permohonan"], answers["izin_lama"]) == ("perpanjangan", first.number)
    return case_id


def revoke_and_issue_again(house: House, case_id: UUID, revoked: Licence) -> None:
    assert take(house, "head", case_id, "cabut", reason=REASON) == "dicabut"
    revoked.refresh_from_db()
    assert (revoked.state, Document.objects.get(pk=revoked.document_id).state) == ("revoked", "revoked")
    assert worth(revoked) == ("revoked", today().isoformat())
    assert "Surat ini sudah dicabut" in verdict(revoked)
    house.at("holder").post(
        f"/permohonan/{case_id}/keberatan/", {"reason": "Konstruksi sudah diperkuat kemarin"}
    )
    assert take(house, "head", case_id, "kabulkan-pencabutan") == "penerbitan-kembali"
    assert take(house, "head", case_id, "terbitkan-kembali") == "terbit"
    third = Licence.objects.get(follows=revoked)
    assert (third.follow, third.state, third.case_id) == ("reinstatement", "active", case_id)
    assert third.number != revoked.number
    turn_licence(house.head, third.pk, "cabut", REASON)


def test_a_permit_is_renewed_suspended_objected_to_and_revoked(house: House) -> None:
    first = issue(house, ask(house))
    client = house.at("holder")
    case_id = renew(house, first)
    second = issue(house, case_id)
    first.refresh_from_db()
    assert (first.standing, second.standing, second.follows, second.follow) == (
        "active", "upcoming", first, "renewal",
    )  # fmt: skip
    assert second.valid_from == first.valid_until + timedelta(days=1)
    assert second.valid_until == after_months(second.valid_from, 6)
    assert (worth(first), worth(second)) == (("valid", None), ("upcoming", None))
    assert "Surat ini asli, tetapi belum berlaku" in verdict(second)
    assert replace_overtaken(second.valid_from) == 1
    assert worth(first) == ("replaced", today().isoformat())
    assert f'href="/v/{Document.objects.get(pk=second.document_id).code}"' in verdict(first)

    assert take(house, "head", case_id, "bekukan", reason=REASON) == "dibekukan"
    second.refresh_from_db()
    assert (second.state, second.reason) == ("suspended", REASON)
    assert Client().get("/izin/", {"nomor": second.number}).content.decode().count("Izin ini dibekukan") == 1
    assert "yang diizinkannya sedang dibekukan" in verdict(second)
    assert "what it permits is suspended at present" in verdict(second, "en")
    assert not any(secret in verdict(second) for secret in (REASON, "Siti", "Kopi Ijen"))
    assert worth(second) == ("suspended", today().isoformat())
    assert told_of(house, second, case_id) == ["Dibekukan"] * 5
    objection = {"reason": "Konstruksi sudah diperkuat kemarin"}
    assert client.post(f"/permohonan/{case_id}/keberatan/", objection).status_code == 302
    assert state(case_id) == "keberatan-pembekuan"
    assert take(house, "head", case_id, "tolak-pembekuan", reason=REASON) == "pembekuan-tetap"
    assert worth(second) == ("suspended", today().isoformat())
    client.post(f"/permohonan/{case_id}/keberatan/", {"reason": "Lokasi belum ditinjau ulang"})
    assert state(case_id) == "banding-pembekuan"
    assert take(house, "regent", case_id, "kabulkan-banding-pembekuan") == "terbit"
    second.refresh_from_db()
    assert (second.state, second.reason) == ("active", "")
    assert worth(second) == ("upcoming", None)

    revoke_and_issue_again(house, case_id, second)


def test_a_renewal_of_nothing_is_refused_at_the_desk_of_the_verifier(house: House) -> None:
    case_id = ask(house, permohonan="perpanjangan", izin_lama="500/tidak-ada")
    sent = {"seen_version": Case.objects.unscoped().get(pk=case_id).version, "reason": ""}
    answer = house.at("verifier").post(f"/kerja/perkara/{case_id}/tindakan/lengkap/", sent)
    assert answer.status_code == 422
    assert "Izin nomor “500/tidak-ada” milik pemohon tidak ditemukan" in answer.content.decode()
    assert state(case_id) == "kelengkapan"


def next_of(house: House, first: Licence, way: str, **answers: str) -> UUID:
    """The holder's application for what follows a licence, sent with these answers changed."""
    client = house.at("holder")
    at = client.post(f"/izin/saya/{first.pk}/{way}/")["Location"]
    while "tinjau" not in at:
        sent = answers if at.rstrip("/").endswith("reklame") else {}
        sent = {"pernyataan": "on"} if at.rstrip("/").endswith("berkas") else sent
        at = fill(client, at, FORM_ID, **sent)["Location"]
    return UUID(client.post(at)["Location"].rstrip("/").rpartition("/")[2])


def object_to(house: House, case_id: UUID, reason: str) -> str:
    """The holder objects or appeals; the state that it leads to."""
    answer = house.at("holder").post(f"/permohonan/{case_id}/keberatan/", {"reason": reason})
    assert answer.status_code == 302
    return state(case_id)


def test_a_change_takes_the_place_of_what_it_changes_at_once(house: House) -> None:
    first = issue(house, ask(house))
    second = issue(house, next_of(house, first, "ubah", naskah="Teh Licin"))
    first.refresh_from_db()
    assert (second.follows, second.follow, second.standing) == (first, "change", "active")
    assert (second.object, second.valid_from) == ("Papan atau billboard 6 m x 4 m, Teh Licin", today())
    assert (first.state, worth(first), worth(second)) == (
        "replaced", ("replaced", today().isoformat()), ("valid", None),
    )  # fmt: skip


def test_a_refusal_is_objected_to_appealed_against_and_taken_up_again(house: House) -> None:
    case_id = ask(house)
    assert take(house, "verifier", case_id, "tolak", reason="Lokasi di jalur hijau kota") == "ditolak"
    assert object_to(house, case_id, "Lokasi di halaman rumah saya") == "keberatan"
    assert take(house, "head", case_id, "tolak-keberatan", reason=REASON) == "keberatan-ditolak"
    assert object_to(house, case_id, "Peta jalur hijau sudah diubah") == "banding"
    case = Case.objects.unscoped().get(pk=case_id)
    sent = {"seen_version": case.version, "reason": ""}
    own = house.at("head").post(f"/kerja/perkara/{case_id}/tindakan/kabulkan-banding/", sent)
    assert (own.status_code, state(case_id)) == (403, "banding")  # nobody decides over his own decision
    assert take(house, "regent", case_id, "kabulkan-banding") == "penjadwalan"
    visit = {"hari_peninjauan": today().isoformat(), "petugas_peninjau": "Hendra"}
    assert take(house, "team", case_id, "jadwalkan", **visit) == "peninjauan"
    assert (write_minutes(house, case_id), Licence.objects.filter(case_id=case_id).exists()) == (
        "ketetapan",
        False,
    )


def test_an_appeal_against_a_revocation_brings_a_new_letter_or_none(house: House) -> None:
    case_id = ask(house)
    revoked = issue(house, case_id)
    assert take(house, "head", case_id, "cabut", reason=REASON) == "dicabut"
    assert object_to(house, case_id, "Konstruksi sudah diperkuat kemarin") == "keberatan-pencabutan"
    assert take(house, "head", case_id, "tolak-pencabutan", reason=REASON) == "pencabutan-tetap"
    assert object_to(house, case_id, "Lokasi belum ditinjau ulang") == "banding-pencabutan"
    assert worth(revoked) == ("revoked", today().isoformat())
    assert take(house, "regent", case_id, "kabulkan-banding-pencabutan") == "penerbitan-kembali"
    assert take(house, "head", case_id, "terbitkan-kembali") == "terbit"
    again = Licence.objects.get(follows=revoked)
    assert (again.follow, again.state, worth(revoked)[0]) == ("reinstatement", "active", "revoked")
    assert take(house, "head", case_id, "cabut", reason=REASON) == "dicabut"
    object_to(house, case_id, "Konstruksi sudah diperkuat lagi")
    take(house, "head", case_id, "tolak-pencabutan", reason=REASON)
    object_to(house, case_id, "Mohon ditinjau sekali lagi")
    ended = take(house, "regent", case_id, "tolak-banding-pencabutan", reason=REASON)
    assert (ended, Licence.objects.filter(follows=again).exists()) == ("banding-pencabutan-ditolak", False)
