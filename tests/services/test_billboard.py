"""Izin Reklame in a browser: inspected, billed, paid at the desk, initialled, signed; suspended and objected to."""

import pytest
from playwright.sync_api import Page, expect

from balai.services.licences.models import Licence
from balai.services.payments.actions.tell_cases import tell_cases
from balai.services.payments.models import Bill
from tests.browser import outside_the_loop
from tests.services.papers import BILLBOARD, MINUTES, VISIT
from tests.services.walk import Walk

pytestmark = pytest.mark.django_db(databases="__all__")
VERIFIER, TEAM, TREASURER = "verifikator.dpmptsp", "teknis.dpmptsp", "bendahara.dpmptsp"
DIVISION, SECRETARY, HEAD = "kabid.dpmptsp", "sekretaris.dpmptsp", "kadis.dpmptsp"
FEE = "1.800.000"  # 24 m2, one board, six months, Rp12,500 each
DANGER = "Konstruksi membahayakan pengguna jalan."
STRONGER = "Konstruksi sudah diperkuat kemarin, foto terlampir pada berkas."


def test_a_billboard_from_the_application_to_an_objection_against_its_suspension(walk: Walk) -> None:
    case = walk.apply("warga", BILLBOARD)
    walk.decide(VERIFIER, case, "Berkas lengkap, teruskan")
    walk.decide(TEAM, case, "Tetapkan hari peninjauan", **VISIT)
    walk.decide(TEAM, case, "Jadwalkan ulang", reason="Hujan lebat pada hari peninjauan.")
    walk.decide(TEAM, case, "Tetapkan hari peninjauan", **VISIT)
    walk.decide(TEAM, case, "Kirim berita acara", **MINUTES)
    walk.decide(VERIFIER, case, "Tetapkan SKRD")
    says(walk.case("warga", case), FEE)
    pay(walk, case)
    walk.decide(DIVISION, case, "Beri paraf")
    walk.decide(SECRETARY, case, "Beri paraf")
    walk.decide(HEAD, case, "Setujui dan tanda tangani")
    says(walk.case("warga", case), "Izin ditandatangani")
    number = of_the_register(walk, case)
    walk.decide(HEAD, case, "Bekukan izin", reason=DANGER)
    anybody_reads(walk, number, "Izin ini dibekukan")
    object_to(walk, case)
    walk.decide(HEAD, case, "Kabulkan keberatan")
    anybody_reads(walk, number, "Izin ini berlaku")


def says(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def pay(walk: Walk, case: str) -> None:
    """The treasurer counts the money and signs the receipt; the case hears of it."""
    with outside_the_loop():
        bill = Bill.objects.get(case_id=case)
    page = walk.go(TREASURER, f"/kerja/tagihan/{bill.pk}/")
    page.get_by_role("link", name="Terima uang").click()
    page.wait_for_load_state()
    walk.look(page)
    page.fill("input[name=amount]", "1.800.000")
    page.get_by_role("button", name="Periksa dahulu").click()
    page.wait_for_load_state()
    walk.look(page)
    says(page, FEE)
    page.get_by_role("button", name="Ya, simpan dan beri tanda bukti").click()
    page.wait_for_load_state()
    with outside_the_loop():
        assert tell_cases() == 1
    says(walk.case("warga", case), "Pembayaran diterima")


def of_the_register(walk: Walk, case: str) -> str:
    """The licence as its holder, the office and anybody see it; its number."""
    with outside_the_loop():
        licence = Licence.objects.get(case_id=case)
    says(walk.go("warga", f"/izin/saya/{licence.pk}/"), licence.number)
    says(walk.go(HEAD, "/kerja/izin/"), licence.number)
    says(walk.go(HEAD, f"/kerja/izin/{licence.pk}/"), "Kopi Ijen")
    anybody_reads(walk, licence.number, "Izin ini berlaku")
    return licence.number


def anybody_reads(walk: Walk, number: str, words: str) -> None:
    """The public check, which names nobody."""
    page = walk.go("warga2", f"/izin/?nomor={number}")
    says(page, words)
    expect(page.locator("main")).not_to_contain_text("Siti")


def object_to(walk: Walk, case: str) -> None:
    """The holder objects to the suspension."""
    page = walk.case("warga", case)
    says(page, DANGER)
    page.get_by_role("link", name="Ajukan keberatan atas pembekuan").click()
    page.wait_for_load_state()
    walk.look(page)
    page.fill("textarea[name=reason]", STRONGER)
    page.locator("main").get_by_role("button", name="Ajukan keberatan atas pembekuan").click()
    page.wait_for_load_state()
    says(page, "Keberatan Anda atas pembekuan sedang diperiksa")
