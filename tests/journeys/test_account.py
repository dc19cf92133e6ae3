"""A person comes to an account: with e-mail at home, or with a phone number at a counter."""

import random
import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE
from tests.journeys import people
from tests.journeys.account import PASSWORD, choose_password, is_signed_in, register, try_to_sign_in
from tests.journeys.letter import check
from tests.journeys.mailbox import Mailbox, link_in

NEW_PASSWORD = "sawah-hijau-subuh"
SENT = "Kami mengirim surel berisi tautan ke alamat yang Anda tulis."
RECOVERY = "Bila alamat itu milik sebuah akun, tautan untuk membuat kata sandi baru sudah dikirim."
MISMATCH = "Nama atau kata sandi belum benar. Periksa lagi, atau buat kata sandi baru."
GONE = "Tautan ini tidak berlaku lagi"


@pytest.fixture
def address() -> str:
    """An e-mail address that no other run uses."""
    return f"warga-{uuid4().hex[:8]}@contoh.test"


def test_registration_with_a_mailed_link(page: Page, site: str, mailbox: Mailbox, address: str) -> None:
    page.goto(f"{site}/daftar/")
    check(page)
    register(page, site, address, "1234567890")
    check(page)
    expect(page.locator("main")).to_contain_text("Kata sandi ini terlalu umum.")
    assert page.url == f"{site}/daftar/"
    register(page, site, address)
    check(page)
    expect(page.locator("main")).to_contain_text(SENT)
    assert not is_signed_in(page, site)
    link = link_in(mailbox.wait(address))
    page.goto(f"{link.rstrip('/')}x/")
    check(page)
    expect(page.locator("main")).to_contain_text(GONE)
    page.goto(link)
    check(page)
    page.get_by_role("button", name="Ya, ini alamat saya").click()
    page.wait_for_load_state()
    try_to_sign_in(page, site, address, PASSWORD)
    assert is_signed_in(page, site)
    check(page)
    expect(page.locator("main")).to_contain_text("Ratna Dewi")


def registered(page: Page, site: str, mailbox: Mailbox, address: str) -> None:
    """A person whose address is confirmed."""
    register(page, site, address)
    page.goto(link_in(mailbox.wait(address)))
    page.get_by_role("button", name="Ya, ini alamat saya").click()
    page.wait_for_load_state()


def test_nobody_learns_whose_address_is_known(
    new_page: Callable[..., Page], site: str, mailbox: Mailbox, address: str
) -> None:
    registered(new_page(PHONE), site, mailbox, address)
    page = new_page(PHONE)
    register(page, site, address)
    expect(page.locator("main")).to_contain_text(SENT)
    told = []
    for name in (address, f"tidak-{address}"):
        try_to_sign_in(page, site, name, "bukan-kata-sandinya")
        told.append(page.get_by_role("alert").inner_text())
        page.goto(f"{site}/akun/kata-sandi/lupa/")
        page.fill("input[name=email]", name)
        page.get_by_role("button", name="Kirim tautan").click()
        expect(page.locator("main")).to_contain_text(RECOVERY)
    assert told[0] == told[1]
    assert MISMATCH in told[0]
    assert mailbox.letters(f"tidak-{address}") == []


def test_a_forgotten_password(page: Page, site: str, mailbox: Mailbox, address: str) -> None:
    registered(page, site, mailbox, address)
    page.goto(f"{site}/masuk/")
    page.get_by_role("link", name="Lupa kata sandi").click()
    check(page)
    page.fill("input[name=email]", address)
    page.get_by_role("button", name="Kirim tautan").click()
    check(page)
    link = link_in(mailbox.wait(address, 2))
    page.goto(link)
    check(page)
    choose_password(page, NEW_PASSWORD, "Simpan kata sandi")
    check(page)
    page.goto(link)
    check(page)
    expect(page.locator("main")).to_contain_text("sudah dipakai, atau lebih dari satu jam")
    page.context.clear_cookies()
    try_to_sign_in(page, site, address, PASSWORD)
    expect(page.locator("main")).to_contain_text(MISMATCH)
    try_to_sign_in(page, site, address, NEW_PASSWORD)
    assert is_signed_in(page, site)


def test_five_wrong_passwords_close_the_door_and_say_for_how_long(
    page: Page, site: str, address: str
) -> None:
    for _attempt in range(5):
        try_to_sign_in(page, site, address, "bukan-kata-sandinya")
    check(page)
    expect(page.locator("main")).to_contain_text("Terlalu banyak percobaan")
    expect(page.locator("main")).to_contain_text(re.compile(r"Coba lagi dalam 15 menit"))
    page.get_by_role("link", name="Buat kata sandi baru").click()
    expect(page.locator("input[name=email]")).to_be_visible()


def test_an_account_made_at_the_counter(new_page: Callable[..., Page], site: str) -> None:
    chance = random.Random()  # noqa: S311 - numbers that nobody holds
    phone = f"0812{chance.randrange(10**7, 10**8)}"
    slip = new_page(DESK)
    people.sign_in(slip, site, "operator.tamansari")
    slip.goto(f"{site}/kerja/warga/daftar/")
    check(slip)
    fill_card(slip, f"351024160688{chance.randrange(1, 9000):04d}", phone)
    slip.get_by_role("button", name="Daftarkan").click()
    slip.wait_for_load_state()
    check(slip)
    expect(slip.locator("main")).to_contain_text(phone[1:])
    code = slip.locator("article .code").inner_text()
    slip.reload()
    expect(slip.locator("main")).to_contain_text("Kode sudah ditampilkan")
    first_sign_in(new_page(PHONE), site, code, phone)


def fill_card(page: Page, nik: str, phone: str) -> None:
    """What the officer copies from the card on the table."""
    page.fill("input[name=nik]", nik)
    page.fill("input[name=full_name]", "Joko Susilo")
    page.fill("input[name=birth_place]", "Banyuwangi")
    page.fill("input[name=birth_date]", "1988-06-16")
    page.select_option("select[name=sex]", "L")
    page.select_option("select[name=region_code]", "35.10.24.2008")
    page.fill("input[name=phone]", phone)
    page.check("input[name=consent]")


def first_sign_in(page: Page, site: str, code: str, phone: str) -> None:
    """With the code on paper into the own account, and from then on with the phone number."""
    page.goto(f"{site}/masuk/")
    page.get_by_role("link", name="Saya punya kode dari petugas").click()
    check(page)
    page.fill("input[name=code]", code.lower().replace("-", " "))
    page.locator("form:has(input[name=code]) button[type=submit]").click()
    page.wait_for_load_state()
    check(page)
    address = page.url
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    page.locator("form:has(input[name=password1]) button[type=submit]").click()
    page.wait_for_load_state()
    assert page.url == f"{site}/akun/"
    expect(page.locator("main")).to_contain_text("Joko Susilo")
    page.goto(address)
    check(page)
    page.context.clear_cookies()
    try_to_sign_in(page, site, phone, PASSWORD)
    assert is_signed_in(page, site)
