"""A link out of a mail that is opened too late says so, says what to do, and leads to a new one.

The pages are answered in this process: only here can days pass in a moment.
"""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Page, expect

from balai.foundation.regions.testing import plant_regency
from tests.browser import outside_the_loop
from tests.journeys.account import PASSWORD, choose_password, is_signed_in, register, try_to_sign_in
from tests.journeys.letter import check
from tests.journeys.mailbox import link_in
from tests.window import Window, never_committed

pytestmark = pytest.mark.django_db
ADDRESS, NEW_PASSWORD = "ratna@contoh.test", "sawah-hijau-subuh"
CONFIRM = "Ya, ini alamat saya"


@pytest.fixture
def site(window: Window) -> Iterator[str]:
    """Banyuwangi, behind a window."""
    with never_committed():
        with outside_the_loop():
            plant_regency("35.10")
        yield window.address


@pytest.fixture
def later() -> Iterator[time_machine.Traveller]:
    """Lets time pass."""
    with time_machine.travel("2026-08-18 09:00+07:00") as clock:
        yield clock


def newest_link(count: int) -> str:
    """The link of the latest of so many mails."""
    assert [message.to for message in mail.outbox] == [[ADDRESS]] * count
    sent = mail.outbox[-1].message().as_bytes()
    return link_in(message_from_bytes(sent, policy=policy.default))


def says(page: Page, words: str) -> None:
    """The page says so, and holds as every page does."""
    expect(page.locator("main")).to_contain_text(words)
    check(page)


def test_a_registration_confirmed_after_three_days(
    page: Page, site: str, later: time_machine.Traveller
) -> None:
    register(page, site, ADDRESS)
    link = newest_link(1)
    later.shift(timedelta(days=3, minutes=1))
    page.goto(link)
    says(page, "Tautan ini tidak berlaku lagi. Masuk dengan kata sandi Anda; kami mengirim tautan baru.")
    assert page.get_by_role("button", name=CONFIRM).count() == 0
    page.get_by_role("link", name="Ke halaman masuk").click()
    try_to_sign_in(page, site, ADDRESS, PASSWORD)
    says(page, "Kami mengirim surel berisi tautan")
    assert not is_signed_in(page, site)
    page.goto(newest_link(2))
    page.get_by_role("button", name=CONFIRM).click()
    try_to_sign_in(page, site, ADDRESS, PASSWORD)
    assert is_signed_in(page, site)


def test_a_new_password_after_an_hour(page: Page, site: str, later: time_machine.Traveller) -> None:
    register(page, site, ADDRESS)
    page.goto(newest_link(1))
    page.get_by_role("button", name=CONFIRM).click()
    ask_for_a_new_password(page, site)
    link = newest_link(2)
    later.shift(timedelta(hours=1, seconds=1))
    page.goto(link)
    says(page, "Tautan ini tidak berlaku lagi: sudah dipakai, atau lebih dari satu jam. Minta yang baru.")
    assert page.locator("main input[type=password]").count() == 0
    page.get_by_role("link", name="Minta tautan baru").click()
    send_me_a_link(page)
    page.goto(newest_link(3))
    choose_password(page, NEW_PASSWORD, "Simpan kata sandi")
    try_to_sign_in(page, site, ADDRESS, NEW_PASSWORD)
    assert is_signed_in(page, site)


def ask_for_a_new_password(page: Page, site: str) -> None:
    """From the sign-in page."""
    page.goto(f"{site}/masuk/")
    page.get_by_role("link", name="Lupa kata sandi").click()
    send_me_a_link(page)


def send_me_a_link(page: Page) -> None:
    """The form that asks for the address."""
    page.fill("input[name=email]", ADDRESS)
    page.get_by_role("button", name="Kirim tautan").click()
    expect(page.locator("main")).to_contain_text("tautan untuk membuat kata sandi baru sudah dikirim")
