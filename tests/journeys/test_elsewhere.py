"""The same letter in a village of another regency: its own names, zone and people, and no pack of its own."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE
from tests.journeys.letter import (
    apply,
    check,
    decide,
    download,
    text_of,
    the_outsider_sees_nothing,
    the_public_page_says_valid,
    verify_outside,
)

VILLAGE = "Pemerintah Desa Sidondo II"
CAST = {
    "warga": "Warga, Sidondo II",
    "operator.desa1": f"Operator desa, {VILLAGE}",
    "kades.desa1": f"Kepala desa, {VILLAGE}",
    "camat.kec1": "Camat, Kecamatan Sigi Biromaru",
    "operator.desa2": "Operator desa, Pemerintah Desa Bobo",
    "bupati": "Bupati, Pemerintah Kabupaten Sigi",
}


def test_the_sign_in_page_says_who_is_where(page: Page, sigi: str) -> None:
    page.goto(f"{sigi}/masuk/")
    check(page)
    for username, place in CAST.items():
        person = page.locator("main li, main article, main button").filter(
            has_text=re.compile(rf"^\s*{re.escape(username)}\s")
        )
        expect(person.first).to_contain_text(place)


def test_the_letter_in_a_village_of_sigi(
    new_page: Callable[..., Page], sigi: str, business: str, photograph: Path, tmp_path: Path
) -> None:
    phone = new_page(PHONE)
    apply(phone, sigi, business, photograph, check)
    expect(phone.get_by_role("banner")).to_contain_text("Kabupaten Sigi")
    expect(phone.locator("main")).to_contain_text(f"Sekarang di Operator, {VILLAGE}")
    expect(phone.locator("main")).to_contain_text(re.compile(r"Selesai paling lambat .* \d\d\.\d\d WITA"))
    case = decide(new_page(DESK), sigi, "operator.desa1", business, "Berkas lengkap, teruskan")
    decide(new_page(PHONE), sigi, "kades.desa1", business, "Setujui dan tanda tangani")
    phone.reload()
    letter = download(phone, tmp_path)
    the_letter_speaks_for_the_village(text_of(letter), business)
    verify_outside(phone, sigi, letter, tmp_path)
    the_public_page_says_valid(phone, sigi, letter)
    the_outsider_sees_nothing(new_page(DESK), sigi, case, "operator.desa2")


def the_letter_speaks_for_the_village(text: str, business: str) -> None:
    """Letterhead, number, place and signer are those of the village."""
    head = "PEMERINTAH KABUPATEN SIGI\nKECAMATAN SIGI BIROMARU\nDESA SIDONDO II\n"
    assert text.replace("\n\n", "\n").startswith(head)
    assert re.search(r"Nomor: 500\.3/\d{3}/72\.10\.01\.2001/[IVX]+/\d{4}\n", text)
    assert "Kepala Desa Sidondo II, Kecamatan Sigi Biromaru" in text
    assert re.search(r"Sidondo II, \d+ \w+ \d{4}\nKepala Desa Sidondo II,\n", text)
    assert business in text
    assert "Banyuwangi" not in text
