"""The certificate of hardship in a real browser: ending in the village, and countersigned from a phone."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE
from tests.journeys import people
from tests.journeys.letter import check, decide, download, verify_outside

SERVICE = "surat-keterangan-tidak-mampu"
SIGN = "Setujui dan tanda tangani"


@pytest.fixture
def child() -> str:
    """A name that no other run uses; letters only, as on a family card."""
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:6])
    return f"Anak {letters.title()}"


def choose(page: Page, site: str, variant: str) -> None:
    """The administrator chooses how the letter is given."""
    people.sign_in(page, site, "admin")
    page.goto(f"{site}/kerja/layanan/")
    check(page)
    page.get_by_role("link", name="Surat Keterangan Tidak Mampu").click()
    check(page)
    page.check(f"input[name=variant][value={variant}]")
    page.fill("input[name=reason]", "Keputusan contoh")
    page.get_by_role("button", name="Simpan pilihan").click()
    expect(page.locator("body")).to_contain_text("Pilihan disimpan")


def ask(page: Page, site: str, child: str, photograph: Path) -> None:
    """The citizen asks for a letter for a child."""
    people.sign_in(page, site, "warga")
    page.goto(f"{site}/layanan/{SERVICE}/")
    check(page)
    page.get_by_role("link", name="Ajukan sekarang").click()
    page.get_by_role("button", name=re.compile("Lanjut untuk")).click()
    people.go_on(page)
    page.check("input[name=untuk][value=anak]")
    page.fill("input[name=penerima]", child)
    page.fill("input[name=nik_penerima]", "3510240107129999")
    page.fill("input[name=tempat_lahir_penerima]", "Banyuwangi")
    page.fill("input[name=tanggal_lahir_penerima]", "2012-07-01")
    check(page)
    people.go_on(page)
    page.fill("input[name=tanggungan]", "5")
    page.fill("input[name=penghasilan]", "1200000")
    page.locator("[name=rumah]").first.wait_for()
    pick(page, "rumah", "menumpang")
    pick(page, "bantuan", "pkh")
    page.set_input_files("input[name=foto_rumah]", photograph)
    check(page)
    people.go_on(page)
    pick(page, "keperluan", "jaminan")
    page.check("input[name=pernyataan]")
    people.go_on(page)
    check(page)
    page.get_by_role("button", name="Kirim permohonan").click()
    page.wait_for_load_state()


def pick(page: Page, name: str, value: str) -> None:
    """One of the choices of a question, however it is drawn."""
    if page.locator(f"select[name={name}]").count():
        page.select_option(f"select[name={name}]", value)
    else:
        page.check(f"input[name={name}][value={value}]")


def the_public_page_says(page: Page, site: str, words: str) -> None:
    """What whoever holds the letter learns by its code."""
    page.locator("main a[href*='/v/']").first.click()
    page.wait_for_load_state()
    check(page)
    expect(page.locator("main")).to_contain_text(words)
    page.go_back()


@pytest.mark.parametrize("variant", ["desa", "camat"])
def test_a_certificate_of_hardship(
    page: Page,
    new_page: Callable[..., Page],
    site: str,
    child: str,
    photograph: Path,
    variant: str,
    tmp_path: Path,
) -> None:
    width = page.viewport_size["width"]
    choose(new_page(width), site, variant)
    ask(page, site, child, photograph)
    decide(new_page(width), site, "operator.tamansari", child, "Berkas lengkap, teruskan")
    decide(new_page(width), site, "kades.tamansari", child, SIGN)
    page.reload()
    check(page)
    if variant == "camat":
        the_public_page_says(page, site, "masih menunggu tanda tangan Camat Licin dan belum berlaku")
        decide(new_page(PHONE), site, "camat.licin", child, SIGN)
        page.reload()
    the_public_page_says(page, site, "Surat ini asli dan berlaku")
    verify_outside(page, site, download(page, tmp_path), tmp_path)
