"""The services of the regency and its guests, from the application to the end, by their pack alone."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.testing import actor_of, make_officer, make_user
from balai.foundation.audit.api import events_of
from balai.foundation.cases.api import ActInput, OpenCase, act, available_actions_of, get_case, open_case
from balai.foundation.cases.models import Filing, Task
from balai.foundation.cases.tests.cast import client_of
from balai.foundation.documents.api import documents_of_case
from balai.foundation.notices.models import Notice
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.packs import api as packs
from balai.foundation.packs.reading import read_pack
from balai.foundation.regions.testing import plant_regency
from balai.services.catalogue.api import service_page
from balai.services.catalogue.schema import STANDARD_INTERNAL, STANDARD_PUBLISHED
from tests.paper import FORM_ID, fill
from tests.world import photograph

pytestmark = pytest.mark.django_db(databases="__all__")
PACKS = Path(__file__).resolve().parents[5] / "packs"
PACK = PACKS / "layanan-kabupaten"
OFFICERS = {
    "pemeriksa.akta": ("verifikator", "dukcapil"),
    "loket": ("petugas_loket", "mpp"),
    "imigrasi": ("verifikator", "imigrasi"),
    "verifikator": ("verifikator", "dpmptsp"),
    "kabid": ("kepala_bidang", "dpmptsp"),
    "sekretaris": ("sekretaris_dinas", "dpmptsp"),
    "kadis": ("kepala_dinas", "dpmptsp"),
    "kesbangpol": ("verifikator", "kesbangpol"),
    "bappeda": ("perencana", "bappeda"),
}


@pytest.fixture
def house() -> dict[str, Actor]:
    """The packs in Banyuwangi, with one officer for each desk."""
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    for name in ("dasar", "penerimaan", "perizinan", "layanan-kabupaten"):
        packs.install(PACKS / name)
    people = {
        name: actor_of(make_officer(name, role, unit_by_code(f"35.10/{unit}").id))
        for name, (role, unit) in OFFICERS.items()
    }
    return {**people, "warga": actor_of(make_user("warga", full_name="Siti Aminah"))}


def ask(house: dict[str, Actor], slug: str, answers: dict[str, Any]) -> UUID:
    """The citizen's application, as it stands after the form."""
    service = service_page(slug)
    assert service.unit_id is not None
    request = OpenCase(
        procedure=service.procedure_code, unit_id=service.unit_id, code_prefix=service.code_prefix,
        title=service.titles["id"], applicant_id=house["warga"].user_id, data=answers,
        service=service.card.code, form=service.form_code, form_version="1",
    )  # fmt: skip
    return open_case(house["warga"], request).id


def step(actor: Actor, case: UUID, action: str, **data: str) -> str:
    """Take the action; the state that it leads to."""
    reason = "Lengkapi berkasnya dahulu" if action in {"kembalikan", "jadwal-ulang"} else ""
    return act(actor, case, action, ActInput(reason=reason, data=data)).state


def waiting(case: UUID) -> set[tuple[str, str]]:
    """Role and unit of the open tasks."""
    tasks = Task.objects.unscoped().filter(case_id=case, closed_at=None).select_related("unit")
    return {(task.role, task.unit.code.rpartition("/")[2]) for task in tasks}


def test_every_service_has_its_standard_and_its_sources() -> None:
    entries = {
        key: entry for (kind, key), entry in read_pack(PACK).whole_entries().items() if kind == "services"
    }
    assert {"akta-kelahiran", "izin-penelitian", "paspor"} <= entries.keys()
    for entry in entries.values():
        assert list(entry["standard"]) == [*STANDARD_PUBLISHED, *STANDARD_INTERNAL]
        assert len(entry["legal"]) >= 4
        assert len(entry["requirements"]) >= 3


def test_a_birth_is_checked_returned_once_recorded_and_waits_at_the_counter(house: dict[str, Actor]) -> None:
    case = ask(house, "akta-kelahiran", {"nama_anak": "Bima Sakti Contoh"})
    clerk = house["pemeriksa.akta"]
    assert step(clerk, case, "kembalikan") == "perbaikan"
    assert step(house["warga"], case, "ajukan-kembali") == "pemeriksaan"
    assert step(clerk, case, "lengkap") == "pencatatan"
    number = {"nomor_akta": "3510-LT-00000000-0000", "tanggal_akta": "2026-11-20"}
    assert step(clerk, case, "catat", **number) == "penyerahan"
    assert waiting(case) == {("petugas_loket", "mpp")}
    (way,) = available_actions_of(house["loket"], case)
    assert (way.code, way.form) == ("serahkan", "penyerahan-akta")


HOLDER = {
    "penerima": "kuasa",
    "nama_kuasa": "Budi Contoh",
    "nik_kuasa": "3510240101900002",
    "tanggal_kuasa": "2026-11-01",
}


def at_the_counter(house: dict[str, Actor]) -> tuple[UUID, Client, str]:
    """A certificate that waits to be collected, the counter, and the address of handing over."""
    case = ask(house, "akta-kelahiran", {"nama_anak": "Bima Sakti Contoh"})
    step(house["pemeriksa.akta"], case, "lengkap")
    step(house["pemeriksa.akta"], case, "catat", nomor_akta="3510-LT-0", tanggal_akta="2026-11-20")
    return case, client_of(house["loket"]), f"/kerja/perkara/{case}/tindakan/serahkan/"


