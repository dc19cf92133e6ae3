"""The kiosk read aloud: exactly the recordings of what the page says, in their order; without any, nothing fails."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from balai.foundation.packs import api as packs
from balai.front.displays.spoken import WORDS
from balai.front.kiosk.saying import agencies_said, priorities_said, sentences_said, services_said, signs_said
from balai.front.kiosk.tests.conftest import Hall
from balai.front.kiosk.tests.test_kiosk_in_a_browser import choose, hall, looked_at, screen
from balai.front.voices.tests.test_voice import make_pack
from tests.browser import DESK, outside_the_loop
from tests.window import Window

__all__ = ["hall", "screen"]
pytestmark = pytest.mark.django_db(databases=["default", "witness"])
# a loudspeaker that notes what it gets, a moment for each; the machine itself has no voice
LOUDSPEAKER = """
    window.Audio = class {
        constructor(address) { this.name = /([a-z0-9-]+)\\.ogg/.exec(address)[1]; }
        async play() {
            sessionStorage.heard = `${sessionStorage.heard ?? ""} ${this.name}`;
            setTimeout(() => this.onended(), 5);
        }
        pause() {}
    };
    speechSynthesis.getVoices = () => [];
"""
SPEAKER = {"name": re.compile("^(Bacakan|Read aloud): ")}


@pytest.fixture
def listener(screen: Page) -> Page:
    """The screen with its loudspeaker."""
    screen.add_init_script(LOUDSPEAKER)
    return screen


def record(folder: Path, *, without: str = "") -> None:
    """A voice that has said all but one."""
    with outside_the_loop():
        parts = sentences_said(), signs_said(), agencies_said(), services_said(), priorities_said()
        names = {said.name for part in parts for said in part} | set(WORDS)
        packs.install(make_pack(folder, "orang", names - {without}))


def heard(page: Page, words: str) -> None:
    """Fails unless exactly these were asked for since the last time."""
    page.wait_for_function(
        "count => (sessionStorage.heard ?? '').trim().split(' ').length >= count", arg=len(words.split())
    )
    page.wait_for_timeout(100)
    assert page.evaluate("sessionStorage.heard").split() == words.split()
    page.evaluate("delete sessionStorage.heard")


def heard_last(page: Page, words: str) -> None:
    """Wait until what was asked for ends so; a page that was left is not read to its end."""
    page.wait_for_function("words => (sessionStorage.heard ?? '').endsWith(words)", arg=f" {words}")


def test_every_page_is_read_in_the_language_that_was_chosen(
    db: None, window: Window, listener: Page, tmp_path: Path
) -> None:
    record(tmp_path)
    window.go(listener, "/kios/mpp/")
    assert listener.evaluate("sessionStorage.heard") is None  # nobody asked yet
    choose(listener, "Bacakan")
    heard(listener, "kios-id-selamat-datang kios-en-selamat-datang kios-id-sudah-punya-kode")
    looked_at(listener, "suara-mulai")
    choose(listener, "Take a queue number")
    nobody = "kios-en-belum-ada-loket"
    agencies = f"kios-instansi-dukcapil {nobody} kios-instansi-imigrasi {nobody} kios-instansi-bpjs-kesehatan {nobody}"
    heard(listener, f"kios-en-ke-instansi-mana {agencies}")
    looked_at(listener, "suara-instansi")
    listener.set_viewport_size({"width": DESK, "height": 768})
    widths = listener.locator(".kiosk-tile").evaluate_all("tiles => tiles.map(tile => tile.offsetWidth)")
    assert min(widths) >= 300  # beside its speaker a name keeps its width
    listener.get_by_role("button", name="Read aloud: Imigrasi").click()
    heard(listener, f"kios-instansi-imigrasi {nobody}")
    choose(listener, "Dukcapil")
    services = f"kios-en-layanan-ktp-el {nobody} kios-en-layanan-kartu-keluarga {nobody}"
    heard(listener, f"kios-en-perlu-apa-di kios-instansi-dukcapil {services}")
    choose(listener, "ktp-el")
    heard(listener, "kios-en-ada-urusan-lain kios-en-tidak-lanjut kios-en-ya-tambah-layanan")
    choose(listener, "No, go on")
    first = "kios-en-didahulukan-elderly kios-en-didahulukan-pregnant"
    heard(listener, f"kios-en-perlu-didahulukan kios-en-tidak {first}")
    choose(listener, "No")
    waits = f"{nobody} kios-en-dipanggil-setelah-buka"
    heard(listener, f"kios-en-sudah-benar {waits} kios-en-layanan-ktp-el kios-en-punya-kode-janji")
    with listener.expect_navigation():
        listener.get_by_role("button", name="Take a number").click()
    number = "kios-en-nomor kios-en-a kios-en-0 kios-en-0 kios-en-1"
    heard(listener, f"kios-en-ambil-tiket {number} kios-en-tunggu-dipanggil")


def test_a_number_in_indonesian_is_said_as_displays_call_it(
    db: None, window: Window, listener: Page, tmp_path: Path
) -> None:
    record(tmp_path)
    window.go(listener, "/kios/mpp/?suara=1")
    choose(listener, "Ambil nomor", "Imigrasi", "Tidak", "Tidak")
    with listener.expect_navigation():
        listener.get_by_role("button", name="Ambil nomor").click()
    heard_last(listener, "kios-id-ambil-tiket nomor-antrean b satu kios-id-tunggu-dipanggil")


def test_a_mistake_and_a_screen_left_alone_are_told(
    db: None, window: Window, listener: Page, tmp_path: Path
) -> None:
    record(tmp_path)
    listener.clock.install()
    window.go(listener, "/kios/mpp/?suara=1")
    choose(listener, "Sudah punya kode")
    listener.get_by_label("Kode", exact=True).fill("SALAH")
    with listener.expect_navigation():
        listener.get_by_role("button", name="Lanjut").click()
    heard_last(listener, "kios-id-kode-belum-diterima")
    listener.clock.run_for(46_000)
    heard_last(listener, "kios-id-kode-belum-diterima kios-id-masih-di-sini")
    listener.clock.run_for(16_000)
    expect(listener.get_by_role("heading", name="Selamat datang")).to_be_visible()
    assert "suara" not in listener.url  # whoever comes next is not read to


def test_what_was_not_recorded_is_left_out(db: None, window: Window, listener: Page, tmp_path: Path) -> None:
    record(tmp_path, without="kios-instansi-imigrasi")
    window.go(listener, "/kios/mpp/?suara=1")
    choose(listener, "Ambil nomor")
    nobody = "kios-id-belum-ada-loket"
    others = f"kios-instansi-dukcapil {nobody} kios-instansi-bpjs-kesehatan {nobody}"
    heard_last(listener, f"kios-id-ke-instansi-mana {others}")
    expect(listener.get_by_role("button", **SPEAKER)).to_have_count(2)


MACHINE = """
    speechSynthesis.getVoices = () => [{ lang: "id-ID", name: "mesin" }];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    speechSynthesis.speak = (said) => {
        sessionStorage.heard = `${sessionStorage.heard ?? ""} mesin`;
        setTimeout(() => said.onend(), 5);
    };
