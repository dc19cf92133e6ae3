"""A counter worked by keyboard while the line is cut, and a coordinator's morning, in a real browser."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page, Route, expect

from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import sign_in
from balai.services.queues.models import Period, Shift, Ticket
from balai.services.queues.tests.conftest import MONDAY, Mall, plant
from tests.browser import DESK, PHONE, check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


@pytest.fixture
def hall() -> Iterator[Mall]:
    """The mall on its Monday, on the connection that answers the browser."""
    with time_machine.travel(MONDAY, tick=False), never_committed():
        with outside_the_loop():
            made = plant()
        yield made


def enter(window: Window, page: Page, officer: User, path: str) -> None:
    """Open a page as somebody who is signed in."""
    with outside_the_loop():
        cookies = sign_in(Client(headers={"accept-language": "id"}), officer).cookies
    window.give(page.context, {name: one.value for name, one in cookies.items()})
    assert window.go(page, path) == 200


def looked_at(page: Page, name: str) -> None:
    """Readable for everybody, and not wider than the screen."""
    check_axe(page)
    check_width(page)
    shoot(page, f"antrean-{name}")


def key(page: Page, name: str, then: str) -> None:
    """Press a key once the page has settled, and see what it brings."""
    expect(page.locator("[data-desk-frame]:not([data-settling])")).to_be_attached()
    page.keyboard.press(name)
    expect(page.get_by_text(then).first).to_be_visible()


def test_a_counter_by_keyboard_while_the_line_is_cut(
    db: None, window: Window, hall: Mall, new_page: Callable[..., Page]
) -> None:
    with outside_the_loop():
        for _number in range(4):
            hall.take("A", priority="elderly")
    page = new_page(DESK)
    enter(window, page, hall.rina, f"/kerja/antrean/loket/{hall.counters['1'].pk}/")
    key(page, "Enter", "Berikutnya menurut aturan")
    lose_an_answer(page)
    key(page, "n", "Dipanggil sekali")
    looked_at(page, "loket-dipanggil")
    key(page, "r", "Dipanggil 2 kali")
    key(page, "Enter", "Sedang dilayani")
    key(page, "?", "Tombol papan ketik di loket")
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    key(page, "Enter", "Sambungan terputus sejak")
    expect(page.get_by_text("“Selesai” tersimpan di komputer ini")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("h")
    shoot(page, "antrean-loket-terputus")
    page.context.set_offline(False)
    expect(page.get_by_text("Hari ini: 1 dilayani")).to_be_visible(timeout=10_000)
    expect(page.locator("[data-desk-line]")).to_be_hidden()
    with outside_the_loop():
        assert [one.state for one in Ticket.objects.order_by("number")] == [
            "done",
            "waiting",
            "waiting",
            "waiting",
        ]
        assert Period.objects.filter(kind="called").count() == 1
    key(page, " ", "Dipanggil sekali")
    key(page, "Enter", "Sedang dilayani")
    key(page, "h", "Tahan sebentar")
    page.get_by_label("Alasan").locator("visible=true").fill("Mengambil fotokopi")
    page.get_by_role("button", name="Tahan", exact=True).click()
    expect(page.get_by_text("Mengambil fotokopi").first).to_be_visible()
    looked_at(page, "loket-ditahan")


def test_a_press_outlives_the_session_but_not_ten_minutes(
    db: None, window: Window, hall: Mall, new_page: Callable[..., Page]
) -> None:
    with outside_the_loop():
        hall.take("A")
        hall.sit("1", hall.rina)
    page, path = new_page(DESK), f"/kerja/antrean/loket/{hall.counters['1'].pk}/"
    enter(window, page, hall.rina, path)
    kept = f"balai:tekan:{hall.counters['1'].pk}:{hall.rina.pk}"
    page.evaluate(
        """([kept, path]) => localStorage.setItem(kept, JSON.stringify(
            {address: `${path}panggil/`, body: "kunci=0", label: "Panggil", at: Date.now() - 11 * 60000}))""",
        [kept, path],
    )
    page.reload()
    expect(page.get_by_text("tidak dikirim karena sudah terlalu lama")).to_be_visible()
    page.context.clear_cookies()
    page.keyboard.press("n")
    page.wait_for_url("**/masuk/**")
    with outside_the_loop():
        assert Ticket.objects.get().state == "waiting"
    enter(window, page, hall.rina, path)
    expect(page.get_by_text("Dipanggil sekali").first).to_be_visible()
    with outside_the_loop():
        assert Period.objects.filter(kind="called").count() == 1
    assert page.evaluate("kept => localStorage.getItem(kept)", kept) is None


def lose_an_answer(page: Page) -> None:
    """The next call arrives, but its answer is lost on the way back."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/panggil/", lose, times=1)


def test_a_coordinators_morning(db: None, window: Window, hall: Mall, new_page: Callable[..., Page]) -> None:
    with outside_the_loop():
        for letters in ("A", "AC", "B"):
            hall.take(*letters)
        hall.sit("1", hall.agus)
    page = new_page(DESK)
    enter(window, page, hall.dewi, "/kerja/antrean/")
    page.get_by_role("link", name="Mal Pelayanan Publik").click()
    expect(page.get_by_text("tanpa loket").first).to_be_visible()
    looked_at(page, "lantai")
    page.get_by_role("link", name="Loket 3").click()
    page.get_by_label("Petugas").select_option("Rina Wulandari")
    looked_at(page, "lantai-loket")
    page.get_by_role("button", name="Buka loket").click()
    expect(page.get_by_text("Rina Wulandari")).to_be_visible()
    page.get_by_role("link", name="Umumkan").click()
    page.get_by_label("Isi pengumuman").fill("Pos kesehatan di lantai 2 sampai pukul 11")
    looked_at(page, "umumkan")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("Pos kesehatan di lantai 2").first).to_be_visible()
    page.get_by_role("link", name="Loket 3").click()
    page.get_by_label("Pindah ke loket").select_option(label="4")
    page.get_by_role("button", name="Pindahkan").click()
    expect(page.get_by_text("Petugas dipindahkan.")).to_be_visible()
    with outside_the_loop():
        assert Shift.objects.get(officer=hall.rina, ended_at=None).counter.number == "4"
    page.get_by_role("link", name="Riwayat").click()
    expect(page.get_by_role("img", name="Nomor diambil")).to_be_visible()
    looked_at(page, "riwayat")
    page.set_viewport_size({"width": PHONE, "height": 740})
    looked_at(page, "riwayat")
    window.go(page, "/kerja/antrean/lantai/mpp/")
    looked_at(page, "lantai")
