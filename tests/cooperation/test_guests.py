"""The second half of a visit, on the phones of a delegation of 60 with 17 agencies whose regency has no Balai."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, expect

from balai.territory.guests.models import Note
from balai.territory.guests.tests.conftest import MONDAY, Trip, plant
from tests.browser import DESK, PHONE, check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed
from balai.territory.visits import api as visits

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


@pytest.fixture
def trip() -> Iterator[Trip]:
    with time_machine.travel(MONDAY, tick=False), never_committed():
        with outside_the_loop():
            made = plant()
        yield made


def looked_at(page: Page, name: str) -> None:
    check_axe(page)
    check_width(page)
    shoot(page, f"tamu-{name}")


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_a_delegation_on_its_phones(db: None, window: Window, trip: Trip, new_page: Callable[..., Page]) -> None:
    leader = new_page(PHONE)
    window.go(leader, "/tamu/pimpinan/KJG-1/")
    looked_at(leader, "pimpinan")
    press(leader, "Kirim kunci ke surel")
    key = re.search(r"(/tamu/\S+#\S+)", mail.outbox[-1].body)[1]
    window.go(leader, key)
    expect(leader.get_by_label("Kunci dari surel")).not_to_have_value("")
    press(leader, "Buka buku tamu")
    expect(leader.get_by_role("heading", name="Unit rombongan")).to_be_visible()
    looked_at(leader, "unit")
    with leader.expect_navigation():
        leader.get_by_role("link", name="Dinas 03").click()
    looked_at(leader, "tautan")
    code = leader.locator(".code").inner_text()

    first, second = new_page(PHONE), new_page(PHONE)
    for phone in (first, second):
        with phone.expect_navigation(url="**/tamu/buku/"):
            phone.goto(f"{window.address}/tamu/#{code}")
        expect(phone.get_by_role("heading", name="Acara kunjungan")).to_be_visible()
        assert "#" not in phone.url
    looked_at(first, "acara")
    kept(first, 6)
    kept(second, 6)
    village = trip.sessions[1]
    second.context.set_offline(True)
    second.goto(f"{window.address}/tamu/hadir/{village.code}/")
    expect(second.get_by_label("Kode di tempat")).to_have_value(village.code)
    second.get_by_role("button", name="Kami hadir").click()
    expect(second.get_by_text("Tersimpan di ponsel ini sejak").first).to_be_visible()
    looked_at(second, "hadir-terputus")
    second.get_by_role("link", name="Acara").click()
    second.get_by_role("link", name="Smart Kampung di Tamansari").click()
    expect(second.get_by_role("heading", name="Catatan kami")).to_be_visible()
    second.get_by_label("Apa yang kami lihat").fill("Kios melayani tanpa petugas sampai malam.")
    second.get_by_role("button", name="Simpan catatan").click()
    expect(second.get_by_text("2 kiriman menunggu sambungan")).to_be_visible()
    looked_at(second, "catatan-terputus")
    first.get_by_role("link", name="Smart Kampung di Tamansari").click()
    first.get_by_label("Apa yang kami lihat").fill("Surat selesai di desa.")
    first.get_by_label("Siapa yang memutuskan").fill("Bupati dan DPRD")
    first.get_by_label("Cocok bila disesuaikan").check()
    first.get_by_role("button", name="Simpan catatan").click()
    expect(first.get_by_text(re.compile(r"^Tersimpan \d\d\.\d\d$"))).to_be_visible()
    looked_at(first, "sesi")
    with second.expect_navigation():
        second.context.set_offline(False)
    expect(second.get_by_text("Dua ponsel menulis bersamaan")).to_be_visible()
    looked_at(second, "dua-tulisan")
    print("weight", window.weight)


def kept(page: Page, pages: int) -> None:
    """The worker has read all pages of the book."""
    page.wait_for_function(
        "async count => (await (await caches.open('balai-tamu')).keys())"
        ".filter(({url}) => new URL(url).pathname.startsWith('/tamu/')).length >= count", arg=pages,
    )
