"""Register, map, licence and public check in a real browser, on a phone and at a desk."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from balai.core.actor import SYSTEM
from balai.foundation.regions.api import today
from balai.services.licences.actions.change_standing import turn_licence
from balai.services.licences.actions.note_visit import FindingDraft, add_finding
from balai.services.licences.models import Licence, Visit
from balai.services.licences.tests.conftest import House, build, days, licence_of
from tests.browser import DESK, PHONE, check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
PLACES = (
    ("Papan 4 m x 6 m, Osing Deles", "-8.21900", "114.36900", 25),
    ("Videotron 3 m x 5 m, Pantai Boom", "-8.20600", "114.38500", 165),
    ("Penginapan tepi pantai", "-8.60300", "114.03000", 600),
    ("Pengolahan ikan", "-8.43000", "114.33500", 300),
)


def plant(house: House) -> Licence:
    """A register with a renewed, visited, suspended licence among others."""
    first = licence_of(house, "500.16/7/2025", valid_from=days(-400), valid_until=days(20))
    licence = licence_of(house, "500.16/12/2026", follows=first.pk, follow="renewal", valid_from=today())
    for number, (what, latitude, longitude, left) in enumerate(PLACES):
        point = (Decimal(latitude), Decimal(longitude))
        one = licence_of(
            house, f"503/{number}/2026", object=what, point=point, valid_until=days(left), holder_id=None
        )
        if number == 1:
            turn_licence(SYSTEM, one.pk, "bekukan", "Menutup rambu lalu lintas, sudah ditegur dua kali")
    values = {
        "tanggal_kunjungan": today().isoformat(),
        "kesesuaian": "sebagian",
        "catatan": "Lampu tanpa pelindung.",
    }
    visit = Visit.objects.create(
        licence=licence, visited_on=today(), officer_name="Hendra Gunawan", form_code="kunjungan-izin",
        form_version=1, values=values,
    )  # fmt: skip
    for what, left in (("Lampu belum memakai pelindung cahaya", 14), ("Baut tiang belum lengkap", 7)):
        add_finding(SYSTEM, visit.pk, FindingDraft(what, "minor", days(left)))
    return licence


def looked_at(page: Page, name: str) -> None:
    """Readable for everybody, and not wider than the screen."""
    check_axe(page)
    check_width(page)
    shoot(page, f"izin-{name}")


@pytest.fixture
def house() -> Iterator[House]:
    """A house of its own: the browser's pages are answered on another connection than that of other tests."""
    with never_committed():
        with outside_the_loop():
            made = build()
        yield made


def test_register_licence_and_public_check(
    db: None, window: Window, house: House, new_page: Callable[..., Page]
) -> None:
    with outside_the_loop():
        licence = plant(house)
        cookies = {who: house.at(who).cookies for who in ("head", "holder")}
    for width in (PHONE, DESK):
        walk(window, new_page(width), licence, cookies)


def walk(window: Window, page: Page, licence: Licence, cookies: dict[str, Any]) -> None:
    """Anybody checks, an officer looks and settles a finding, the holder sees it."""
    assert window.go(page, f"/izin/?nomor={licence.number}") == 200
    expect(page.get_by_role("heading", name="Izin ini berlaku")).to_be_visible()
    looked_at(page, "periksa")
    window.give(page.context, {name: one.value for name, one in cookies["head"].items()})
    window.go(page, "/kerja/izin/")
    looked_at(page, "register")
    page.get_by_role("link", name="Peta", exact=True).click()
    looked_at(page, "peta")
    page.get_by_role("link", name="503/1/2026").first.click()
    expect(page.get_by_text("Menutup rambu lalu lintas").first).to_be_visible()
    looked_at(page, "dibekukan")
    window.go(page, f"/kerja/izin/{licence.pk}/")
    looked_at(page, "izin")
    page.get_by_role("link", name="Catat tindak lanjut").first.click()
    page.get_by_label("Tindak lanjut").fill("Sudah diperbaiki, dilihat di tempat")
    looked_at(page, "tindak-lanjut")
    page.get_by_role("button", name="Temuan selesai").click()
    expect(page.get_by_text("Sudah diperbaiki, dilihat di tempat").first).to_be_visible()
    page.get_by_role("link", name="Catat kunjungan").click()
    looked_at(page, "kunjungan")
    window.give(page.context, {name: one.value for name, one in cookies["holder"].items()})
    window.go(page, "/izin/saya/")
    looked_at(page, "saya")
    page.get_by_role("link", name="500.16/12/2026").click()
    expect(page.get_by_role("button", name="Perpanjang izin")).to_be_visible()
    looked_at(page, "saya-satu")
