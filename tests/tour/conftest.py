"""The world of the access table, seen through a window."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.access import table
from tests.access.conftest import Cast, cast, memory, world
from tests.access.test_access import address
from tests.browser import outside_the_loop
from tests.tour.visit import Visit
from tests.window import Window, never_committed

__all__ = ["cast", "memory", "world"]


@pytest.fixture
def visit(cast: Cast, window: Window, new_page: Callable[..., Page]) -> Iterator[Callable[..., Visit]]:
    """Opens the page of a row as a role, at a width, in a language: ``visit(row, "head", PHONE, "id")``."""

    def open_page(row: table.Row, role: str, width: int, language: str) -> Visit:
        with outside_the_loop():
            client, path = cast.client(role), address(row.name, cast)
        client.cookies["django_language"] = language
        page = new_page(width)
        window.give(page.context, {name: one.value for name, one in client.cookies.items()})
        return Visit(page, window, window.go(page, path))

    with never_committed():
        yield open_page
