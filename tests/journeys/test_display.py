"""Two browsers side by side: what a counter calls is on the display, told by the push process and not asked for."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import DESK
from tests.journeys.people import sign_in

OFFICER, DISPLAY = "loket.perizinan1", "/layar/mpp-1/"
LISTEN = """
    addEventListener("call:begin", ({ detail }) => document.documentElement.dataset.heard ??= detail);
"""


def call(desk: Page) -> str:
    """Call whoever is next, or the one who was called once more; the number."""
    once_more = desk.get_by_role("button", name="Panggil ulang")
    button = once_more if once_more.count() else desk.get_by_role("button", name="Panggil berikutnya")
    button.click()
    expect(once_more).to_be_visible()
    return desk.locator(".desk-number").first.inner_text()


def test_a_call_at_the_counter_is_on_the_display(new_page: Callable[..., Page], site: str) -> None:
    display, desk = new_page(DESK), new_page(DESK)
    asked: list[str] = []
    display.on("request", lambda request: asked.append(request.url))
    display.add_init_script(LISTEN)
    display.goto(site + DISPLAY)
    expect(display.locator("[data-display]")).to_have_attribute("data-live-state", "true")
    sign_in(desk, site, OFFICER)
    desk.goto(f"{site}/kerja/antrean/")
    desk.get_by_role("link", name=re.compile("^Lanjutkan di loket")).click()
    before = display.locator("[data-call]").evaluate_all("calls => calls.map(call => call.dataset.call)")
    label = call(desk)
    page = display.locator("html")
    expect(page).to_have_attribute("data-heard", re.compile("."))
    assert page.get_attribute("data-heard") not in before
    expect(display.locator(".screen-label")).to_have_text(label)
    assert [url for url in asked if url.endswith("/isi/")] == []
    assert sum("/siaran/layar/mpp-1" in url for url in asked) == 1
