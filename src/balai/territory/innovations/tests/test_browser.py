"""The catalogue, its writing and the index in a real browser, on a phone and at a desk."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from balai.territory.innovations.actions.assess import (
    assess_innovation,
    assess_region,
    begin_assessment,
    count_innovation,
)
from balai.territory.innovations.tests.conftest import House, build
from tests.browser import DESK, PHONE, check_axe, check_width, outside_the_loop, shoot
from tests.window import Window, never_committed

pytestmark = pytest.mark.django_db(databases=["default", "witness"])

INDEX = {"": "indeks", "2025/": "tahun", "2025/spbe/": "nilai", "instrumen/iid-2023/": "instrumen"}


def looked_at(page: Page, name: str) -> None:
    """Readable for everybody, and not wider than the screen."""
    check_axe(page)
    check_width(page)
    shoot(page, f"inovasi-{name}")


@pytest.fixture
def house() -> Iterator[House]:
    """A house of its own, on the connection that answers the browser."""
    with never_committed():
        with outside_the_loop():
            made = build()
            begin_assessment(made.keeper, 2025, "iid-2023")
            assess_region(made.keeper, 2025, dict.fromkeys(range(1, 16), 2))
            for code in ("spbe", "smart-kampung", "mal-pelayanan-publik"):
                count_innovation(made.keeper, 2025, code)
                assess_innovation(made.keeper, 2025, code, dict.fromkeys(range(16, 36), 3))
        yield made


def test_from_the_problem_to_the_page_and_from_an_idea_to_the_index(
    db: None, window: Window, house: House, new_page: Callable[..., Page]
) -> None:
    for width in (PHONE, DESK):
        writer, reviewer, keeper = (new_page(width) for _ in range(3))
        find(window, writer)
        for page, who in ((writer, "writer"), (reviewer, "reviewer"), (keeper, "keeper")):
            sign_in(window, page, house, who)
        title = f"Antar surat {width}"
        write(window, writer, title)
        review(window, reviewer, title)
        send_back(reviewer)
        write_again(window, writer, title)
        review(window, reviewer, title)
        publish(reviewer)
        move(window, keeper)
        for path, name in INDEX.items():
            window.go(keeper, f"/kerja/inovasi/indeks/{path}")
            looked_at(keeper, name)


def sign_in(window: Window, page: Page, house: House, who: str) -> None:
    with outside_the_loop():
        cookies = house.at(who).cookies
    window.give(page.context, {name: one.value for name, one in cookies.items()})


def find(window: Window, page: Page) -> None:
    window.go(page, "/inovasi/")
    looked_at(page, "katalog")
    page.get_by_role("searchbox").fill("antrean panjang")
    with page.expect_navigation():
        page.get_by_role("button", name="Cari").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Mal Pelayanan Publik").first.click()
    expect(page.get_by_text("218.345")).to_be_visible()
    looked_at(page, "satu")


def write(window: Window, page: Page, title: str) -> None:
    window.go(page, "/kerja/inovasi/")
    looked_at(page, "daftar")
    fill(
        page, {"Nama inovasi, dalam bahasa Indonesia": title, "Nama inovasi, dalam bahasa Inggris": "Letters"}
    )
    with page.expect_navigation():
        page.get_by_role("button", name="Mulai menulis").click()
    texts = {"Ringkasan satu kalimat": "Surat diantar", "Masalah yang dijawab": "Jauh dari kantor"}
    for label, text in texts.items():
        fill(page, {f"{label}, dalam bahasa {language}": text for language in ("Indonesia", "Inggris")})
    with page.expect_navigation():
        page.get_by_role("button", name="Simpan").click()
    looked_at(page, "draf")
    confirm(page, "Kirim untuk ditinjau")
    expect(page.get_by_text("Dikirim. Peninjau melihatnya")).to_be_visible()


def review(window: Window, page: Page, title: str) -> None:
    """Returned with a note first: whoever wrote it reads the note and sends it again."""
    window.go(page, "/kerja/")
    with page.expect_navigation():
        page.get_by_role("link", name=title).first.click()
    looked_at(page, "perkara")
    with page.expect_navigation():
        page.get_by_role("link", name="Tinjau", exact=True).click()
    looked_at(page, "tinjau")


def send_back(page: Page) -> None:
    fill(page, {"Yang perlu diperbaiki": "Sebutkan jumlah kurirnya"})
    with page.expect_navigation():
        page.get_by_role("button", name="Kembalikan").click()
    expect(page.get_by_text("Dikembalikan. Penulisnya diberi tahu.")).to_be_visible()


def write_again(window: Window, page: Page, title: str) -> None:
    window.go(page, "/kerja/inovasi/")
    with page.expect_navigation():
        page.get_by_role("link", name=title).first.click()
    expect(page.get_by_text("Sebutkan jumlah kurirnya")).to_be_visible()
    looked_at(page, "dikembalikan")
    confirm(page, "Kirim untuk ditinjau")


def publish(page: Page) -> None:
    confirm(page, "Terbitkan")
    expect(page.get_by_text("Diterbitkan. Halaman inovasi sudah berubah.")).to_be_visible()
    looked_at(page, "kelola")


def confirm(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    with page.expect_navigation():
        page.get_by_role("dialog").get_by_role("button").first.click()


def move(window: Window, page: Page) -> None:
    """The keeper lets it go on by a stage."""
    window.go(page, "/kerja/inovasi/spbe/tahap/")
    looked_at(page, "tahap")


def fill(page: Page, texts: dict[str, Any]) -> None:
    for label, text in texts.items():
        page.get_by_label(label).fill(text)
