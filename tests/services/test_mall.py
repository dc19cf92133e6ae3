"""Visitors of the mall, from the door to the end of their visit, with everybody whom they meet."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from balai.core.ui.words import clock_time
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import sign_in
from balai.foundation.regions.api import zone
from balai.services.appointments.models import Booking
from balai.services.queues.models import Counter, Ticket, Visit
from tests.browser import PHONE, outside_the_loop
from tests.services.desk import Desk
from tests.services.papers import BIRTH, PROXY
from tests.services.walk import Walk

pytestmark = pytest.mark.django_db(databases="__all__")
SCREEN = {"width": 1080, "height": 1920}
CLERK, RECEPTION = "verifikator.dukcapil", "petugas.mpp"
RECORDED = {"nomor_akta": "3510-LT-17082026-0042", "tanggal_akta": "2026-11-20"}


@pytest.fixture
def morning(walk: Walk) -> Iterator[time_machine.Traveller]:
    """The next Monday, half past eight: the mall has opened."""
    with outside_the_loop():
        today = timezone.localdate(timezone=zone())
        monday = today + timedelta(days=7 - today.weekday())
        begin = datetime.combine(monday, time(8, 30), zone())
    with time_machine.travel(begin, tick=False) as clock:
        yield clock


def kiosk(walk: Walk) -> Page:
    """The touch screen in the hall, which its coordinator has set up."""
    with outside_the_loop():
        keeper = sign_in(Client(), User.objects.get(username="koordinator.mpp"))
        assert keeper.post("/kios/aktif/", {"tempat": "mpp"})["Location"] == "/kios/mpp/"
        cookies = {name: one.value for name, one in keeper.cookies.items() if one.value}
    screen = walk.new_page()
    screen.set_viewport_size(SCREEN)
    walk.window.give(screen.context, cookies)
    assert walk.window.go(screen, "/kios/mpp/") == 200
    return screen


def touch(screen: Page, *names: str) -> None:
    """One after the other, each on a page that has loaded."""
    for name in names:
        way = screen.get_by_role("link", name=re.compile(f"^{name}"))
        with screen.expect_navigation():
            way.or_(screen.get_by_role("button", name=name)).first.click()


def counter_page(number: str) -> str:
    with outside_the_loop():
        return f"/kerja/antrean/loket/{Counter.objects.get(place__code='mpp', number=number).pk}/"


def serve(walk: Walk, who: str, number: str, label: str) -> Page:
    """An officer opens a counter and calls; the page on which the visitor stands before them."""
    page = walk.go(who, counter_page(number))
    for name in ("Buka loket", "Panggil berikutnya"):
        page.get_by_role("button", name=name).click()
    expect(page.locator(".desk-number")).to_have_text(label)
    page.get_by_role("button", name="Mulai layani").click()
    expect(page.get_by_text("Sedang dilayani").first).to_be_visible()
    walk.look(page)
    return page


def finish(page: Page) -> None:
    page.get_by_role("button", name="Selesai").click()
    expect(page.get_by_text("Hari ini: 1 dilayani")).to_be_visible()


def ready(walk: Walk) -> str:
    """A certificate of birth that waits at the mall for its applicant."""
    with outside_the_loop():
        desk = Desk()
        case = desk.apply("warga", BIRTH)
        desk.decide(CLERK, case, "lengkap")
        assert desk.decide(CLERK, case, "catat", **RECORDED) == "penyerahan"
    return str(case)


def test_three_services_at_three_agencies_from_the_kiosk_to_the_hand_over(
    walk: Walk, morning: time_machine.Traveller
) -> None:
    case, screen = ready(walk), kiosk(walk)
    touch(
        screen, "Ambil nomor", "Informasi dan pengaduan", "Ya", "Dispendukcapil", "Kartu Keluarga Baru", "Ya"
    )
    touch(screen, "Bapenda", "Pembayaran dan Cetak Ulang", "Tidak", "Tidak")
    touch(screen, "Ambil nomor")
    for label in ("K 001", "A 001", "C 001"):
        expect(screen.get_by_text(label, exact=True).first).to_be_visible()
    with outside_the_loop():
        code = Visit.objects.get(place__code="mpp").code
    phone = walk.new_page(PHONE)
    assert walk.window.go(phone, f"/antrean/nomor/{code}/") == 200
    walk.look(phone)
    finish(serve(walk, "loket.kependudukan1", "1", "A 001"))
    morning.shift(timedelta(minutes=6))
    finish(serve(walk, "loket.pajak", "14", "C 001"))
    morning.shift(timedelta(minutes=6))
    desk = serve(walk, RECEPTION, "39", "K 001")
    expect(desk.locator("main")).to_contain_text("A 001")  # what else brought this visitor
    walk.decide(RECEPTION, case, "Serahkan", **PROXY)
    finish(walk.go(RECEPTION, counter_page("39")))
    expect(walk.case("warga", case).locator("main")).to_contain_text("Kutipan akta diserahkan")
    assert walk.window.go(phone, f"/antrean/nomor/{code}/") == 200
    expect(phone.locator("main")).to_contain_text("Kunjungan ini sudah berakhir")
    walk.look(phone)
    with outside_the_loop():
        assert list(Ticket.objects.filter(visit__code=code).values_list("state", flat=True)) == ["done"] * 3


def test_a_time_booked_on_the_phone_is_kept_at_the_kiosk(walk: Walk, morning: time_machine.Traveller) -> None:
    page = walk.go("warga", "/janji/ktp-dukcapil/")
    for button in ("main button[name=mulai]", "main button:has-text('Buat janji temu')"):
        with page.expect_navigation():
            page.locator(button).first.click()
        walk.look(page)
    expect(page.locator("main")).to_contain_text("Dijanjikan")
    with outside_the_loop():
        booking = Booking.objects.filter(opening__code="ktp-dukcapil", person__username="warga").latest(
            "created_at"
        )
        clock = clock_time(booking.starts_at)
    morning.move_to(booking.starts_at - timedelta(minutes=10))
    screen = kiosk(walk)
    touch(screen, "Sudah punya kode")
    screen.get_by_label("Kode", exact=True).fill(booking.code)
    touch(screen, "Lanjut")
    expect(screen.locator("main")).to_contain_text(f"Janji temu pukul {clock}")
    touch(screen, "Ambil nomor")
    expect(screen.get_by_text("A 001", exact=True).first).to_be_visible()
    desk = serve(walk, "loket.kependudukan1", "1", "A 001")
    expect(desk.locator("main")).to_contain_text(f"Janji {clock}")
    finish(desk)
    with outside_the_loop():
        booking.refresh_from_db()
        assert booking.state == "served"
