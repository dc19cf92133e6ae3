"""A fee paid through the bank in a browser: chosen on the page, paid at the bank, told by it; the case goes on."""

import pytest
from playwright.sync_api import Page, expect

from balai.services.payments.actions.answer_call import handle_calls
from balai.services.payments.actions.ask_bank import ask_bank
from balai.services.payments.actions.tell_cases import tell_cases
from balai.services.payments.standin import StandIn
from tests.browser import outside_the_loop
from tests.services.desk import Desk
from tests.services.papers import BILLBOARD, MINUTES, VISIT
from tests.services.walk import Walk

pytestmark = pytest.mark.django_db(databases="__all__")
VERIFIER, TEAM, DIVISION = "verifikator.dpmptsp", "teknis.dpmptsp", "kabid.dpmptsp"
TURN = 10_000  # milliseconds: the page asks every four seconds how it stands


def test_a_fee_paid_through_the_bank_lets_the_case_go_on(walk: Walk, bank: StandIn) -> None:
    bank.calls = walk.window.address
    with outside_the_loop():
        case = billed()
    page = walk.case("warga", case)
    page.get_by_role("link", name="Bayar sekarang").click()
    page.wait_for_load_state()
    choose(walk, page, "QRIS", "Pindai dengan aplikasi bank")
    expect(page.get_by_role("img", name="Kode QRIS untuk dipindai")).to_be_visible()
    choose(walk, page, "virtual account", "8808000000000002")
    pay_at(bank, walk.new_page(), "va")
    with outside_the_loop():
        assert (handle_calls(), tell_cases()) == (1, 1)
    says(page, "Lunas")
    walk.look(page)
    receipt_of(walk, page)
    says(walk.case("warga", case), "Pembayaran diterima")
    walk.decide(DIVISION, case, "Beri paraf")


def billed() -> str:
    """A billboard that was inspected, with its fee notice; over HTTP."""
    desk = Desk()
    case_id = desk.apply("warga", BILLBOARD)
    desk.decide(VERIFIER, case_id, "lengkap")
    desk.decide(TEAM, case_id, "jadwalkan", **VISIT)
    desk.file(TEAM, case_id, "berita-acara", "tinjauan", MINUTES)
    desk.decide(TEAM, case_id, "berita-acara")
    assert desk.decide(VERIFIER, case_id, "tetapkan") == "pembayaran"
    return str(case_id)


def says(page: Page, words: str) -> None:
    """The page says so, by itself."""
    expect(page.locator("main")).to_contain_text(words, timeout=TURN)


def choose(walk: Walk, page: Page, way: str, words: str) -> None:
    """Press the button of a way to pay; a job asks the bank, and the page shows what it gave."""
    page.get_by_role("button", name=f"Bayar dengan {way}").click()
    says(page, "Sedang disiapkan bank")
    walk.look(page)
    with outside_the_loop():
        assert ask_bank() == 1
    says(page, words)
    walk.look(page)


def pay_at(bank: StandIn, page: Page, kind: str) -> None:
    """The payer at the bank, which calls back while its page waits."""
    page.goto(bank.url)
    row = page.get_by_role("listitem").filter(has_text=kind)
    row.get_by_role("button", name="Bayar").click()
    expect(row).to_contain_text("dibayar, referensi BNK")


def receipt_of(walk: Walk, page: Page) -> None:
    """The page of the receipt, and its file."""
    page.get_by_role("link", name="Bukti pembayaran").click()
    page.wait_for_load_state()
    says(page, "1.800.000")
    walk.look(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh PDF").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
