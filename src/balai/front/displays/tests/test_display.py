"""A display in a real browser: told by the push process, asking by itself without, and honest when neither works."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from balai.foundation.packs import api as packs
from balai.front.displays.spoken import WORDS
from balai.front.displays.tests.hall import DISPLAY, Hall
from balai.front.voices.tests.test_voice import make_pack
from tests.browser import DESK, PHONE, check_axe, check_width, outside_the_loop
from tests.tower import Tower
from tests.window import Window

WALL = 1920
LISTEN = """
    window.heard = [];
    for (const name of ["call:begin", "call:end"])
        addEventListener(name, ({ detail }) => window.heard.push(`${name} ${detail}`));
"""
STATE = "[data-display]"
# where the picture lies once it has come to rest: with less motion each change still takes the time of a frame
PLACE = """async part => {
    await Promise.all(part.getAnimations().map(moving => moving.finished));
    const { x, y } = part.getBoundingClientRect();
    return [Math.round(x), Math.round(y)];
}"""
ADDRESS = f"/layar/{DISPLAY}/"


def open_display(page: Page, window: Window) -> None:
    """The display with a stream, its timers in the hands of the test."""
    page.clock.install(time=datetime.now())
    page.add_init_script(LISTEN)
    assert window.go(page, ADDRESS) == 200
    expect(page.locator(STATE)).to_have_attribute("data-live-state", "true")


@pytest.mark.parametrize("width", [PHONE, DESK, WALL])
def test_a_display_can_be_read_by_everybody(
    width: int,
    window: Window,
    new_page: Callable[..., Page],
    hall: Hall,
) -> None:
    hall.call("A", "1")
    page = new_page(width)
    window.go(page, ADDRESS)
    expect(page.locator(".screen-call")).to_contain_text("A 001")
    expect(page.locator(".screen-call")).to_contain_text("Loket 1")
    check_axe(page)
    check_width(page)


@pytest.mark.parametrize(("width", "height"), [(DESK, 768), (WALL, 1080), (1080, WALL)])
def test_a_screen_of_the_hall_shows_everything_without_scrolling(
    width: int, height: int, window: Window, new_page: Callable[..., Page], hall: Hall
) -> None:
    for letter, number in (("A", "1"), ("A", "2"), ("B", "3")):
        hall.call(letter, number)
    page = new_page(width)
    page.set_viewport_size({"width": width, "height": height})
    window.go(page, ADDRESS)
    check_width(page)
    for part in (".screen-call", ".screen-row", ".screen-tile"):
        box = page.locator(part).last.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height
    assert page.locator(".screen-call").evaluate("part => part.scrollHeight <= part.clientHeight")


def test_calls_are_announced_one_after_the_other(
    window: Window,
    new_page: Callable[..., Page],
    tower: Tower,
    hall: Hall,
) -> None:
    hall.call("A", "1")  # stood there before: not announced
    page = new_page(DESK)
    open_display(page, window)
    first, second = hall.call("B", "3"), hall.call("A", "2")
    tower.tell(hall.fragment())
    expect(page.locator(".screen-label")).to_have_text("A 002")
    expect(page.locator(".is-called")).to_contain_text("B 001")
    page.clock.run_for(4000)
    expect(page.locator(".is-called")).to_contain_text("A 002")
    page.clock.run_for(4000)
    expect(page.locator(".is-called")).to_have_count(0)
    tower.tell(hall.fragment() + " ")  # the same again
    page.clock.run_for(4000)
    assert page.evaluate("heard") == [
        f"call:begin {first}-1", f"call:end {first}-1", f"call:begin {second}-1", f"call:end {second}-1",
    ]  # fmt: skip


def test_without_the_push_process_the_page_asks_and_without_both_it_says_since_when(
    window: Window,
    new_page: Callable[..., Page],
    tower: Tower,
    hall: Hall,
) -> None:
    page = new_page(DESK)
    open_display(page, window)
    assert tower.asked == [f"/siaran/layar/{DISPLAY}"]
    tower.cut()
    hall.call("A", "1")
    page.clock.run_for(6000)
    expect(page.locator(".screen-label")).to_have_text("A 001")
    page.route("**/isi/", lambda route: route.abort())
    hall.call("A", "2")
    page.clock.run_for(6000)
    note = page.locator("[data-live-note]")
    expect(note).to_have_text(re.compile(r"^Terputus sejak \d\d\.\d\d, mencoba lagi$"))
    expect(page.locator(".screen-label")).to_have_text("A 001")
    page.unroute("**/isi/")
    tower.content, tower.is_shut = hall.fragment(), False
    page.clock.run_for(31_000)
    expect(page.locator(".screen-label")).to_have_text("A 002")
    expect(note).to_be_hidden()


HALL_OF_SOUND = """
    const keep = (word) => { window.sounds = [...(window.sounds ?? []), word]; };
    const node = { connect: () => node, start() {}, stop() {}, gain: { setValueAtTime() {},
        linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} } };
    window.AudioContext = class { state = "running"; currentTime = 0; addEventListener() {}
        async decodeAudioData() { return { duration: 0.01 }; } };
    window.GainNode = window.OscillatorNode = function () { return node; };
    window.AudioBufferSourceNode = function () { keep("rekaman"); return node; };
    speechSynthesis.getVoices = () => [{ lang: "id-ID" }];
    window.SpeechSynthesisUtterance = class {};
    speechSynthesis.speak = (said) => { keep("mesin"); said.onend(); };
"""


@pytest.mark.parametrize(("is_synthetic", "sound"), [(True, "mesin"), (False, "rekaman")])
def test_a_person_calls_before_the_machine_and_that_before_what_a_machine_recorded(
    window: Window,
    new_page: Callable[..., Page],
    tower: Tower,
    hall: Hall,
    tmp_path: Path,
    *,
    is_synthetic: bool,
    sound: str,
) -> None:
    with outside_the_loop():
        packs.install(make_pack(tmp_path, "suara", WORDS, is_synthetic=is_synthetic))
    page = new_page(DESK)
    page.add_init_script(HALL_OF_SOUND)
    open_display(page, window)
    page.wait_for_load_state("networkidle")  # all words are there
    hall.call("A", "1")
    tower.tell(hall.fragment())
    expect(page.locator(".is-called")).to_contain_text("A 001")
    page.clock.run_for(4000)
    assert set(page.evaluate("sounds")) == {sound}


def test_the_picture_does_not_stand_still(window: Window, new_page: Callable[..., Page], hall: Hall) -> None:
    page = new_page(WALL)
    begin = datetime(2026, 3, 2, 8, 1)  # in the middle of a step
    page.clock.install(time=begin)
    page.route("**/isi/", lambda route: route.abort())  # answers set the clock, and Monday stands still
    window.go(page, ADDRESS)
    page.clock.pause_at(begin + timedelta(seconds=50))  # however long the steps of this test take
    places = set()
    for _step in range(8):
        page.clock.run_for(120_000)
        places.add(tuple(page.locator(STATE).evaluate(PLACE)))
        check_width(page)
    assert len(places) == 8


def test_a_closed_place_says_when_it_opens(
    window: Window,
    new_page: Callable[..., Page],
    hall: Hall,
) -> None:
    hall.close()
    page = new_page(DESK)
    window.go(page, ADDRESS)
    expect(page.locator(".screen-closed")).to_have_text(
        re.compile(r"Tutup\s+Buka lagi Selasa, 3 Maret 2026, pukul 08\.00")
    )
