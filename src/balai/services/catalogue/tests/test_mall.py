"""The pack of the public service mall, in a regency that is not Banyuwangi: found, shown, open, completed."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.core.actor import SYSTEM, Actor
from balai.core.content import ContentContext, ContentError
from balai.core.errors import Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.audit.models import Event
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.packs import api as packs
from balai.foundation.packs.archive import read_zip
from balai.foundation.regions.testing import plant_regency
from balai.services.catalogue.actions.edit_service import draft_of, publish_draft, save_draft
from balai.services.catalogue.agencies import agencies
from balai.services.catalogue.completion import Progress, edited_services, progress_by_agency, progress_of
from balai.services.catalogue.content import install_services
from balai.services.catalogue.models import Service, ServiceDraft
from balai.services.catalogue.selectors import find_services, service_page
from tests.standing import standing

PACKS = Path(__file__).resolve().parents[5] / "packs"
REGENCY = "72.10"
NEEDED = ("dasar", "penerimaan", "perizinan", "surat-desa", "layanan-kabupaten", "peristiwa-hidup")
REASON = "Keputusan Kapolres 7/2026"
EVERYDAY = {
    "perpanjang sim": "sim-perpanjangan",
    "sim hilang": "sim-hilang-rusak",
    "sim baru": "sim-baru",
    "pajak motor": "pajak-kendaraan-tahunan",
    "ganti plat": "stnk-lima-tahunan",
    "balik nama motor": "balik-nama-kendaraan",
    "skck": "skck",
    "perpanjang skck": "skck-perpanjangan",
    "surat kehilangan": "laporan-kehilangan",
    "tilang": "tilang",
    "bikin ktp": "perekaman-ktp",
    "ktp hilang": "ktp-hilang-rusak",
    "kk baru": "kartu-keluarga-baru",
    "tambah anggota keluarga": "kartu-keluarga-perubahan",
    "kartu anak": "kartu-identitas-anak",
    "akta lahir": "akta-kelahiran",
    "akta kematian": "akta-kematian",
    "surat pindah": "pindah-keluar",
    "bayar pbb": "pembayaran-pbb",
    "jual beli tanah": "bphtb",
    "balik nama sertifikat": "balik-nama-sertipikat",
    "sertifikat tanah": "pendaftaran-tanah-pertama",
    "imb": "pbg",
    "nib": "pendampingan-nib",
    "pirt": "spp-irt",
    "halal": "sertifikat-halal",
    "npwp": "npwp",
    "lapor pajak": "spt-tahunan",
    "daftar bpjs": "pendaftaran-jkn",
    "bpjs mati": "aktivasi-kembali-jkn",
    "cairkan jht": "klaim-jht",
    "kartu kuning": "kartu-kuning-ak1",
    "bansos": "pemutakhiran-dtsen",
    "nikah": "pendaftaran-nikah",
    "cerai": "cerai-gugat-talak",
    "paspor": "paspor",
    "donor darah": "donor-darah",
    "mati lampu": "listrik-gangguan",
    "pasang air": "air-sambungan-baru",
    "bayar pdam": "air-pembayaran",
    "bebas narkoba": "surat-bebas-narkoba",
}


@dataclass(frozen=True)
class Mall:
    """Administrators of the regency and of two agencies."""

    people: dict[str, User]

    def actor(self, name: str, *, second_factor: bool = True) -> Actor:
        return actor_of(self.people[name], second_factor=second_factor)

    def at(self, name: str) -> Client:
        return sign_in(Client(), self.people[name])


def build() -> Mall:
    plant_regency(REGENCY)
    set_up_units(SYSTEM, REGENCY)
    for name in (*NEEDED, "mal-pelayanan"):
        packs.install(PACKS / name)
    units = {"admin": REGENCY, "polres": f"{REGENCY}/polres", "bpn": f"{REGENCY}/bpn"}
    roles = {"admin": "admin_kabupaten"}
    return Mall({
        name: make_officer(f"admin.{name}", roles.get(name, "admin_unit"), unit_by_code(code).id)
        for name, code in units.items()
    })  # fmt: skip


standing_mall = standing(build)


@pytest.fixture
def mall(standing_mall: Mall, db: Any) -> Mall:
    return standing_mall


def test_a_mall_has_agencies_with_their_services(mall: Mall) -> None:
    with CaptureQueriesContext(connection) as queries:
        found = agencies()
    assert len(queries) == 1
    assert len(found) == 36
    assert (
        sum(agency.services for agency in found)
        == Service.objects.filter(unit__booth__isnull=False).count()
        == 153
    )
    assert [(one.slug, one.services) for one in found[:3]] == [
        ("dukcapil", 20),
        ("dpmptsp", 13),
        ("bapenda", 6),
    ]
    assert not Service.objects.filter(procedure_code="", unit=None).exists()


def test_everyday_words_find_what_is_meant_first(mall: Mall) -> None:
    found = {words: [card.code for card in find_services(words)][:1] for words in EVERYDAY}
    assert found == {words: [code] for words, code in EVERYDAY.items()}
    with CaptureQueriesContext(connection) as queries:
        find_services("perpanjang sim")
    assert (
        len([query for query in queries if "catalogue_service" in query["sql"]]) == 2
    )  # do all words occur; the list


def test_what_is_published_names_its_source_and_the_rest_is_open(mall: Mall) -> None:
    renewal = service_page("sim-perpanjangan")
    assert renewal.open_parts == ("jangka_waktu",)
    assert renewal.sources["biaya"] == "PP 76/2020, lampiran [R]"
    assert renewal.standard["persyaratan"].startswith(
        "SIM lama yang masih berlaku; KTP-el; Surat keterangan sehat"
    )
    assert renewal.standard["pengaduan"].startswith("Layanan 110; meja pengaduan")  # of the booth
    assert (renewal.card.cost[:14], renewal.card.time) == ("SIM A Rp80.000", "")
    assert service_page("akta-kelahiran").open_parts == ()
    assert progress_of(edited_services(SYSTEM)) == Progress("", "", 24, 155, 381)


def test_a_part_without_a_source_is_refused_by_its_line(mall: Mall, tmp_path: Path) -> None:
    entry = yaml.safe_load((PACKS / "mal-pelayanan/services/polres.yaml").read_text())[0]
    del entry["sources"]["biaya"]
    with pytest.raises(ContentError, match="“biaya”") as fault:
        install_services([entry], ContentContext("uji", "1.0.0", tmp_path, SYSTEM))
    assert fault.value.path == (0, "sources")


def test_the_page_of_an_informed_service_answers_in_order_and_offers_no_application(mall: Mall) -> None:
    page = Client().get("/layanan/sim-perpanjangan/").content.decode()
    order = (
        "Siapa yang bisa",
        "SIM A Rp80.000",
        "Lama penyelesaian",
        "Yang perlu disiapkan",
        "Di Mal Pelayanan",
    )
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "1 dari 6 bagian belum lengkap" in page
    assert "Ajukan sekarang" not in page
    assert Client().get("/layanan/sim-perpanjangan/ajukan/").status_code == 404
    card = Client().get("/layanan/perekaman-ktp/").content.decode()
    number, time = 'href="/antrean/mpp/?layanan=A%3Aperekaman-ktp"', 'href="/janji/ktp-dukcapil/"'
    assert -1 < card.index(number) < card.index(time)  # a number first, then a time
    assert "sim-perpanjangan" not in [card.slug for card in find_services("sim", applied_for=True)]


def test_an_agency_has_a_page_with_hours_and_services(mall: Mall) -> None:
    page = Client().get("/layanan/instansi/polres/").content.decode()
    assert "Kepolisian Resor" in page
    assert "Senin–Kamis 08.00–15.00; Jumat 08.00–11.00, 13.00–15.00." in page
    assert "Antrean D" in page
    assert page.count('class="rows-link"') == 7
    assert Client().get("/layanan/instansi/bappeda/").status_code == 404
    assert "/layanan/instansi/polres/" in Client().get("/layanan/").content.decode()


def test_the_administrator_of_an_agency_sees_and_writes_its_services_only(mall: Mall) -> None:
    actor = mall.actor("polres")
    assert {row.agency for row in edited_services(actor)} == {"polres"}
    office = mall.at("polres")
    assert office.get("/kerja/katalog/sim-perpanjangan/").status_code == 200
    for path in ("roya/", "roya/teks/", "roya/pratinjau/", "akta-kelahiran/", "sim-perpanjangan/pelaksana/"):
        assert office.get(f"/kerja/katalog/{path}").status_code == 404
    assert office.get("/kerja/katalog/baru/").status_code == 403
    assert office.get("/kerja/katalog/roya/ekspor/").status_code == 404
    entry = draft_of(SYSTEM, "roya").entry
    with pytest.raises(NotVisible):
        save_draft(actor, "roya", entry, "Teks")
    with pytest.raises(NotAllowed):
        publish_draft(mall.actor("polres", second_factor=False), "sim-perpanjangan", REASON)
    assert not ServiceDraft.objects.exists()


def sent(entry: dict[str, Any]) -> dict[str, str]:
    """What the form of the standard sends for the parts that are written."""
    found = {
        f"{part}-{tongue}": words[tongue]
        for part, words in entry["standard"].items()
        for tongue in ("id", "en")
    }
    return found | {f"{part}-source": source for part, source in entry.get("sources", {}).items()}


def test_what_is_open_is_written_previewed_and_published_by_the_agency(mall: Mall) -> None:
    office, actor, path = mall.at("polres"), mall.actor("polres"), "/kerja/katalog/sim-perpanjangan/"
    (before,) = progress_by_agency(edited_services(actor))
    assert (before.complete, before.total, before.parts) == (0, 7, 11)
    assert "Belum ditulis: Jangka waktu penyelesaian." in office.get(path).content.decode()
    written = sent(draft_of(actor, "sim-perpanjangan").entry)
    half = {**written, "jangka_waktu-id": "1 jam", "jangka_waktu-en": "1 hour"}
    assert office.post(f"{path}standar/", half).status_code == 422  # no source
    whole = {**half, "jangka_waktu-source": REASON}
    assert office.post(f"{path}standar/", whole).status_code == 302
    assert "1 jam" in office.get(f"{path}pratinjau/").content.decode()
    assert office.post(path, {"reason": REASON}).status_code == 302
    assert service_page("sim-perpanjangan").card.time == "1 jam"
    (after,) = progress_by_agency(edited_services(actor))
    assert (after.complete, after.parts) == (before.complete + 1, before.parts - 1)
    event = Event.objects.filter(name="catalogue.published").get()
    assert event.facts == {"service": "Perpanjangan SIM", "reason": REASON}
    files = read_zip(BytesIO(office.get(f"{path}ekspor/").content))
    assert sorted(files) == ["life_events.yaml", "pack.yaml", "services.yaml"]
    assert b"name: mal-pelayanan" in files["pack.yaml"]
    assert mall.at("bpn").get(f"{path}ekspor/").status_code == 404


def test_a_service_that_is_not_given_here_is_closed_and_does_not_count(mall: Mall) -> None:
    actor = mall.actor("bpn")
    (before,) = progress_by_agency(edited_services(actor))
    entry = draft_of(actor, "roya").entry
    save_draft(actor, "roya", {**entry, "open": False}, "Dibuka atau ditutup")
    publish_draft(actor, "roya", REASON)
    (after,) = progress_by_agency(edited_services(actor))
    assert (before.total, after.total) == (6, 5)
    assert "roya" not in [card.code for card in find_services("roya")]


def test_the_regency_sees_how_far_every_agency_is(mall: Mall) -> None:
    page = mall.at("admin").get("/kerja/katalog/kelengkapan/").content.decode()
    assert page.count('class="rows-link"') == 36
    listed = mall.at("admin").get("/kerja/katalog/?instansi=bpn&belum=1").content.decode()
    assert "Roya" in listed
    assert "Perpanjangan SIM" not in listed
    with pytest.raises(Invalid):
        save_draft(SYSTEM, "roya", {**draft_of(SYSTEM, "roya").entry, "legal": []}, "Dasar hukum")


@pytest.mark.parametrize("count", [10, 100])
def test_the_list_of_those_who_write_takes_three_queries(mall: Mall, count: int) -> None:
    keep = Service.objects.order_by("code").values("pk")[:count]
    Service.objects.exclude(pk__in=list(keep.values_list("pk", flat=True))).update(is_open=False)
    with CaptureQueriesContext(connection) as queries:
        edited_services(SYSTEM)
    assert len(queries) == 3


def test_programs_are_told_what_is_open(mall: Mall) -> None:
    answer = Client().get("/api/v1/services/sim-perpanjangan").json()
    assert (answer["is_applied_for"], answer["time"]) == (False, "")
    assert answer["provider"]["unit_name"] == "Kepolisian Resor"
    parts = {part["code"]: part for part in answer["standard"]}
    assert (parts["jangka_waktu"]["is_open"], parts["jangka_waktu"]["text"]) == (True, "")
    assert (parts["biaya"]["is_open"], parts["biaya"]["source"]) == (False, "PP 76/2020, lampiran [R]")