def seen(house: dict[str, Actor], case: UUID) -> dict[str, int]:
    return {"seen_version": get_case(house["loket"], case).version}


def test_a_certificate_goes_to_a_holder_of_a_power_with_proof_and_receipt(house: dict[str, Actor]) -> None:
    case, counter, action = at_the_counter(house)
    form = counter.get(action)["Location"]
    assert fill(counter, form, FORM_ID, **HOLDER).status_code == 422, "no power and no proof"
    assert counter.post(action, seen(house, case)).status_code == 422
    assert get_case(house["loket"], case).state == "penyerahan"
    done = fill(counter, form, FORM_ID, **HOLDER, surat_kuasa=photograph(), bukti_serah=photograph())
    assert done["Location"] == action
    assert counter.post(action, seen(house, case)).status_code == 302
    assert get_case(house["warga"], case).outcome == "granted"
    filing = Filing.objects.get(case_id=case)
    assert HOLDER["nik_kuasa"] not in str(filing.values) + str(events_of(case))
    receipt = f"/kerja/perkara/{case}/isian/{filing.pk}/"
    page = counter.get(receipt).content.decode()
    assert "Budi Contoh" in page
    assert "••••••••••••0002" in page
    assert HOLDER["nik_kuasa"] not in page
    assert client_of(house["warga"]).get(receipt).status_code == 403
    assert client_of(house["imigrasi"]).get(receipt).status_code == 404
    other, _counter, _action = at_the_counter(house)
    assert counter.get(f"/kerja/perkara/{other}/isian/{filing.pk}/").status_code == 404


def test_a_certificate_goes_to_the_applicant_with_proof_alone(house: dict[str, Actor]) -> None:
    case, counter, action = at_the_counter(house)
    form = counter.get(action)["Location"]
    assert fill(counter, form, FORM_ID, penerima="pemohon").status_code == 422
    assert fill(counter, form, FORM_ID, penerima="pemohon", bukti_serah=photograph())["Location"] == action
    assert counter.post(action, seen(house, case)).status_code == 302
    assert get_case(house["warga"], case).outcome == "granted"


def test_a_passport_is_followed_in_the_agencys_own_system(house: dict[str, Actor]) -> None:
    case = ask(house, "paspor", {"jenis": "baru"})
    officer = house["imigrasi"]
    assert step(officer, case, "jadwalkan", tanggal_datang="2026-12-01", jam_datang="09.30") == "terjadwal"
    assert step(officer, case, "jadwal-ulang") == "permintaan"
    assert step(officer, case, "jadwalkan", tanggal_datang="2026-12-03", jam_datang="10.00") == "terjadwal"
    assert step(officer, case, "hadir", nomor_permohonan="1710-0000-0000") == "proses"
    assert step(officer, case, "siap-diambil") == "siap"
    assert get_case(house["warga"], case).outcome == "granted"


def test_research_is_approved_in_line_signed_and_copied_to_two_agencies(house: dict[str, Actor]) -> None:
    answers = {
        "nama": "Siti Aminah", "nik": "3510245205900001", "alamat": "Dusun Krajan", "desa": "35.10.24.2008",
        "lembaga": "Universitas Contoh", "judul": "Pelayanan di desa", "bidang": "sosial", "lokasi": "Licin",
        "mulai": "2026-12-01", "sampai": "2027-02-28", "anggota": 2,
    }  # fmt: skip
    case = ask(house, "izin-penelitian", sealed(answers))
    assert step(house["verifikator"], case, "lengkap") == "kabid"
    assert step(house["kabid"], case, "setuju-kabid") == "sekretaris"
    assert step(house["sekretaris"], case, "setuju-sekretaris") == "tanda-tangan"
    assert step(house["kadis"], case, "tanda-tangani") == "terbit"
    (letter,) = documents_of_case(house["warga"], case)
    assert letter.state == "valid"
    for agency in ("kesbangpol", "bappeda"):
        reader = client_of(house[agency])
        assert letter.number in reader.get("/kerja/dokumen/tembusan/").content.decode()
        assert reader.get(f"/kerja/dokumen/{letter.id}/").status_code == 200
        assert reader.get(f"/dokumen/{letter.id}/unduh")["Content-Type"] == "application/pdf"
        assert reader.get(f"/kerja/perkara/{case}/").status_code == 404, "the answers stay with the agency"
        notice = Notice.objects.get(recipient_id=house[agency].user_id, kind="documents.copied")
        assert notice.facts["number"] == letter.number
    for stranger in ("imigrasi", "pemeriksa.akta"):
        nobody = client_of(house[stranger])
        assert letter.number not in nobody.get("/kerja/dokumen/tembusan/").content.decode()
        assert nobody.get(f"/kerja/dokumen/{letter.id}/").status_code == 404
        assert nobody.get(f"/dokumen/{letter.id}/unduh").status_code == 404


def sealed(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as a form keeps them, the number sealed."""
    from balai.core.secret import seal

    return {**answers, "nik": {"sealed": seal(answers["nik"], "nik")}}


def test_other_regencies_get_the_same_services() -> None:
    plant_regency("72.10")
    set_up_units(SYSTEM, "72.10")
    for name in ("dasar", "penerimaan", "perizinan", "layanan-kabupaten"):
        packs.install(PACKS / name)
    assert service_page("paspor").unit_id == unit_by_code("72.10/imigrasi").id
