"""The kiosk as a finger finds it, the ticket as the printer gets it, the place as a phone shows it."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from balai.front.kiosk.tests.conftest import Hall, activated, many_agencies, plant, staff
from balai.services.queues.hours import today
from balai.services.queues.models import PlaceDay, Ticket, Visit
from tests.browser import DESK, PHONE, check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
UPRIGHT = {"width": 1080, "height": 1920}
TOUCHED = "a.kiosk-tile, a.kiosk-way, .kiosk-step, .kiosk-go, .kiosk-tool, .kiosk-key"
SMALL = f"""() => [...document.querySelectorAll("{TOUCHED}")].filter(part => part.offsetParent)
    .map(part => [part.textContent.trim(), part.offsetWidth, part.offsetHeight])
    .filter(([_words, width, height]) => width < 72 || height < 72)"""
LONG = "Persetujuan Kesesuaian Kegiatan Pemanfaatan Ruang untuk Usaha Mikro dan Kecil yang Berisiko Menengah Tinggi"
# keys over which something else lies, such as the bar at the bottom
COVERED = """() => [...document.querySelectorAll(".kiosk-key, .kiosk-go")].filter((key) => {
        const { x, y, width, height } = key.getBoundingClientRect();
        return !key.contains(document.elementFromPoint(x + width / 2, y + height - 2)); })
    .filter(key => key.offsetParent).map(key => key.textContent)"""
POINTS = 72 / 25.4  # in a millimetre


@pytest.fixture
def hall() -> Iterator[Hall]:
    """A hall of its own, open all day."""
    with never_committed():
        with outside_the_loop():
            made = plant()
            always = [["00:00", "23:59"]]
            PlaceDay.objects.create(place=made.place, date=today(), periods=always, name="Malam festival")
        yield made


@pytest.fixture
def screen(hall: Hall, window: Window, new_page: Callable[..., Page]) -> Page:
    """A touch screen, upright, with a printer that notes what it got."""
    return _screen(hall, window, new_page)


def _screen(hall: Hall, window: Window, new_page: Callable[..., Page], **options: bool) -> Page:
    with outside_the_loop():
        cookies = activated(hall, cetak="on").cookies
    page = new_page(**options)
    page.set_viewport_size(UPRIGHT)
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = 1 }")
    window.give(page.context, {name: one.value for name, one in cookies.items() if one.value})
    return page


def looked_at(page: Page, name: str) -> None:
    """For every finger, for everybody, upright and at a desk."""
    assert page.evaluate(SMALL) == []
    check_axe(page)
    for size in ({"width": DESK, "height": 768}, UPRIGHT):
        page.set_viewport_size(size)
        check_width(page)
        shoot(page, f"kios-{name}", whole=False)


def choose(page: Page, *names: str) -> None:
    """Touch one after the other, each on a page that has loaded with its style and script."""
    for name in names:
        with page.expect_navigation():
            page.get_by_role("link", name=re.compile(f"^{name}")).click()


def test_three_services_in_english_on_one_ticket_followed_on_a_phone(
    db: None, window: Window, screen: Page, new_page: Callable[..., Page]
) -> None:
    assert window.go(screen, "/kios/mpp/") == 200
    looked_at(screen, "mulai")
    choose(screen, "Take a queue number")
    looked_at(screen, "instansi")
    choose(screen, "Dukcapil")
    looked_at(screen, "layanan")
    choose(screen, "kartu-keluarga", "Yes", "Imigrasi", "Yes", "BPJS")
    looked_at(screen, "lagi")
    choose(screen, "No, go on")
    looked_at(screen, "prioritas")
    choose(screen, "Pregnant")
    looked_at(screen, "ambil")
    screen.get_by_role("button", name="Take a number").click()
    expect(screen.get_by_role("heading", name="Take your ticket")).to_be_visible()
    expect(screen.locator("html")).to_have_attribute("data-printed", "1")
    looked_at(screen, "tiket")
    assert paper(screen) == [(80, 190)]
    with outside_the_loop():
        assert [ticket.label for ticket in Ticket.objects.order_by("order")] == ["A 001", "B 001", "C 001"]
        code = Visit.objects.get().code
    choose(screen, "Done")
    expect(screen.get_by_role("heading", name="Selamat datang")).to_be_visible()
    for _press in range(2):
        screen.go_back()
        expect(screen.get_by_role("heading", name="Selamat datang")).to_be_visible()
    follow_on_a_phone(window, new_page(PHONE), code)


def paper(page: Page) -> list[tuple[int, int]]:
    """The pages that the printer gets, in millimetres."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    return [(round(float(width) / POINTS), round(float(height) / POINTS)) for width, height in boxes]


def test_names_of_three_lines_fit_on_the_paper(db: None, window: Window, hall: Hall, screen: Page) -> None:
    with outside_the_loop():
        for line in hall.lines.values():
            agency = f"Dinas {line.letter} Penanaman Modal dan Pelayanan Terpadu Satu Pintu"
            line.unit.name = line.unit.short_name = agency
            line.unit.save()
            line.services, line.name = [], {"id": LONG, "en": LONG}
            line.save()
    window.go(screen, "/kios/mpp/")
    choose(screen, "Ambil nomor", "Dinas A", "Ya", "Dinas B", "Ya", "Dinas C", "Tidak", "Membawa|Lanjut usia")
    screen.get_by_role("button", name="Ambil nomor").click()
    expect(screen.locator(".slip-number")).to_have_count(3)
    assert [width for width, _height in paper(screen)] == [80]


