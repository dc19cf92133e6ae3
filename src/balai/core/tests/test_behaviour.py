"""What the browser modules add, tried on the gallery: keys, money, files, dialogs, saving by itself."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db


@pytest.fixture
def gallery(new_page, live_server, settings) -> Page:
    """The gallery in the workplace's frame, where keys matter."""
    settings.DEMO = True
    page: Page = new_page()
    page.goto(f"{live_server.url}/galeri/?ruang=kerja")
    return page


def test_keys_lead_to_search_through_rows_and_to_help(gallery: Page) -> None:
    gallery.keyboard.press("j")
    gallery.keyboard.press("j")
    expect(gallery.get_by_role("link", name="Akta Kelahiran, bayi Ny. Rina")).to_be_focused()
    gallery.keyboard.press("k")
    expect(gallery.get_by_role("link", name="Izin Reklame, Toko Sumber Rejeki")).to_be_focused()
    gallery.keyboard.press("/")
    expect(gallery.get_by_role("searchbox", name="Cari perkara")).to_be_focused()
    gallery.keyboard.type("j?")
    expect(gallery.get_by_role("searchbox", name="Cari perkara")).to_have_value("j?")
    gallery.locator("#isi").focus()
    gallery.keyboard.press("?")
    expect(gallery.get_by_role("dialog", name="Tombol papan ketik")).to_be_visible()


def test_money_is_grouped_while_typing_and_the_cursor_stays(gallery: Page) -> None:
    field = gallery.locator("#kosong_modal")
    field.fill("")
    field.press_sequentially("1250000,505")
    expect(field).to_have_value("1.250.000,50")
    field.press("Home")
    field.press_sequentially("9")
    expect(field).to_have_value("91.250.000,50")
    assert field.evaluate("input => input.selectionStart") == 1


@pytest.mark.parametrize("typed", ["dua juta", "2 jt", "2.000.000,-", "Rp 2 juta", "-5", "1.234.567,8x"])
def test_what_is_no_amount_stays_as_it_was_typed(gallery: Page, typed: str) -> None:
    field = gallery.locator("#kosong_modal")
    field.fill("")
    field.press_sequentially(typed)
    expect(field).to_have_value(typed)


def test_a_pasted_amount_that_could_be_read_in_two_ways_is_not_regrouped(gallery: Page) -> None:
    field = gallery.locator("#kosong_modal")
    for pasted, shown in (("1.50", "1.50"), ("12,345.50", "12,345.50"), ("2500000", "2.500.000")):
        field.evaluate(
            """(input, text) => {
              input.value = text;
              input.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
            }""",
            pasted,
        )
        expect(field).to_have_value(shown)


def test_a_nik_takes_sixteen_digits(gallery: Page) -> None:
    field = gallery.locator("#kosong_nik")
    field.press_sequentially("3510-2401 0190.0001 99")
    expect(field).to_have_value("3510240101900001")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(gallery: Page) -> None:
    field = gallery.locator("#kosong_foto")
    field.set_input_files({"name": "warung.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 5_000_001})
    box = gallery.locator("[data-upload]").first
    expect(box.get_by_role("status")).to_have_text(
        "Berkas ini 5,0 MB; paling besar 5,0 MB. Pilih yang lebih kecil."
    )
    assert field.evaluate("input => input.files.length") == 0
    field.set_input_files({"name": "warung.pdf", "mimeType": "application/pdf", "buffer": b"x" * 84_000})
    expect(box.get_by_role("status")).to_have_text("Dipilih: warung.pdf (84 kB)")


def test_a_dialog_opens_in_the_page_and_gives_the_focus_back(gallery: Page) -> None:
    opener = gallery.get_by_role("link", name="Buka dialog")
    opener.click()
    dialog = gallery.get_by_role("dialog", name="Kembalikan kepada pemohon")
    expect(dialog).to_be_visible()
    gallery.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_without_javascript_a_dialog_is_a_page(new_page, live_server, settings) -> None:
    settings.DEMO = True
    page = new_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/galeri/?tema=gelap")
    page.get_by_role("link", name="Buka dialog").click()
    expect(page).to_have_url(re.compile(r"/galeri/\?$"))


def test_a_form_saves_itself_and_says_when(gallery: Page) -> None:
    gallery.locator("#kosong_nama").fill("Warung Bu Tini")
    expect(gallery.locator("[data-autosave] input[name=version]")).to_have_value("4")
    expect(gallery.locator("[data-saved]")).to_have_attribute("data-state", "saved")
    expect(gallery.locator("[data-saved]")).to_have_text(re.compile(r"^\s*Tersimpan \d\d\.\d\d\s*$"))
    assert gallery.evaluate("localStorage.length") == 0


def test_newer_text_on_another_device_is_told_and_nothing_is_overwritten(gallery: Page) -> None:
    gallery.route("**/simpan/", lambda route: route.fulfill(status=409, json={"message": "…"}))
    gallery.locator("#kosong_nama").fill("Warung Bu Tini")
    expect(gallery.locator("[data-saved]")).to_have_attribute("data-state", "conflict")
    expect(gallery.locator("[data-saved]")).to_contain_text("lebih baru di perangkat lain")
    expect(gallery.locator("[data-autosave] input[name=version]")).to_have_value("3")


def test_without_a_connection_the_answers_stay_on_the_device_but_no_nik(gallery: Page) -> None:
    gallery.route("**/simpan/", lambda route: route.abort())
    gallery.locator("#kosong_nik").fill("3510240101900001")
    gallery.locator("#kosong_nama").fill("Warung Bu Tini")
    expect(gallery.locator("[data-saved]")).to_have_attribute("data-state", "offline")
    kept = gallery.evaluate("localStorage.getItem('balai:/galeri/simpan/')")
    assert "Warung Bu Tini" in kept
    assert "3510240101900001" not in kept
    gallery.unroute("**/simpan/")
    gallery.reload()
    gallery.get_by_role("button", name="Pakai isian itu").click()
    expect(gallery.locator("#kosong_nama")).to_have_value("Warung Bu Tini")
    expect(gallery.locator("[data-autosave] input[name=version]")).to_have_value("4")
