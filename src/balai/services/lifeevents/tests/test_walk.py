"""A birth in a browser: from the question on the portal to the list in the account, on a phone and at a desk."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from balai.foundation.accounts.testing import sign_in
from tests.browser import check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
ANSWERS = {
    "Berapa anak yang lahir?": "Kembar dua",
    "Lahir di mana?": "Rumah sakit, puskesmas, klinik atau bidan",
    "Apakah perkawinan orang tua sudah tercatat?": "Sudah",
    "Keluarga peserta BPJS Kesehatan?": "Ya",
    "Perlu keringanan biaya persalinan atau perawatan?": "Tidak",
}


def looked_at(page: Page, name: str) -> None:
    """Readable for everybody, and not wider than the screen."""
    check_axe(page)
    check_width(page)
    shoot(page, f"peristiwa-{name}")


@pytest.fixture(autouse=True)
def taken_back(world: World) -> Iterator[None]:
    """What the pages of a test keep is gone after it."""
    with never_committed():
        yield


def test_from_the_portal_to_the_list_in_the_account(world: World, window: Window, page: Page) -> None:
    with outside_the_loop():
        cookies = sign_in(Client(), world.people["citizen"]).cookies
    assert window.go(page, "/") == 200
    looked_at(page, "beranda")
    page.get_by_role("link", name="Anak lahir").click()
    looked_at(page, "pertanyaan")
    for question, answer in ANSWERS.items():
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Lihat yang perlu diurus").click()
    expect(page.get_by_text("8 langkah di 4 instansi, 2 dapat diajukan dari sini.")).to_be_visible()
    looked_at(page, "daftar")
    window.give(page.context, {name: one.value for name, one in cookies.items()})
    page.reload()
    page.get_by_role("button", name="Simpan ke akun saya").click()
    expect(page.get_by_text("0 dari 8 langkah selesai")).to_be_visible()
    page.locator("#surat-lahir").get_by_role("button", name="Tandai selesai").click()
    expect(page.get_by_text("1 dari 8 langkah selesai")).to_be_visible()
    expect(page.locator("#akta-2").get_by_role("link", name="Ajukan dari sini")).to_be_visible()
    looked_at(page, "perjalanan")