def follow_on_a_phone(window: Window, phone: Page, code: str) -> None:
    window.give(phone.context, {"django_language": "en"})
    window.weight = 0
    assert window.go(phone, f"/antrean/nomor/{code}/") == 200
    phone.wait_for_load_state("networkidle")
    assert window.weight < 40_000
    expect(phone.get_by_text("A 001", exact=True)).to_be_visible()
    expect(phone.get_by_text("you are next")).to_have_count(3)
    check_axe(phone)
    check_width(phone)
    shoot(phone, "antrean-nomor")
    phone.get_by_role("link", name="Leave the queue").click()
    check_axe(phone)
    shoot(phone, "antrean-pergi")
    phone.get_by_role("button", name="Yes, leave the queue").click()
    expect(phone.get_by_text("This visit is over")).to_be_visible()


def test_a_screen_left_alone_goes_back_and_leaves_nothing(db: None, window: Window, screen: Page) -> None:
    screen.clock.install()
    window.go(screen, "/kios/mpp/")
    choose(screen, "Ambil nomor", "Dukcapil", "ktp-el")
    dialog = screen.get_by_role("dialog", name="Masih di sini?")
    for answer in ("Ya, saya masih di sini", ""):
        screen.clock.fast_forward(30_000)
        expect(dialog).to_be_hidden()
        screen.clock.fast_forward(20_000)
        expect(dialog).to_be_visible()
        if answer:
            screen.get_by_role("button", name=answer).click()
            expect(dialog).to_be_hidden()  # closed, so that the time counts anew
    screen.clock.run_for(16_000)
    expect(screen.get_by_role("heading", name="Selamat datang")).to_be_visible()
    screen.go_back()
    expect(screen.get_by_role("heading", name="Selamat datang")).to_be_visible()


def test_a_code_is_typed_on_the_screen(db: None, window: Window, screen: Page) -> None:
    window.go(screen, "/kios/mpp/")
    choose(screen, "Sudah punya kode")
    looked_at(screen, "kode")
    screen.set_viewport_size({"width": DESK, "height": 768})
    for name in ("1", "⌫", "Lanjut"):
        expect(screen.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    assert screen.evaluate(COVERED) == []
    screen.set_viewport_size(UPRIGHT)
    for sign in "JN7⌫J":
        screen.get_by_role("button", name=sign, exact=True).click()
    expect(screen.get_by_label("Kode", exact=True)).to_have_value("JNJ")
    screen.get_by_role("button", name="Lanjut").click()
    expect(screen.get_by_role("alert")).to_contain_text("tidak dikenal")


def test_a_kiosk_works_without_scripts(
    db: None, window: Window, hall: Hall, new_page: Callable[..., Page]
) -> None:
    page = _screen(hall, window, new_page, java_script_enabled=False)
    window.go(page, "/kios/mpp/")
    choose(page, "Ambil nomor", "Dukcapil", "ktp-el", "Tidak", "Tidak")
    page.get_by_role("button", name="Ambil nomor").click()
    expect(page.get_by_text("A 001", exact=True)).to_be_visible()
    leads_back = page.locator("noscript meta").first
    expect(leads_back).to_have_attribute("content", "75;url=/kios/mpp/")


def test_nobody_takes_a_number_unawares_while_no_counter_is_open(
    db: None, window: Window, hall: Hall, screen: Page, new_page: Callable[..., Page]
) -> None:
    window.go(screen, "/kios/mpp/")
    choose(screen, "Ambil nomor", "Imigrasi", "Tidak", "Tidak")
    expect(screen.get_by_text("Belum ada loket yang buka: Imigrasi")).to_be_visible()
    looked_at(screen, "belum-ada-loket")
    screen.get_by_role("button", name="Ambil nomor").click()
    expect(screen.locator(".slip-wait")).to_contain_text("loket belum buka")
    with outside_the_loop():
        code = Visit.objects.get().code
    phone = new_page(PHONE)
    assert window.go(phone, f"/antrean/nomor/{code}/") == 200
    told = phone.get_by_text("Belum ada loket yang buka untuk antrean ini.")
    expect(told).to_be_visible()
    check_axe(phone)
    check_width(phone)
    shoot(phone, "antrean-belum-ada-loket")
    with outside_the_loop():
        staff(hall, "B")
    window.go(phone, f"/antrean/nomor/{code}/")
    expect(phone.get_by_text("Di depan Anda", exact=True)).to_be_visible()
    expect(told).to_have_count(0)


def test_two_dozen_agencies_stand_on_one_screen(db: None, window: Window, hall: Hall, screen: Page) -> None:
    with outside_the_loop():
        many_agencies(hall, 24)
    window.go(screen, "/kios/mpp/")
    choose(screen, "Ambil nomor")
    looked_at(screen, "dua-lusin")
    last = screen.locator(".kiosk-tile").last
    expect(screen.locator(".kiosk-tile")).to_have_count(27)
    for size in (UPRIGHT, {"width": DESK, "height": 768}, {"width": 1920, "height": 1080}):
        screen.set_viewport_size(size)
        expect(last).to_be_in_viewport(ratio=1)
        expect(screen.locator("[data-below]")).to_be_hidden()
    screen.set_viewport_size({"width": DESK, "height": 600})
    below = screen.get_by_role("button", name="Lainnya").bounding_box()
    assert below
    screen.mouse.click(below["x"] + 40, below["y"] + 40)
    expect(last).to_be_in_viewport(ratio=1)
    expect(screen.locator("[data-below]")).to_be_hidden()
