"""The certificate of hardship: ending in the village, or countersigned by the sub-district head."""

import pytest
import yaml

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext
from balai.core.errors import Conflict
from balai.foundation.audit.api import events_of
from balai.foundation.cases.api import ActInput, act
from balai.foundation.documents.models import Document, IssuedNumber
from balai.foundation.documents.tests.pdfs import Seen, pdfsig
from balai.services.catalogue.content import install_services
from balai.services.catalogue.models import Service
from tests.letters.hardship import REASON, SERVICE, records
from tests.world import ROOT

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
VALID, TRUSTED = "Signature is Valid.", "Certificate is Trusted."


def test_a_letter_that_ends_in_the_village(office, tmp_path) -> None:
    case_id = office.ask()
    office.do("operator", case_id, "teruskan")
    office.do("head", case_id, "tanda-tangani")
    assert (office.state(case_id), office.letter(case_id).state) == ("terbit", "valid")
    assert pdfsig(office.pdf(case_id), tmp_path) == [Seen("TandaTangan1", VALID, TRUSTED, True)]
    text = office.text(case_id, tmp_path)
    for words in (
        "SURAT KETERANGAN TIDAK MAMPU",
        "Kepala Desa Tamansari, Kecamatan Licin, Kabupaten Banyuwangi",
        "penghasilan rata-rata Rp 1.200.000 sebulan untuk 5 orang anggota keluarga",
        "tempat tinggal berstatus menumpang",
        "Nama : Rizki Ramadhan",
        "Hubungan keluarga : Anak",
        "bantuan atau keringanan biaya pendidikan di SMPN 1 Licin",
    ):
        assert words in text
    assert "Mengetahui" not in text


def test_the_choice_applies_to_new_cases_and_is_an_event(office) -> None:
    before = office.ask()
    office.choose("camat")
    after = office.ask()
    for case_id in (before, after):
        office.do("operator", case_id, "teruskan")
        office.do("head", case_id, "tanda-tangani")
    assert [office.state(case_id) for case_id in (before, after)] == ["terbit", "mengetahui"]
    (event,) = events_of(Service.objects.get(code=SERVICE).pk)
    assert event.sentence == ("Ragam Surat Keterangan Tidak Mampu menjadi “Diketahui camat”: Perbup 12/2026")
    page = office.cast.client("visitor").get(f"/layanan/{SERVICE}/").content.decode()
    assert "2 hari kerja" in page


def test_a_renewed_pack_keeps_the_choice(office) -> None:
    office.choose("camat")
    folder = ROOT / "packs" / "surat-desa"
    entries = yaml.safe_load((folder / "services.yaml").read_text())
    install_services(entries, ContentContext("surat-desa", "1.2.0", folder, SYSTEM))
    service = Service.objects.get(code=SERVICE)
    assert (service.pack_version, service.variant, service.procedure_in_force) == (
        "1.2.0", "camat", "surat-keterangan-tidak-mampu-camat",
    )  # fmt: skip


@pytest.mark.parametrize("role", ["owner", "operator", "head", "camat", "supervisor"])
def test_only_the_administrator_chooses(office, role) -> None:
    before = records()
    facts = {"variant": "camat", "reason": "Perbup 12/2026"}
    assert office.cast.client(role).post(f"/kerja/layanan/{SERVICE}/", facts).status_code == 403
    assert records() == before


def test_a_choice_needs_a_known_variant_and_its_decision(office) -> None:
    client, before = office.cast.client("admin"), records()
    for facts in ({"variant": "bupati", "reason": "Perbup"}, {"variant": "camat", "reason": " "}):
        assert client.post(f"/kerja/layanan/{SERVICE}/", facts).status_code == 422
    assert client.get("/kerja/layanan/surat-keterangan-usaha/").status_code == 404
    assert records() == before


def test_between_the_signatures_nobody_is_told_that_it_is_valid(office, tmp_path) -> None:
    case_id = office.half_signed()
    letter = office.letter(case_id)
    assert letter.state == "waiting"
    first, empty = pdfsig(office.pdf(case_id), tmp_path)
    assert (first, empty.signature) == (Seen("TandaTangan1", VALID, TRUSTED, True), "")
    text = office.text(case_id, tmp_path)
    for words in ("Mengetahui,", "Camat Licin,", "Bambang Irawan", "Made Suryadi"):
        assert words in text  # both blocks stand there before the first signature
    page = office.cast.client("visitor").get(f"/v/{letter.code}").content.decode()
    assert "Surat ini belum selesai ditandatangani" in page
    assert "masih menunggu tanda tangan Camat Licin dan belum berlaku" in page
    owner = office.cast.client("owner")
    assert owner.get(f"/dokumen/{letter.id}/").status_code in {403, 404}
    mine = owner.get(f"/permohonan/{case_id}/").content.decode()
    assert "Menunggu tanda tangan" in mine


