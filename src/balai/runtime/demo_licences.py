"""Licences of the demo: three applications for billboards at different stages, and an old register on the map."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.foundation.accounts.api import person
from balai.foundation.cases.api import ActInput, CaseCard, act, act_with_form
from balai.foundation.forms.api import Holder, receive_attachment, save_draft, start_draft
from balai.foundation.organizations.api import UnitCard, unit_by_code
from balai.foundation.regions.api import RegionCard, get_region, subtree
from balai.runtime.demo_cases import actor_named, officer_with, photo
from balai.services.applications.api import begin_application, submit
from balai.services.catalogue.api import service_page
from balai.services.licences.api import (
    FindingDraft,
    LicenceDraft,
    add_finding,
    begin_visit,
    change_standing,
    licences_of_case,
    note_visit,
    record_licence,
)
from balai.services.payments.api import Cash, bills_of, receive_cash, tell_cases

SERVICE, AGENCY, MINUTES = "izin-reklame", "dpmptsp", "berita-acara-reklame"
BOARDS = ("Kopi Kaki Ijen", "Homestay Tamansari", "Keripik Pisang Bu Siti")
# kind, what, holder, the village where there is one of the name, days since it began, days until it ends
OLD = (
    ("izin-reklame", "Papan 4 m x 6 m, Osing Deles", "CV Osing Deles (fiktif)", "Kepatihan", 340, 25),
    (
        "izin-reklame",
        "Videotron 3 m x 5 m, Pantai Boom",
        "PT Boom Marina Contoh (fiktif)",
        "Kampungmandar",
        200,
        165,
    ),
    (
        "izin-reklame",
        "Baliho 2 m x 3 m, Festival Kopi",
        "Kelompok Kopi Gombengsari (fiktif)",
        "Gombengsari",
        400,
        -35,
    ),
    ("izin-oss", "Klinik pratama", "Klinik Sehat Contoh (fiktif)", "Licin", 900, 70),
    ("izin-oss", "Penginapan tepi pantai", "UD Pulau Merah Contoh (fiktif)", "Sumberagung", 500, 600),
    ("sertifikat-standar-oss", "Pengolahan ikan", "CV Muncar Laut Contoh (fiktif)", "Kedungrejo", 300, 800),
    (
        "sertifikat-standar-oss",
        "Rumah potong unggas",
        "UD Genteng Unggas Contoh (fiktif)",
        "Genteng Kulon",
        250,
        850,
    ),
    ("sertifikat-standar-oss", "Apotek", "Apotek Rogojampi Contoh (fiktif)", "Rogojampi", 100, 1000),
)
DANGER = "Konstruksi menutup rambu lalu lintas; sudah ditegur dua kali."


def load(regency_code: str) -> int:
    """Add them unless they are there, where the citizen's village has a point. Returns how many licences there are."""
    agency = unit_by_code(f"{regency_code}/{AGENCY}")
    citizen = actor_named("warga")
    home = get_region(person(citizen.user_id).region_code)  # type: ignore[arg-type]
    if home.latitude is None or licences_of_agency(agency.id):
        return 0
    with transaction.atomic():
        for place, text in enumerate(BOARDS):
            case = _ask(agency, home, text)
            if place == 0:
                _issue(agency, case, home)
            elif place == 1:
                _to_payment(agency, case, home)
        _old_register(agency, regency_code)
    return len(OLD) + 1


def licences_of_agency(unit_id: UUID) -> bool:
    """True when the agency has licences already."""
    return bool(apps.get_model("licences.Licence").objects.filter(unit_id=unit_id).exists())


def _ask(agency: UnitCard, home: RegionCard, text: str) -> CaseCard:
    holder = Holder(actor_named("warga"))
    draft = begin_application(holder, service_page(SERVICE), agency)
    answers = {
        "nama_usaha": text,
        "nib": "0220001234567",
        "permohonan": "baru",
        "jenis_reklame": "papan",
        "naskah": text,
        "panjang": "4",
        "lebar": "2",
        "jumlah": "1",
        "lama_bulan": "12",
        "lokasi": "Jalan Raya Licin, depan balai dusun",
        "desa_reklame": home.code,
        "tanah": "sendiri",
        "pernyataan": "1",
    }
    save_draft(holder, draft.id, "berkas", answers, draft.version)
    for name in ("gambar", "foto_lokasi"):
        receive_attachment(holder, draft.id, name, photo(text))
    return submit(holder, draft.id)


