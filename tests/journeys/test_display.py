"""Two browsers side by side: what a counter calls is on the display, told by the push process and not asked for."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE
from tests.journeys.people import sign_in

OFFICER, LINE = "loket.perizinan1", "B"
DISPLAY, PLACE = "/layar/mpp-1/", "/antrean/mpp/"
PATIENCE = 30_000  # milliseconds: the push process of a demo that was just started
LISTEN = """
    addEventListener("call:begin", ({ detail }) => document.documentElement.dataset.heard ??= detail);
"""


def make_free(desk: Page) -> None:
    """Whatever the demo's morning has left at the counter: it is open, and whoever stood there waits again."""
    call = desk.get_by_role("button", name="Panggil berikutnya")
    for name in ("Buka loket", "Lanjutkan", "Kembali ke antrean"):
        button = desk.get_by_role("button", name=name, exact=True)
        if button.count():
            button.click()
            expect(button).to_have_count(0)
    expect(call).to_be_visible()


def come(phone: Page, site: str, letter: str) -> None:
    """Take a number of the line on a phone, and be there."""
    phone.goto(site + PLACE)
    service = phone.locator(f"input[name=layanan][value^='{letter}:']").first
    service.evaluate("box => { box.closest('details').open = true }")
    service.check()
    phone.get_by_role("button", name="Ambil nomor").click()
    phone.get_by_role("button", name="Saya sudah datang").click()
    expect(phone.get_by_role("button", name="Saya sudah datang")).to_have_count(0)


def call(desk: Page) -> str:
    """Call whoever is next; the number."""
    desk.get_by_role("button", name="Panggil berikutnya").click()
    expect(desk.get_by_role("button", name="Panggil ulang")).to_be_visible()
    return desk.locator(".desk-number").first.inner_text()


def test_a_call_at_the_counter_is_on_the_display(new_page: Callable[..., Page], site: str) -> None:
    display, desk = new_page(DESK), new_page(DESK)
    asked: list[str] = []
    display.on("request", lambda request: asked.append(request.url))
    display.add_init_script(LISTEN)
    sign_in(desk, site, OFFICER)
    desk.goto(f"{site}/kerja/antrean/")
    desk.get_by_role("link", name=re.compile("^Lanjutkan di loket")).click()
    make_free(desk)
    if desk.get_by_text("Belum ada yang menunggu").count():
        come(new_page(PHONE), site, LINE)
        desk.reload()
    with display.expect_response(lambda one: "/siaran/" in one.url and one.ok, timeout=PATIENCE):
        display.goto(site + DISPLAY)
    expect(display.locator("[data-display]")).to_have_attribute("data-live-state", "true")
    asked.clear()
    before = display.locator("[data-call]").evaluate_all("calls => calls.map(call => call.dataset.call)")
    label = call(desk)
    page = display.locator("html")
    expect(page).to_have_attribute("data-heard", re.compile("."))
    assert page.get_attribute("data-heard") not in before
    expect(display.locator(".screen-label")).to_have_text(label)
    assert [url for url in asked if "/isi/" in url or "/siaran/" in url] == []
