"""Sigi adopts three innovations: two from the catalogue that it follows, one from the notes of its visit.

The keeper plans at a desk, the agency for villages tells on a phone how far its step is.
"""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from balai.territory.adoption.models import Plan
from balai.territory.adoption.tests.conftest import House, build
from balai.territory.adoption.tests.test_beginning import FILE
from tests.browser import DESK, PHONE, check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
CHOSEN = ("e-village budgeting", "Pemerintahan berbasis elektronik (SPBE)")


@pytest.fixture
def sigi(own_files: object) -> Iterator[House]:
    """Sigi, on the connection that answers the browser."""
    with never_committed():
        with outside_the_loop():
            made = build()
        yield made


def looked_at(page: Page, name: str) -> None:
    """Readable for everybody, and not wider than the screen."""
    check_axe(page)
    check_width(page)
    shoot(page, f"adopsi-{name}")


def sign_in(window: Window, page: Page, house: House, who: str) -> None:
    with outside_the_loop():
        cookies = house.at(who).cookies
    window.give(page.context, {name: one.value for name, one in cookies.items()})


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_sigi_adopts_three_innovations(
    db: None, window: Window, sigi: House, new_page: Callable[..., Page]
) -> None:
    desk, phone = new_page(DESK), new_page(PHONE)
    sign_in(window, desk, sigi, "keeper")
    take_from_the_catalogue(window, desk)
    take_from_the_visit(window, desk)
    plan_the_first(window, desk)
    sign_in(window, phone, sigi, "village")
    tell_progress(window, phone)
    measure_and_compare(window, desk)
    for page in (desk, phone):
        look_around(window, page, sigi)


def take_from_the_catalogue(window: Window, page: Page) -> None:
    window.go(page, "/kerja/adopsi/katalog/")
    for title in CHOSEN:
        page.get_by_role("checkbox", name=title).check()
    looked_at(page, "katalog")
    press(page, "Mulai rencana untuk yang dipilih")
    expect(page.get_by_text("2 rencana dimulai.")).to_be_visible()


def take_from_the_visit(window: Window, page: Page) -> None:
    window.go(page, "/kerja/adopsi/berkas/")
    body = json.dumps(FILE).encode()
    page.get_by_label("Berkas rencana adopsi").set_input_files(
        {"name": "rencana.json", "mimeType": "application/json", "buffer": body}
    )
    press(page, "Baca berkas")
    page.get_by_role("checkbox", name="Mal Pelayanan Publik").check()
    looked_at(page, "berkas")
    press(page, "Mulai rencana untuk yang dipilih")
    expect(page.get_by_text("Yang kita catat saat berkunjung")).to_be_visible()


def plan_the_first(window: Window, page: Page) -> None:
    """Readiness, the unit, a step for the gap; the mall is left out for now, with its reason."""
    window.go(page, plan_of("e-village-budgeting"))
    judge(page, "Bendahara dan operator setiap desa", "Belum ada", "Baru 40 dari 176 desa punya operator")
    judge(page, "Peraturan bupati tentang pengelolaan keuangan desa", "Ada", "Perbup 12/2020")
    expect(page.get_by_text("1 kesenjangan belum ditutup langkah apa pun")).to_be_visible()
    decide(page, "Direncanakan", "Uang desa paling mendesak", unit="Dinas Pemberdayaan Masyarakat dan Desa")
    with page.expect_navigation():
        page.get_by_role("link", name="Tambah langkah").click()
    page.get_by_label("Yang dikerjakan").fill("Latih operator seluruh desa")
    page.get_by_label("Unit", exact=True).select_option(label="Dinas Pemberdayaan Masyarakat dan Desa")
    page.get_by_label("Selesai pada bulan").fill("2027-03")
    page.get_by_label("Biaya").fill("250000000")
    page.get_by_label("Menutup kebutuhan").select_option(index=1)
    looked_at(page, "langkah")
    the_machine_dies(page)
    press(page, "Simpan")
    window.go(page, plan_of("mal-pelayanan-publik"))
    decide(page, "Sengaja tidak diambil", "Gedung baru ada setelah 2028")


def the_machine_dies(page: Page) -> None:
    """What was typed is there again, and an amount in words is refused with everything kept."""
    cost = page.get_by_label("Biaya")
    amount = cost.input_value()
    cost.press_sequentially(" juta")
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")
    page.reload()
    expect(page.get_by_text("Isian Anda yang belum dikirim")).to_be_visible()
    expect(cost).to_have_value(f"{amount} juta")
    looked_at(page, "langkah-terpulih")
    press(page, "Simpan")
    expect(page.get_by_text("Tulis jumlah seperti 1.250.000 atau 1.250.000,50.").first).to_be_visible()
    cost.fill(amount)


def plan_of(code: str) -> str:
    with outside_the_loop():
        return f"/kerja/adopsi/{Plan.objects.get(code=code).pk}/"


def judge(page: Page, need: str, standing: str, note: str) -> None:
    with page.expect_navigation():
        page.get_by_role("listitem").filter(has_text=need).get_by_role("link", name="Nilai").click()
    page.get_by_role("radio", name=standing, exact=True).check()
    page.get_by_label("Keterangan").fill(note)
    press(page, "Simpan")


def decide(page: Page, state: str, why: str, unit: str = "") -> None:
    with page.expect_navigation():
        page.get_by_role("link", name="Putusan dan alasan").click()
    page.get_by_role("radio", name=state).check()
    page.get_by_label("Alasan").fill(why)
    if unit:
        page.get_by_label("Unit penanggung jawab").select_option(label=unit)
        page.get_by_label("Hasilnya boleh dibandingkan dengan daerah lain").check()
    press(page, "Simpan")


def tell_progress(window: Window, page: Page) -> None:
    window.go(page, "/kerja/adopsi/langkah/")
    looked_at(page, "langkah-unit")
    with page.expect_navigation():
        page.get_by_role("link", name="Latih operator seluruh desa").click()
    page.get_by_role("radio", name="Selesai").check()
    page.get_by_label("Catatan").fill("176 operator dilatih")
    looked_at(page, "kemajuan")
    press(page, "Simpan")
    expect(page.get_by_text("176 operator dilatih")).to_be_visible()


def measure_and_compare(window: Window, page: Page) -> None:
    window.go(page, plan_of("e-village-budgeting"))
    line = page.get_by_role("listitem").filter(has_text="Desa yang memakainya")
    with page.expect_navigation():
        line.get_by_role("link", name="Ukur").click()
    figures = {
        "before": "0",
        "before_on": "2025-01-02",
        "after": "176",
        "after_on": "2026-01-02",
        "source": "DPMD",
    }
    for field, value in figures.items():
        page.locator(f"[name={field}]").fill(value)
    press(page, "Simpan")
    expect(line.get_by_text("176")).to_be_visible()
    expect(line.get_by_text("189")).to_be_visible()


def look_around(window: Window, page: Page, house: House) -> None:
    sign_in(window, page, house, "keeper")
    pages = {
        "rencana": plan_of("e-village-budgeting"),
        "jalan": "/kerja/adopsi/jalan/",
        "daftar": "/kerja/adopsi/",
    }
    for name, path in pages.items():
        window.go(page, path)
        looked_at(page, name)
    expect(page.get_by_text("Gedung baru ada setelah 2028")).to_be_visible()
    window.go(page, "/jejaring/")
    expect(page.get_by_role("cell", name="Kabupaten Banyuwangi").first).to_be_visible()
    looked_at(page, "jejaring")
