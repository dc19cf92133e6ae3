"""A real browser for tests: pages at phone and desk size, axe, screenshots, weight.

``page`` runs a test at 360 and at 1366 px; ``new_page`` opens further pages (another person, another device,
JavaScript off). A page fails its test when its console reports an error or a breach of the content policy.
"""

import asyncio
import gzip
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")  # Debian's, the quicker one first
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PHONE, DESK = 360, 1366
HEIGHTS = {PHONE: 740, DESK: 768}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = 20  # a tenth of a second apart: a page that was just made narrower is still moving
FITS = "document.documentElement.scrollWidth <= window.innerWidth"
# the beginnings of what stands out over the right edge
WIDE = """() => [...document.body.querySelectorAll("*")]
    .filter(part => part.getBoundingClientRect().right > window.innerWidth)
    .map(part => part.outerHTML.slice(0, 90))"""
COMPRESSED = (".woff2", ".png", ".jpg", ".webp")


@dataclass
class Watch:
    """What the pages of one test complained about."""

    complaints: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Collect script errors and console errors; an answer 4xx that a test asked for is none."""
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """Debian's Chromium, or Playwright's own where there is none; the test database is made before its loop."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in the thread of the test
    with sync_playwright() as playwright:
        path = next((path for path in BROWSERS if Path(path).exists()), None)
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        loop = asyncio.get_running_loop()
        yield chromium
        asyncio._set_running_loop(loop)  # the last test may have put it aside
        chromium.close()


@contextmanager
def outside_the_loop() -> Iterator[None]:
    """Within: Playwright's loop does not count as running in this thread, and no page can be driven.

    Beside a running loop Django opens connections of its own, and signing, which runs a loop, is refused.
    """
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """A test without a browser does not notice that an earlier one had one."""
    if "browser" in getattr(item, "fixturenames", ()):
        return (yield)
    with outside_the_loop():
        return (yield)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test when one of its pages complained."""
    watched = Watch()
    yield watched
    assert watched.complaints == []


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens a page in a fresh profile: ``new_page(PHONE, java_script_enabled=False)``."""
    contexts = []

    def make(width: int = DESK, **options: Any) -> Page:
        size = {"width": width, "height": HEIGHTS.get(width, 800)}
        context = browser.new_context(viewport=size, locale="id-ID", reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        watch.listen(page)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(params=[PHONE, DESK])
def page(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    """One page, once at 360 and once at 1366 px."""
    return new_page(request.param)


def check_axe(page: Page) -> None:
    """Fail with every finding of axe-core (WCAG 2.2 A and AA, best practice) on the page as it stands."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
    assert [finding for violation in found["violations"] for finding in _findings(violation)] == []


def _findings(violation: dict[str, Any]) -> list[str]:
    nodes = [f"{' '.join(map(str, node['target']))}: {node['failureSummary']}" for node in violation["nodes"]]
    return [f"{violation['id']}: {node}" for node in nodes]


def copy_with_scripts(page: Page) -> Page:
    """The page as it stands in a profile where checks may run scripts, while its own stay unread."""
    options = {"viewport": page.viewport_size, "reduced_motion": "reduce"}
    copy = page.context.browser.new_context(**options).new_page()
    html = page.content()
    copy.route("**/*.js", lambda route: route.abort())
    copy.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
    copy.goto(page.url)
    return copy


def check_width(page: Page) -> None:
    """Fail when the page, once it stands still, can be scrolled sideways."""
    for _look in range(LOOKS):
        if page.evaluate(FITS):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url} is wider than {page.viewport_size}, by {page.evaluate(WIDE)}")


def shoot(page: Page, name: str, *, whole: bool = True) -> Path:
    """Keep a picture under ``var/shots``, named with the width of the page."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    path = ROOT / "var" / "shots" / f"{name}-{width}.png"
    page.screenshot(path=path, full_page=whole)
    return path


def page_weight(page: Page, url: str) -> int:
    """Bytes of everything that a first visit to the address loads, texts compressed with gzip."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(url, wait_until="networkidle")
    page.remove_listener("response", note)
    return sum(packed(answer.url.partition("?")[0], answer.body()) for answer in answers if answer.ok)


def packed(path: str, body: bytes) -> int:
    """Bytes of a file on the wire."""
    return len(body) if path.endswith(COMPRESSED) else len(gzip.compress(body, 6))
