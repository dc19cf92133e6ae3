"""What people do in a browser, in the words of the pages."""

import re
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.paper import BUSINESS, PURPOSE

PASSWORD = "balai-demo"

_used: dict[str, str] = {}  # the code that somebody gave last
CODE_SECONDS = 75  # two changes of the code and some patience


def sign_in(page: Page, site: str, username: str) -> None:
    """Sign in with the password, and with the code that the demo shows where one is asked for."""
    page.goto(f"{site}/masuk/")
    page.fill("input[name=login]:not([type=hidden])", username)
    page.fill("input[name=password]:not([type=hidden])", PASSWORD)
    page.locator("form:has(input[name=password]:not([type=hidden])) button[type=submit]").click()
    page.wait_for_load_state()
    if "/masuk/kode/" in page.url:
        give_code(page, f"{username} at {site}")


def give_code(page: Page, who: str) -> None:
    """Type the one-time password that the demo shows; a used one is refused and counted, so wait for the next."""
    until = time.monotonic() + CODE_SECONDS
    while "/masuk/kode/" in page.url and time.monotonic() < until:
        code = page.locator(".notice b.code").inner_text()
        if code == _used.get(who):
            page.wait_for_timeout(1000)
            page.reload()
            continue
        page.fill("input[name=code]", code)
        page.locator("form:has(input[name=code]) button[type=submit]").first.click()
        page.wait_for_load_state()
        _used[who] = code
    assert "/masuk/kode/" not in page.url, page.locator("main").inner_text()


def find_service(page: Page, site: str) -> None:
    """From the front door to the page of the letter, by everyday words."""
    page.goto(site)
    page.get_by_role("searchbox", name="Cari layanan").fill("buka toko")
    page.get_by_role("searchbox", name="Cari layanan").press("Enter")
    page.locator("main .rows-link", has_text="Surat Keterangan Usaha").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Surat Keterangan Usaha"))


def fill_business(page: Page, name: str) -> None:
    """The step about the business."""
    page.fill("input[name=nama_usaha]", name)
    page.select_option("select[name=jenis_usaha]", BUSINESS["jenis_usaha"])
    page.check("input[name=usaha_di_rumah][value=rumah]")
    page.fill("input[name=sejak]", BUSINESS["sejak"])
    page.fill("input[name=tenaga_kerja]", BUSINESS["tenaga_kerja"])


def fill_purpose(page: Page, photograph: Path) -> None:
    """The step about the purpose, with a photograph and the declaration."""
    page.check("input[name=keperluan][value=kur]")
    if page.locator("input[name=lembaga]").is_visible():
        page.fill("input[name=lembaga]", PURPOSE["lembaga"])
    page.set_input_files("input[name=foto_usaha]", photograph)
    page.check("input[name=pernyataan]")


def go_on(page: Page) -> None:
    """Press Lanjut; once more when the answers brought further questions."""
    before = page.url
    _press_on(page)
    if page.url == before and page.locator(".notice", has_text="keterangan tambahan").count():
        _press_on(page)


def _press_on(page: Page) -> None:
    """Files that are still on their way arrive first; then the page is left."""
    with page.expect_navigation():
        page.get_by_role("button", name="Lanjut", exact=True).click()


def open_from_inbox(page: Page, site: str, business: str) -> None:
    """Search the matter in the inbox, which may have many pages, and open it."""
    page.goto(f"{site}/kerja/kotak/")
    with page.expect_navigation():
        page.locator("main input[name=q]").fill(business)
        page.locator("main input[name=q]").press("Enter")
    page.locator("[data-row-link]:visible, .list-title:visible", has_text=business).first.click()
    page.wait_for_load_state()