def test_both_signatures_are_valid_for_an_independent_verifier(office, tmp_path) -> None:
    case_id = office.half_signed()
    first = office.pdf(case_id)
    assert "Camat Licin" in office.page("camat", case_id, "ketahui")
    assert office.press("camat", case_id, "ketahui").status_code == 302
    assert (office.state(case_id), office.letter(case_id).state) == ("terbit", "valid")
    assert office.pdf(case_id).startswith(first)  # nothing that was signed is touched
    assert pdfsig(office.pdf(case_id), tmp_path) == [
        Seen("TandaTangan1", VALID, TRUSTED, False),
        Seen("TandaTangan2", VALID, TRUSTED, True),
    ]
    page = office.cast.client("visitor").get(f"/v/{office.letter(case_id).code}").content.decode()
    assert "Surat ini asli dan berlaku" in page


def test_a_refusal_by_the_camat_voids_the_letter_and_tells_the_applicant(office) -> None:
    case_id = office.half_signed()
    letter = office.letter(case_id)
    assert office.press("camat", case_id, "tolak-kecamatan").status_code == 302
    row = Document.objects.get(pk=letter.id)
    assert (office.state(case_id), row.state, row.end_reason, row.end_note) == (
        "ditolak", "revoked", "ditolak", REASON,
    )  # fmt: skip
    assert [bool(each.signed_at) for each in office.letter(case_id).signatures] == [True, False]
    mine = office.cast.client("owner").get(f"/permohonan/{case_id}/").content.decode()
    assert REASON in mine
    assert "Dicabut" in mine
    page = office.cast.client("visitor").get(f"/v/{letter.code}").content.decode()
    assert "Surat ini sudah dicabut" in page
    assert "Penanda tangan berikutnya menolak atau mengembalikan surat ini" in page
    assert REASON not in page


def test_a_returned_letter_is_issued_anew_with_its_own_number(office) -> None:
    case_id = office.half_signed()
    first = office.letter(case_id)
    assert office.press("camat", case_id, "kembalikan-desa").status_code == 302
    assert office.state(case_id) == "pemeriksaan"
    office.do("operator", case_id, "teruskan")
    office.do("head", case_id, "tanda-tangani")
    office.do("camat", case_id, "ketahui")
    second = office.letter(case_id)
    states = list(Document.objects.filter(case_id=case_id).order_by("id").values_list("state", flat=True))
    assert states == ["revoked", "valid"]
    assert int(second.number.split("/")[1]) == int(first.number.split("/")[1]) + 1
    assert IssuedNumber.objects.filter(text=first.number).count() == 1


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 403), ("operator", 403), ("head", 403), ("outsider", 404), ("clerk", 404)]
)
@pytest.mark.parametrize("action", ["ketahui", "tolak-kecamatan", "kembalikan-desa"])
def test_nobody_else_decides_for_the_camat(office, role, status, action) -> None:
    case_id = office.half_signed()
    before = records()
    assert office.press(role, case_id, action).status_code == status
    assert records() == before


def test_without_the_second_factor_the_camat_signs_nothing(office) -> None:
    case_id = office.half_signed()
    before = records()
    client = office.cast.client("camat")
    session = client.session
    session["account_authentication_methods"] = session["account_authentication_methods"][:1]
    session.save()
    answer = client.post(f"/kerja/perkara/{case_id}/tindakan/ketahui/", {"seen_version": 3})
    assert answer.status_code in {302, 403}
    assert records() == before


def test_of_two_decisions_at_once_the_second_is_told_who_was_first(office) -> None:
    case_id = office.half_signed()
    camat = office.actor("camat")
    seen = ActInput(seen_version=3)
    act(camat, case_id, "ketahui", seen)
    with pytest.raises(Conflict, match="sudah diputuskan oleh Bambang Irawan"):
        act(camat, case_id, "tolak-kecamatan", ActInput(reason=REASON, seen_version=3))
    assert office.press("camat", case_id, "ketahui", version=3).status_code == 409
    row = Document.objects.get(pk=office.letter(case_id).id)
    assert (row.state, row.files.count()) == ("valid", 2)
