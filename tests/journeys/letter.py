"""The way of a letter, each person's part of it, for the walks in different places and by different means."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import check_axe, check_width
from tests.journeys import people


def check(page: Page) -> None:
    """What holds for every page: no finding of axe, nothing to scroll sideways."""
    check_axe(page)
    check_width(page)


def apply(page: Page, site: str, business: str, photograph: Path, look: Callable[[Page], None]) -> str:
    """The citizen's part: finds the service, fills the steps, leaves and comes back, sends; the code."""
    people.sign_in(page, site, "warga")
    people.find_service(page, site)
    look(page)
    page.get_by_role("link", name="Ajukan sekarang").click()
    look(page)
    page.get_by_role("button", name=re.compile("Lanjut untuk")).click()
    look(page)
    people.go_on(page)
    people.fill_business(page, business)
    look(page)
    page.get_by_role("button", name="Simpan, lanjutkan nanti").click()
    page.goto(f"{site}/permohonan/")
    look(page)
    with page.expect_navigation():
        page.locator("main .rows-link").first.click()
    if page.locator("input[name=nama_usaha]").count() == 0:
        page.goto(f"{site}/permohonan/")
        page.get_by_text(re.compile("Usaha Anda")).first.click()
    expect(page.locator("input[name=nama_usaha]")).to_have_value(business)
    people.go_on(page)
    people.fill_purpose(page, photograph)
    people.go_on(page)
    look(page)
    page.get_by_role("button", name="Kirim permohonan").click()
    page.wait_for_load_state()
    look(page)
    return re.search(r"SKU-[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator("main").inner_text())[0]


def decide(page: Page, site: str, username: str, business: str, action: str) -> str:
    """An officer opens the matter in the inbox and takes the next step; the address of the case."""
    people.sign_in(page, site, username)
    people.open_from_inbox(page, site, business)
    check(page)
    address = page.url
    page.locator("main").get_by_role("link", name=action).or_(
        page.get_by_role("button", name=action)
    ).first.click()
    page.wait_for_load_state()
    if "/tindakan/" in page.url:
        check(page)
        page.locator("button[form=tindakan]").first.click()
        page.wait_for_load_state()
    return address


def download(page: Page, folder: Path) -> Path:
    """The letter as the citizen keeps it."""
    with page.expect_download() as waiting:
        page.locator("a[href*='/unduh']").first.click()
    letter = folder / "surat.pdf"
    waiting.value.save_as(letter)
    return letter


def text_of(letter: Path) -> str:
    """The words of the letter in the order of reading."""
    return subprocess.run(["pdftotext", str(letter), "-"], check=True, capture_output=True, text=True).stdout


def verify_outside(page: Page, site: str, letter: Path, folder: Path) -> None:
    """Poppler, which knows nothing of Balai, finds the signature whole and trusts our authority when told to."""
    root = folder / "akar.pem"
    root.write_bytes(page.request.get(f"{site}/v/sertifikat-akar.pem").body())
    trust = folder / "nss"
    trust.mkdir()
    subprocess.run(["certutil", "-N", "-d", f"sql:{trust}", "--empty-password"], check=True)
    added = ["certutil", "-A", "-d", f"sql:{trust}", "-n", "balai", "-t", "CT,C,C", "-i", str(root)]
    subprocess.run(added, check=True)
    command = ["pdfsig", "-nssdir", str(trust), str(letter)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate is Trusted." in said
    assert "Total document signed" in said


def the_public_page_says_valid(page: Page, site: str, letter: Path) -> None:
    """What the QR code in the letter leads to."""
    code = re.search(r"SKU(?:-[0-9A-Z]{4}){3}", text_of(letter))[0]
    answer = page.goto(f"{site}/v/{code}")
    assert answer is not None
    assert answer.status == 200
    check(page)
    expect(page.locator("main")).to_contain_text(re.compile("berlaku|sah|asli", re.I))


def the_outsider_sees_nothing(page: Page, site: str, case: str, username: str) -> None:
    """The operator of another village gets the same answer as for nothing at all."""
    people.sign_in(page, site, username)
    answer = page.goto(case)
    assert answer is not None
    assert answer.status == 404
    check(page)
