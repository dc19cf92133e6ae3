"""The first half of a visit: a delegation of 60 with 17 agencies from Pasangkayu, three days, to the signed letter.

What happens on the phones of its guests is the second half.
"""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page, expect

from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import sign_in
from balai.territory.visits.models import Delegation, RequestDraft, Seat
from balai.territory.visits.tests.conftest import MONDAY, House, plant
from tests.browser import check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
UNITS = "\n".join(f"Dinas {number:02}" for number in range(1, 18))
LIGHT = 75_000  # bytes that the first page, with the calendar of four weeks, brings to a cheap phone
PROGRAMME = (
    ("Sambutan di lounge", "lounge", "2026-03-09"),
    ("Mal pelayanan", "mpp", "2026-03-10"),
    ("Smart Kampung", "desa-tamansari", "2026-03-11"),
)


@pytest.fixture
def house() -> Iterator[House]:
    """Monday, 2 March 2026, in a regency that receives."""
    with time_machine.travel(MONDAY, tick=False), never_committed():
        with outside_the_loop():
            made = plant()
        yield made


@pytest.fixture
def open_room(window: Window, new_page: Callable[..., Page]) -> Callable[[User, Page], Page]:
    """An officer at a screen of the same width."""

    def enter(user: User, like: Page) -> Page:
        size = like.viewport_size
        assert size is not None
        page = new_page(size["width"])
        with outside_the_loop():
            cookies = {name: morsel.value for name, morsel in sign_in(Client(), user).cookies.items()}
        window.give(page.context, cookies)
        return page

    return enter


def looked_at(page: Page, name: str) -> None:
    """Readable for everybody, and not wider than the screen."""
    check_axe(page)
    check_width(page)
    shoot(page, f"kunjungan-{name}")


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Go on by a link."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def ask(window: Window, page: Page) -> None:
    """The regional secretary's office writes, loses the page, goes on from the front page, and sends."""
    window.go(page, "/kunjungan/")
    assert window.weight < LIGHT
    looked_at(page, "tempat")
    follow(page, "Ajukan kunjungan")
    page.get_by_role("searchbox").fill("pasangkayu")
    expect(page.get_by_role("button", name="Kabupaten Pasangkayu")).to_be_visible()
    looked_at(page, "asal")
    with page.expect_navigation():
        page.get_by_role("button", name="Kabupaten Pasangkayu").click()
    page.get_by_label("Dipimpin oleh").fill("Bupati")
    with page.expect_response("**/simpan/"):
        page.get_by_label("Apa yang ingin Anda bawa pulang?").fill("Keuangan desa dan mal pelayanan")
    window.go(page, "/kunjungan/")
    follow(page, "Lanjutkan draf Anda")
    expect(page.get_by_label("Dipimpin oleh")).to_have_value("Bupati")
    press(page, "Kirim permohonan")
    looked_at(page, "kurang")
    page.get_by_label("Smart Kampung").first.check()
    page.get_by_label("Jumlah orang").fill("60")
    page.get_by_label("Unit yang datang").fill(UNITS)
    page.get_by_label("Hari pertama yang diinginkan").fill("2026-03-09")
    page.get_by_label("Hari terakhir").fill("2026-03-11")
    page.get_by_label("Nama narahubung").fill("Sekretaris Contoh")
    page.get_by_label("Surel", exact=True).fill("ok@pasangkayu.example")
    press(page, "Kirim permohonan")
    expect(page.get_by_text("Dinas 17")).to_be_visible()
    looked_at(page, "diikuti")


def decide(window: Window, page: Page, visit: Delegation, action: str, button: str) -> None:
    """Take an action of the case on its page."""
    window.go(page, f"/kerja/perkara/{visit.case_id}/tindakan/{action}/")
    press(page, button)


def plan(window: Window, page: Page, visit: Delegation) -> None:
    """Three days, three sites, each with who receives."""
    for title, site, day in PROGRAMME:
        window.go(page, f"/kerja/kunjungan/{visit.pk}/sesi/")
        page.get_by_label("Acara").fill(title)
        page.get_by_label("Tempat", exact=True).select_option(site)
        page.get_by_label("Hari", exact=True).fill(day)
        page.get_by_label("Mulai").fill("09:00")
        page.get_by_label("Selesai").fill("11:00")
        press(page, "Simpan")
        follow(page, "Minta")
        press(page, "Kirim permintaan")
    looked_at(page, "sesi")


def test_a_delegation_of_sixty_from_the_request_to_the_letter(
    page: Page, window: Window, house: House, open_room: Callable[[User, Page], Page]
) -> None:
    ask(window, page)
    with outside_the_loop():
        visit = Delegation.objects.get()
        assert (visit.units.count(), RequestDraft.objects.count()) == (17, 0)
    desk = open_room(house.coordinator, page)
    window.go(desk, "/kerja/kunjungan/")
    looked_at(desk, "meja")
    decide(window, desk, visit, "terima", "Dapat diterima, susun acara")
    plan(window, desk, visit)
    village = open_room(house.village_head, page)
    window.go(village, "/kerja/kunjungan/menerima/")
    looked_at(village, "menerima")
    follow(village, "Jawab Smart Kampung")
    village.get_by_label("Bersedia").check()
    looked_at(village, "jawaban")
    press(village, "Kirim jawaban")
    window.go(desk, f"/kerja/kunjungan/{visit.pk}/")
    expect(desk.get_by_text("2 tuan rumah belum bersedia")).to_be_visible()
    looked_at(desk, "acara")
    decide(window, desk, visit, "acara-selesai", "Acara lengkap, siapkan surat")
    expect(desk.get_by_text("Belum bersedia:").first).to_be_visible()
    looked_at(desk, "tuan-rumah-belum")
    window.go(desk, f"/kerja/perkara/{visit.case_id}/tindakan/tanpa-jawaban/")
    looked_at(desk, "tanpa-jawaban")
    desk.get_by_label("Alasan").fill("Keduanya setuju lewat telepon")
    press(desk, "Lanjutkan tanpa jawaban tuan rumah")
    decide(window, desk, visit, "konfirmasi", "Tanda tangani dan konfirmasi")
    with outside_the_loop():
        visit.refresh_from_db()
        assert (visit.state, str(visit.first_day), str(visit.last_day)) == (
            "confirmed",
            "2026-03-09",
            "2026-03-11",
        )
        assert sorted(Seat.objects.values_list("people", flat=True)) == [60, 60, 60]
    page.reload()
    expect(page.get_by_role("link", name="Unduh surat")).to_be_visible()
    expect(page.get_by_text("Smart Kampung").first).to_be_visible()
    looked_at(page, "terkonfirmasi")
    for path, name in (("riwayat/", "riwayat"), ("tempat/", "daftar-tempat"), ("tempat/mpp/", "satu-tempat")):
        window.go(desk, f"/kerja/kunjungan/{path}")
        looked_at(desk, name)
