"""At a counter: from the person at the desk to the printed receipt, and what that person finds at home."""

import re

import pytest
from playwright.sync_api import expect

from balai.foundation.accounts.models import User
from tests.browser import outside_the_loop
from tests.journeys import people
from tests.paper import BUSINESS
from tests.services.papers import SCAN
from tests.services.walk import Walk

pytestmark = pytest.mark.django_db(databases="__all__")
OFFICER = "operator.tamansari"
CODE = re.compile(r"SKU-[0-9A-Z]{4}-[0-9A-Z]{4}")


def test_from_the_person_at_the_desk_to_the_receipt(walk: Walk) -> None:
    with outside_the_loop():
        person = User.objects.get(username="warga").pk
    page = walk.go(OFFICER, f"/kerja/warga/{person}/")
    page.get_by_role("link", name="Bantu mengajukan permohonan").click()
    walk.look(page)
    page.get_by_role("searchbox", name="Cari layanan").fill("buka toko")
    page.get_by_role("searchbox", name="Cari layanan").press("Enter")
    page.locator("main .rows-link", has_text="Surat Keterangan Usaha").click()
    walk.look(page)
    page.get_by_role("button", name="Mulai mengisi untuk").click()
    expect(page.locator("main")).to_contain_text("Anda mengisi untuk")
    people.go_on(page)
    for name in BUSINESS:
        page.locator(f"input[name={name}__pakai]").check()  # what an earlier application said
    walk.look(page)
    people.go_on(page)
    expect(page.locator("main")).to_contain_text("tidak perlu diunggah lagi")
    walk.write(
        page, {"keperluan": "kur", "lembaga": "BRI Unit Licin", "foto_usaha": SCAN, "pernyataan": "on"}
    )
    people.go_on(page)
    page.get_by_role("button", name="Kirim permohonan").click()
    expect(page.locator("main")).to_contain_text("Pilih apakah pemohon hadir sendiri atau diwakili.")
    walk.look(page)
    page.get_by_label("Pemohon hadir sendiri di loket").check()
    page.get_by_label("Isian sudah dibacakan").check()
    page.get_by_role("button", name="Kirim permohonan").click()
    expect(page.get_by_role("button", name="Cetak tanda terima")).to_be_visible()
    walk.look(page)
    code = CODE.search(page.locator("main").inner_text())
    assert code
    expect(walk.go("warga", "/permohonan/").locator("main")).to_contain_text(code[0])
