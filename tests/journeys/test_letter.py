"""A village letter from a phone to a verified document, in a real browser on the running demo."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE, copy_with_scripts, page_weight
from tests.journeys.letter import (
    apply,
    check,
    decide,
    download,
    the_outsider_sees_nothing,
    the_public_page_says_valid,
    verify_outside,
)

LIGHT = 100_000  # bytes, compressed


def test_the_letter_from_a_phone_to_a_verified_document(
    page: Page, new_page: Callable[..., Page], site: str, business: str, photograph: Path, tmp_path: Path
) -> None:
    code = apply(page, site, business, photograph, check)
    width = page.viewport_size["width"]
    case = decide(new_page(width), site, "operator.tamansari", business, "Berkas lengkap, teruskan")
    decide(new_page(width), site, "kades.tamansari", business, "Setujui dan tanda tangani")
    page.reload()
    check(page)
    expect(page.locator("main")).to_contain_text("Surat ditandatangani")
    letter = download(page, tmp_path)
    verify_outside(page, site, letter, tmp_path)
    page.goto(f"{site}/lacak/?kode={code}")
    check(page)
    the_public_page_says_valid(page, site, letter)
    the_outsider_sees_nothing(new_page(DESK), site, case, "operator.sumberberas")


def check_unscripted(page: Page) -> None:
    """The same for a page whose own scripts did not run."""
    copy = copy_with_scripts(page)
    check(copy)
    copy.context.close()


def test_the_letter_without_javascript(
    new_page: Callable[..., Page], site: str, business: str, photograph: Path
) -> None:
    page = new_page(PHONE, java_script_enabled=False)
    code = apply(page, site, business, photograph, check_unscripted)
    assert code.startswith("SKU-")
    expect(page.locator("main")).to_contain_text("Berkas Anda sedang diperiksa")


@pytest.mark.parametrize(
    "path", ["/", "/layanan/", "/layanan/surat-keterangan-usaha/", "/lacak/", "/masuk/", "/v/"]
)
def test_a_page_is_light(new_page: Callable[..., Page], site: str, path: str) -> None:
    assert page_weight(new_page(PHONE), site + path) < LIGHT


@pytest.mark.parametrize(
    "path", ["/", "/layanan/", "/layanan/surat-keterangan-usaha/", "/lacak/", "/masuk/", "/v/", "/api/v1/"]
)
def test_a_public_page_in_english(page: Page, site: str, path: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": site}])
    page.goto(site + path)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    check(page)
    told = page.locator("main").inner_text()
    assert re.findall(r"\b(?:Anda|untuk|dengan|yang|tidak|Masuk|Cari|layanan)\b", told) == []
