"""Every component, in both rooms and both themes: accessible, light, never wider than a phone."""

import pytest
from playwright.sync_api import Page

from tests.browser import check_axe, check_width, page_weight, shoot

LIMIT = 100_000
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings) -> None:
    settings.DEMO = True


@pytest.mark.parametrize("room", ["portal", "kerja"])
@pytest.mark.parametrize("theme", ["terang", "gelap"])
def test_the_gallery_is_accessible(page: Page, live_server, room: str, theme: str) -> None:
    page.goto(f"{live_server.url}/galeri/?ruang={room}&tema={theme}")
    shoot(page, f"galeri-{room}-{theme}")
    check_width(page)
    check_axe(page)


def test_a_first_visit_weighs_less_than_100_kb(new_page, live_server) -> None:
    assert page_weight(new_page(), f"{live_server.url}/galeri/") < LIMIT


def test_an_installation_that_serves_people_has_no_gallery(client, settings) -> None:
    settings.DEMO = False
    assert client.get("/galeri/").status_code == 404
