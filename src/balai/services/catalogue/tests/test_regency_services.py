"""The services of the regency and its guests, from the application to the end, by their pack alone."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.testing import actor_of, make_officer, make_user
from balai.foundation.cases.api import ActInput, OpenCase, act, available_actions_of, get_case, open_case
from balai.foundation.cases.models import Task
from balai.foundation.cases.tests.cast import client_of
from balai.foundation.documents.api import documents_of_case
from balai.foundation.notices.models import Notice
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.packs import api as packs
from balai.foundation.packs.reading import read_pack
from balai.foundation.regions.testing import plant_regency
from balai.services.catalogue.api import service_page
from balai.services.catalogue.schema import STANDARD_INTERNAL, STANDARD_PUBLISHED

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
    (hand_over,) = available_actions_of(house["loket"], case)
    assert (hand_over.code, hand_over.form) == ("serahkan", "penyerahan-akta")


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