"""


@pytest.mark.parametrize(("is_synthetic", "said"), [(True, "mesin"), (False, "kios-id-ketik-kode")])
def test_a_person_goes_before_the_machine_and_that_before_what_a_machine_recorded(
    db: None, window: Window, listener: Page, tmp_path: Path, *, is_synthetic: bool, said: str
) -> None:
    with outside_the_loop():
        packs.install(make_pack(tmp_path, "suara", ["kios-id-ketik-kode"], is_synthetic=is_synthetic))
    window.go(listener, "/kios/mpp/?suara=1")
    listener.add_init_script(MACHINE)
    choose(listener, "Sudah punya kode")
    heard(listener, said)


def test_without_recordings_and_voices_nothing_is_offered_and_nothing_fails(
    db: None, window: Window, listener: Page, new_page: Callable[..., Page], hall: Hall
) -> None:
    window.go(listener, "/kios/mpp/")
    expect(listener.locator("[data-voice]")).to_be_hidden()
    window.go(listener, "/kios/mpp/?suara=1")  # as if it had been asked before the recordings went
    choose(listener, "Ambil nomor", "Imigrasi", "Tidak", "Tidak")
    expect(listener.locator("[data-speaker]:visible")).to_have_count(0)
    listener.get_by_role("button", name="Ambil nomor").click()
    expect(listener.get_by_text("B 001", exact=True)).to_be_visible()
    assert listener.evaluate("sessionStorage.heard") is None
