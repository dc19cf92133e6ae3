"""The second half of a visit, on the phones of a delegation of 60 with 17 agencies whose regency has no Balai.

The first half, from the request to the letter, is the host's.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from docx import Document
from playwright.sync_api import Page, expect

from balai.territory.adoption.snapshots import read_file
from balai.territory.guests.models import Note
from balai.territory.guests.tests.conftest import MONDAY, Trip, plant
from balai.territory.visits.models import Arrival, Question, Rating
from tests.browser import DESK, PHONE, check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
LIGHT = 60_000  # bytes that a first page brings to a cheap phone
UNIT = "Dinas 03"


@pytest.fixture
def trip() -> Iterator[Trip]:
    """The morning in the village, on the second of three days."""
    with time_machine.travel(MONDAY, tick=False) as clock, never_committed():
        with outside_the_loop():
            made = plant()
        clock.shift(timedelta(days=1))
        yield made


def looked_at(page: Page, name: str) -> None:
    """Readable for everybody, and not wider than the screen."""
    check_axe(page)
    check_width(page)
    shoot(page, f"tamu-{name}")


def follow(page: Page, name: str) -> None:
    """Go on by a link, and see where it leads."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def open_book(window: Window, page: Page, trip: Trip) -> str:
    """The leader opens the book with the key from the mailbox; the code of a unit's link."""
    window.go(page, f"/tamu/pimpinan/{trip.visit.code}/")
    assert window.weight < LIGHT
    looked_at(page, "pimpinan")
    press(page, "Kirim kunci ke surel")
    key = re.search(r"/tamu/pimpinan/buka/#\S+", str(mail.outbox[-1].body))
    assert key is not None
    window.go(page, key[0])
    expect(page.get_by_label("Kunci dari surel")).not_to_have_value("")
    assert "#" not in page.url
    press(page, "Buka buku tamu")
    expect(page.get_by_role("link", name=re.compile("^Dinas"))).to_have_count(17)
    looked_at(page, "unit")
    follow(page, UNIT)
    looked_at(page, "tautan")
    return page.locator(".guest-code").inner_text()


def enter(window: Window, page: Page, code: str) -> None:
    """Open the link of a unit on a phone, and wait until the phone could do without a line."""
    with page.expect_navigation(url="**/tamu/buku/"):
        page.goto(f"{window.address}/tamu/#{code}")
    expect(page.get_by_role("heading", name="Acara kunjungan")).to_be_visible()
    expect(page.get_by_text("dapat dipakai tanpa sambungan")).to_be_visible()


def in_the_village_without_a_line(window: Window, page: Page, trip: Trip) -> None:
    """Arrive by the code at the door and write a note, while nothing can be sent."""
    page.context.set_offline(True)
    page.goto(f"{window.address}/tamu/hadir/{trip.sessions[1].code}/")
    expect(page.get_by_label("Kode di tempat")).to_have_value(trip.sessions[1].code)
    page.get_by_label("Berapa orang").fill("4")
    page.get_by_role("button", name="Kami hadir").click()
    expect(page.get_by_text("1 kiriman menunggu sambungan")).to_be_visible()
    looked_at(page, "hadir-terputus")
    follow(page, "Acara")
    follow(page, "Smart Kampung di Tamansari")
    page.get_by_label("Apa yang kami lihat").fill("Kios melayani tanpa petugas sampai malam.")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_text("2 kiriman menunggu sambungan")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Apa yang kami lihat")).to_have_value(
        "Kios melayani tanpa petugas sampai malam."
    )
    expect(page.get_by_text("2 kiriman menunggu sambungan")).to_be_visible()
    looked_at(page, "catatan-terputus")


def refused_and_mended(window: Window, page: Page, trip: Trip) -> None:
    """A wrong code is not accepted: why, and what was typed, stand there, also after the page was left; then it is
    corrected and goes through once.
    """
    window.go(page, "/tamu/hadir/")
    page.get_by_label("Kode di tempat").fill("SES-0000-0000")
    page.get_by_label("Berapa orang").fill("3")
    page.get_by_role("button", name="Kami hadir").click()
    told = page.get_by_text(
        re.compile("^Tidak diterima: Kehadiran, .*Kode ini bukan dari acara Anda. Periksa lembar")
    )
    expect(told).to_be_visible()
    expect(page.get_by_text("Isian Anda masih ada")).to_be_visible()
    expect(page.get_by_label("Berapa orang")).to_have_value("3")
    looked_at(page, "ditolak")
    follow(page, "Acara")
    expect(told).to_be_visible()
    follow(page, "Perbaiki dan kirim lagi")
    expect(page.get_by_label("Berapa orang")).to_have_value("3")
    expect(page.get_by_label("Kode di tempat")).to_have_value("SES-0000-0000")
    page.get_by_label("Kode di tempat").fill(trip.sessions[1].code)
    with page.expect_navigation():
        page.get_by_role("button", name="Kami hadir").click()
    expect(page.get_by_text(re.compile(r"^Hadir \d\d"))).to_be_visible()
    expect(told).to_be_hidden()
    follow(page, "Acara")


