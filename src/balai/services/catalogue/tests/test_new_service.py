"""A fifth service from nothing: built, tried, published, asked for, decided and exported, and no file was touched."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from balai.core.actor import SYSTEM
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_officer, make_user, sign_in
from balai.foundation.cases.models import Case
from balai.foundation.documents.models import Document
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.packs import api as packs
from balai.foundation.packs.archive import read_zip
from balai.foundation.regions.testing import plant_regency
from tests.browser import DESK, PHONE, check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed

pytestmark = pytest.mark.django_db(databases="__all__")
PACKS = Path(__file__).resolve().parents[5] / "packs"
OFFICERS = {
    "admin": ("admin_kabupaten", ""),
    "periksa": ("verifikator", "/dpmptsp"),
    "kadis": ("kepala_dinas", "/dpmptsp"),
}
CATALOGUE, SLUG = "/kerja/katalog/", "izin-keramaian"
Opener = Callable[[str, int], Page]


@pytest.fixture
def open_as(window: Window, new_page: Callable[..., Page]) -> Iterator[Opener]:
    """The browser of somebody, at a width: the administrator, two officers of DPMPTSP, a citizen."""

    def open_page(name: str, width: int) -> Page:
        with outside_the_loop():
            cookies = sign_in(Client(), User.objects.get(username=name)).cookies
        page = new_page(width)
        page.set_default_timeout(10_000)
        window.give(page.context, {key: one.value for key, one in cookies.items()})
        return page

    with never_committed():
        with outside_the_loop():
            people_the_house()
        yield open_page


def people_the_house() -> None:
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    packs.install(PACKS / "dasar")
    for name, (role, unit) in OFFICERS.items():
        make_officer(name, role, unit_by_code(f"35.10{unit}").id)
    make_user("warga", full_name="Siti Aminah")


def look(page: Page, name: str) -> None:
    """As good on a phone as at a desk."""
    check_axe(page)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 760})
        check_width(page)
        shoot(page, f"layanan-baru-{name}")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def confirm(page: Page, name: str) -> None:
    """Press, and answer the question whether it is meant; before its script is there a page asks nothing."""
    page.get_by_role("button", name=name, exact=True).first.wait_for()
    page.wait_for_load_state()
    press(page, name)
    page.get_by_role("dialog").get_by_role("button", name=name).click()


def fill(page: Page, **texts: str) -> None:
    """The fields of these names; with two languages by ``key`` and ``key_en``."""
    for name, text in texts.items():
        page.locator(f"[name='{name}']").fill(text)


def both(page: Page, text: str, *names: str, join: str = "_") -> None:
    """The same words, marked, in both languages of these fields."""
    for name in names:
        page.locator(f"[name='{name}{join}id']").fill(text)
        page.locator(f"[name='{name}{join}en']").fill(f"{text} (en)")


def begin_piece(page: Page, label: str) -> None:
    """From the list of what is to be done, begin the form, the letter or the procedure."""
    page.locator("li", has_text=label).get_by_role("button").click()


def test_an_administrator_builds_a_service_from_nothing(open_as: Opener, window: Window) -> None:
    admin = open_as("admin", DESK)
    begin(admin, window)
    write_texts(admin, window)
    build_form(admin)
    window.go(admin, f"{CATALOGUE}{SLUG}/")
    write_letter(admin)
    window.go(admin, f"{CATALOGUE}{SLUG}/")
    draw_procedure(admin)
    publish(admin, window)
    ask_for_it(open_as("warga", PHONE), window)
    decide(open_as("periksa", DESK), window, "Berkas lengkap")
    decide(open_as("kadis", DESK), window, "Setujui dan tanda tangani")
    with outside_the_loop():
        case = Case.objects.unscoped().get()
        letter = Document.objects.get(case_id=case.pk)
        facts = {key: letter.facts[key] for key in ("nama_acara", "tamu")}
        assert (case.outcome, letter.title, facts) == (
            "granted",
            "Izin Keramaian",
            {"nama_acara": "Festival Kopi", "tamu": "1.250"},
        )
    give_it_away(admin, window)


def begin(page: Page, window: Window) -> None:
    window.go(page, CATALOGUE)
    page.get_by_role("link", name="Layanan baru").click()
    fill(page, name_id="Izin Keramaian", name_en="Event Permit")
    page.locator("[name=given_by]").select_option("unit:dpmptsp")
    press(page, "Mulai")
    expect(page.get_by_text("hal lagi sebelum dapat diterbitkan")).to_be_visible()
    look(page, "daftar")


def write_texts(page: Page, window: Window) -> None:
    page.get_by_role("link", name="Teks halaman").click()
    both(page, "Izin mengadakan acara dengan banyak tamu.", "summary", join="-")
    both(page, "3 hari kerja", "time", join="-")
    press(page, "Simpan draf")
    page.get_by_role("link", name="Dasar hukum dan pencarian").click()
    fill(page, legal="UU 25/2009 tentang Pelayanan Publik", keywords="acara\nfestival")
    press(page, "Simpan draf")
    page.get_by_role("link", name="Standar pelayanan").click()
    for part in ("persyaratan", "jangka_waktu", "biaya", "produk", "dasar_hukum"):
        both(page, "Seperti diumumkan pada halaman ini.", part, join="-")
    look(page, "standar")
    press(page, "Simpan draf")


def build_form(page: Page) -> None:
    begin_piece(page, "Formulir")
    page.get_by_role("link", name="Tambah langkah").click()
    both(page, "Acara", "title")
    press(page, "Simpan")
    add_question(page, "text", "Nama acara")
    add_question(page, "choice", "Tempat", choices="Jalan | Road\nGedung | Hall")
    page.locator("section", has_text="2. Acara").get_by_label("Jenis jawaban").select_option("text")
    page.get_by_role("button", name="Tambah pertanyaan Acara").click()
    both(page, "Jalan yang ditutup", "label")
    page.get_by_text("Batas, kapan ditanyakan").click()
    page.locator("[name=when_0_test]").select_option("tempat|equals|jalan")
    look(page, "pertanyaan")
    press(page, "Simpan")
    add_question(page, "integer", "Tamu")
    expect(page.frame_locator("iframe").get_by_label("Nama lengkap")).to_be_visible()
    look(page, "formulir")
    try_form(page)
    confirm(page, "Terbitkan")
    expect(page.get_by_text("Versi 1 berlaku mulai sekarang")).to_be_visible()


def add_question(page: Page, kind: str, label: str, **texts: str) -> None:
    page.locator("section", has_text="2. Acara").get_by_label("Jenis jawaban").select_option(kind)
    page.get_by_role("button", name="Tambah pertanyaan Acara").click()
    both(page, label, "label")
    fill(page, **texts)
    press(page, "Simpan")
    expect(page.get_by_role("link", name=label, exact=True)).to_be_visible()


def try_form(page: Page) -> None:
    page.get_by_role("link", name="Coba mengisi").click()
    fill(page, nama="Siti Aminah")
    fill_about(page)
    press(page, "Lanjut")
    fill(page, nama_acara="Festival Kopi", tamu="1250")
    page.get_by_label("Gedung").check()
    expect(page.get_by_label("Jalan yang ditutup")).to_be_hidden()
    press(page, "Lanjut")
    expect(page.get_by_role("heading", name="Yang dibaca petugas")).to_be_visible()
    page.get_by_role("link", name="Kembali ke draf").click()


def fill_about(page: Page) -> None:
    fill(page, nik="3510245506900001", alamat="Dusun Kampunganyar")
    fill(page, desa__cari="Desa Tamansari (35.10.24.2008)")


def write_letter(page: Page) -> None:
    begin_piece(page, "Surat yang terbit")
    text = page.locator("[name=text]").input_value()
    assert "Nama acara: {nama_acara}" in text
    page.locator("[name=text]").fill(text.replace("Demikian", "dapat mengadakan {acra}.\n\nDemikian"))
    press(page, "Simpan dan lihat")
    expect(page.get_by_text("“acra” bukan data surat ini").first).to_be_visible()
    page.locator("[name=text]").fill(text.replace("Demikian", "dapat mengadakan {nama_acara}.\n\nDemikian"))
    fill(page, code_prefix="IKR", classification="300.1.4")
    press(page, "Simpan dan lihat")
    expect(page.get_by_alt_text("Surat dengan data contoh")).to_be_visible()
    look(page, "surat")
    confirm(page, "Terbitkan")
    expect(page.get_by_text("Surat berlaku")).to_be_visible()


def draw_procedure(page: Page) -> None:
    begin_piece(page, "Prosedur")
    page.locator("[name=checker]").select_option("verifikator")
    page.locator("[name=decider]").select_option("kepala_dinas")
    expect(page.locator("[name=letter]")).to_have_value(SLUG)
    expect(page.get_by_label("Tamu")).not_to_be_checked()
    look(page, "pola")
    press(page, "Susun draf")
    page.get_by_role("link", name="Coba", exact=True).click()
    page.locator("[name=unit]").select_option(index=0)
    press(page, "Ajukan perkara percobaan")
    for step in ("Berkas lengkap", "Setujui dan tanda tangani"):
        page.get_by_role("button", name=step).click()
    expect(page.get_by_text("Percobaan berakhir")).to_be_visible()
    page.get_by_role("link", name="Kembali ke draf").click()
    confirm(page, "Terbitkan")
    expect(page.get_by_text("berlaku mulai sekarang untuk perkara baru")).to_be_visible()


def publish(page: Page, window: Window) -> None:
    window.go(page, f"{CATALOGUE}{SLUG}/")
    expect(page.get_by_text("Lihat pratinjaunya, lalu terbitkan.")).to_be_visible()
    assert window.go(page, f"{CATALOGUE}{SLUG}/pratinjau/") == 200
    assert window.go(page, f"/layanan/{SLUG}/") == 404
    window.go(page, f"{CATALOGUE}{SLUG}/")
    fill(page, reason="Keputusan Bupati 7/2026")
    press(page, "Terbitkan")
    expect(page.get_by_text("Diterbitkan. Halaman layanan sudah berubah.")).to_be_visible()


def ask_for_it(page: Page, window: Window) -> None:
    assert window.go(page, f"/layanan/{SLUG}/") == 200
    page.get_by_role("link", name="Ajukan").first.click()
    press(page, "Mulai mengisi")
    fill_about(page)
    press(page, "Lanjut")
    fill(page, nama_acara="Festival Kopi", tamu="1250")
    page.get_by_label("Gedung").check()
    press(page, "Lanjut")
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_text("Permohonan terkirim")).to_be_visible()


def decide(page: Page, window: Window, action: str) -> None:
    window.go(page, "/kerja/kotak/")
    page.locator("[data-row-link]").first.click()
    page.get_by_role("link", name=action).or_(page.get_by_role("button", name=action)).first.click()
    if page.locator("[name=seen_version]").count():
        page.get_by_role("button", name=action).click()


def give_it_away(page: Page, window: Window) -> None:
    """The service as a pack, which another regency could install."""
    window.go(page, f"{CATALOGUE}{SLUG}/")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Ekspor sebagai paket").click()
    brought = Path(coming.value.path())
    content = brought.read_bytes()
    files = read_zip(BytesIO(content))
    assert sorted(files) == ["documents.yaml", "forms.yaml", "pack.yaml", "procedures.yaml", "services.yaml"]
    with outside_the_loop():
        goal = brought.with_suffix(".zip")
        goal.write_bytes(content)
        found = packs.compare(goal).differences  # installs it for a try: without faults, and nothing is lost
        assert {(one.kind, one.key, one.verdict) for one in found} == {
            (kind, SLUG, "same") for kind in ("documents", "forms", "procedures", "services")
        }