def _press(agency: UnitCard, role: str, case: CaseCard, action: str, **data: Any) -> None:
    act(officer_with(role, agency.id), case.id, action, ActInput(data=data))


def _to_payment(agency: UnitCard, case: CaseCard, home: RegionCard) -> None:
    """Checked, visited, billed."""
    day = timezone.localdate().isoformat()
    _press(agency, "verifikator", case, "lengkap")
    _press(agency, "tim_teknis", case, "jadwalkan", hari_peninjauan=day, petugas_peninjau="Hendra Gunawan")
    holder = Holder(officer_with("tim_teknis", agency.id))
    draft = start_draft(holder, MINUTES, f"tindakan:{case.id}:berita-acara")
    minutes = {
        "tanggal_tinjauan": day,
        "titik_tinjauan": f"{home.latitude}, {home.longitude}",
        "luas": "8",
        "temuan": "Tiang berdiri di halaman pemohon, tidak menutup rambu maupun trotoar.",
        "rekomendasi": "layak",
    }
    save_draft(holder, draft.id, "tinjauan", minutes, draft.version)
    receive_attachment(holder, draft.id, "foto_tinjauan", photo("Lokasi"))
    act_with_form(holder, case.id, "berita-acara", draft.id, ActInput())
    _press(agency, "verifikator", case, "tetapkan")


def _issue(agency: UnitCard, case: CaseCard, home: RegionCard) -> None:
    """All the way to the signed licence in the register."""
    _to_payment(agency, case, home)
    treasurer = officer_with("bendahara_penerimaan", agency.id)
    (bill,) = bills_of(treasurer, case.id)
    receive_cash(treasurer, bill.id, Cash(bill.total, bill.total))
    tell_cases()
    _press(agency, "kepala_bidang", case, "paraf")
    _press(agency, "sekretaris_dinas", case, "paraf-lanjut")
    _press(agency, "kepala_dinas", case, "tanda-tangani")
    (licence,) = licences_of_case(actor_named("warga"), case.id)
    _visit(officer_with("tim_teknis", agency.id), licence.id)


def _visit(team: Any, licence_id: UUID) -> None:
    """The team was there today and found something to put right."""
    holder = Holder(team)
    draft = begin_visit(holder, licence_id)
    seen = {
        "tanggal_kunjungan": timezone.localdate().isoformat(),
        "kesesuaian": "sebagian",
        "catatan": "Papan terpasang sesuai ukuran; lampu belum dipasang pelindung.",
    }
    save_draft(holder, draft.id, draft.step, seen, draft.version)
    receive_attachment(holder, draft.id, "foto", photo("Papan"))
    visit = note_visit(holder, licence_id, draft.id)
    due = timezone.localdate() + timedelta(days=14)
    add_finding(team, visit.pk, FindingDraft("Lampu belum memakai pelindung cahaya", "minor", due))


def _old_register(agency: UnitCard, regency_code: str) -> None:
    """Licences from before Balai, each in the village that its name speaks of, else in another one; one suspended."""
    places = [place for place in subtree(regency_code) if place.level == 4 and place.latitude is not None]
    named = {place.name: place for place in places}
    step = max(len(places) // len(OLD), 1)
    made = [
        _old(agency, number, named.get(entry[3], places[number * step % len(places)]), entry)
        for number, entry in enumerate(OLD)
    ]
    change_standing(officer_with("kepala_dinas", agency.id), made[1], "bekukan", DANGER)


def _old(
    agency: UnitCard, number: int, place: RegionCard, entry: tuple[str, str, str, str, int, int]
) -> UUID:
    kind, what, holder, _village, since, left = entry
    today = timezone.localdate()
    draft = LicenceDraft(
        unit_id=agency.id,
        kind=kind,
        number=f"503/{101 + number}/{(today - timedelta(days=since)).year}",
        holder_name=holder,
        object=what,
        valid_from=today - timedelta(days=since),
        valid_until=today + timedelta(days=left),
        place=place.title,
        region_code=place.code,
        point=(place.latitude, place.longitude) if place.latitude and place.longitude else None,
    )
    return record_licence(SYSTEM, draft).id