def write_beside(page: Page) -> None:
    """A colleague of the same unit notes something on another phone, with a line."""
    follow(page, "Smart Kampung di Tamansari")
    page.get_by_label("Apa yang kami lihat").fill("Surat selesai di desa.")
    page.get_by_label("Siapa yang memutuskan").fill("Bupati dan DPRD")
    page.get_by_label("Cocok bila disesuaikan").check()
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_text(re.compile(r"^Tersimpan \d\d\.\d\d$"))).to_be_visible()
    looked_at(page, "sesi")


def join(page: Page) -> None:
    """The line is back: what waited is sent, and both texts are there to be joined."""
    with page.expect_navigation():
        page.context.set_offline(False)
    expect(page.get_by_text("Dua ponsel menulis bersamaan")).to_be_visible()
    expect(page.get_by_text("menunggu sambungan")).to_be_hidden()
    looked_at(page, "dua-tulisan")
    expect(page.get_by_label("Apa yang kami lihat")).to_have_value(
        re.compile("Kios melayani.*Surat selesai", re.S)
    )
    page.get_by_label("Apa yang kami lihat").fill("Kios dan surat di desa.")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_text(re.compile(r"^Tersimpan \d\d\.\d\d$"))).to_be_visible()


def ask_and_rate(page: Page) -> None:
    """What the host is told, by unit."""
    page.reload()
    page.get_by_label("Pertanyaan untuk narasumber").fill("Berapa biaya satu kios?")
    press(page, "Kirim pertanyaan")
    expect(page.get_by_text("Menunggu jawaban tuan rumah")).to_be_visible()
    page.get_by_role("group", name="Bergunakah").get_by_label("5 (sangat)").check()
    page.get_by_role("group", name="Jelaskah").get_by_label("4").check()
    press(page, "Kirim penilaian")
    expect(page.get_by_text("Unit Anda sudah menilai sesi ini")).to_be_visible()


def take_home(page: Page) -> None:
    """The leader takes the joint report and the beginning of the plan home."""
    follow(page, "Laporan")
    expect(page.get_by_text("Kios dan surat di desa.")).to_be_visible()
    looked_at(page, "laporan")
    assert Path(download(page, "Unduh PDF")).read_bytes()[:5] == b"%PDF-"
    told = [part.text for part in Document(str(download(page, "Unduh Word (DOCX)"))).paragraphs]
    assert "Kios dan surat di desa." in told
    visited = read_file(download(page, "Unduh berkas rencana").read_bytes())
    assert (visited.host_code, [taken["code"] for taken, _found in visited.entries]) == (
        "35.10",
        ["smart-kampung"],
    )
    ((taken, found),) = visited.entries
    assert (taken["title"]["id"], [one["saw"] for one in found]) == (
        "Smart Kampung",
        ["Kios dan surat di desa."],
    )


def download(page: Page, name: str) -> Path:
    """What a link hands out."""
    with page.expect_download() as handed:
        page.get_by_role("link", name=name).click()
    return Path(handed.value.path())


def test_a_delegation_of_sixty_on_its_phones(
    db: None, window: Window, trip: Trip, new_page: Callable[..., Page]
) -> None:
    leader, first, second = new_page(DESK), new_page(PHONE), new_page(PHONE)
    code = open_book(window, leader, trip)
    enter(window, first, code)
    looked_at(first, "acara")
    enter(window, second, code)
    refused_and_mended(window, first, trip)
    in_the_village_without_a_line(window, second, trip)
    write_beside(first)
    join(second)
    ask_and_rate(second)
    take_home(leader)
    with outside_the_loop():
        assert sorted((one.people, one.channel) for one in Arrival.objects.all()) == [(3, "qr"), (4, "qr")]
        assert [one.text for one in Question.objects.all()] == ["Berapa biaya satu kios?"]
        assert [(one.useful, one.clear) for one in Rating.objects.all()] == [(5, 4)]
        assert Note.objects.filter(replaced_by=None).count() == 1
    forget(window, second)


def forget(window: Window, page: Page) -> None:
    """The phone is given back: it opens nothing any more, and keeps no page."""
    follow(page, "Acara")
    press(page, "Lupakan buku di ponsel ini")
    expect(page.get_by_text("Ponsel ini tidak lagi membuka buku tamu")).to_be_visible()
    assert page.evaluate("() => caches.has('balai-tamu')") is False
    assert (
        page.evaluate("() => Object.keys(localStorage).filter(name => name.startsWith('balai:tamu'))") == []
    )
    window.go(page, "/tamu/buku/")
    expect(page.get_by_label("Kode Anda")).to_be_visible()
