"""Every page of the access table in a real browser: whole, light, readable in two languages and by everybody.

Each page is opened twice: on a phone in Indonesian by the least role that sees it, at a desk in English by the
highest. Both are then drawn at the other width too. A display speaks Indonesian to everybody.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.access import table
from tests.access.conftest import Cast
from tests.access.test_access import address
from tests.browser import DESK, PHONE, check_axe
from tests.tour.visit import Visit, english, is_data, pages, reads, seers

pytestmark = pytest.mark.django_db(databases="__all__")
LIGHT = 100_000  # bytes over the wire at a first visit


@pytest.mark.parametrize("row", pages(), ids=str)
def test_a_page_on_a_phone_in_indonesian(row: table.Row, visit: Callable[..., Visit]) -> None:
    seen = visit(row, seers(row)[0], PHONE, "id")
    assert seen.status == 200
    assert seen.window.weight < LIGHT
    expect(seen.page.locator("html")).to_have_attribute("lang", "id")
    check_axe(seen.page)
    seen.fits(PHONE, DESK)


@pytest.mark.parametrize("row", pages(), ids=str)
def test_a_page_at_a_desk_in_english(row: table.Row, visit: Callable[..., Visit]) -> None:
    seen = visit(row, seers(row)[-1], DESK, "en")
    assert seen.status == 200
    assert seen.window.weight < LIGHT
    expect(seen.page.locator("html")).to_have_attribute("lang", english(row))
    assert english(row) == "id" or seen.indonesian == []
    check_axe(seen.page)
    seen.fits(DESK, PHONE)


def test_what_is_no_page_is_known(cast: Cast) -> None:
    """Nothing stands on the list of what is not toured that a person would see as a page."""
    assert [row.name for row in reads() if is_page(cast, row) == is_data(row)] == []


def is_page(cast: Cast, row: table.Row) -> bool:
    """Whether the answer is a whole page of the house."""
    answer = cast.client(seers(row)[0]).get(address(row.name, cast))
    return answer["Content-Type"].startswith("text/html") and b"<html" in answer.content
