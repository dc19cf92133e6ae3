"""The world of the access table, through which services of the regency and its guests are walked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from balai.services.payments.tests.conftest import bank
from tests.access.conftest import Cast, cast, memory, world
from tests.services.desk import Desk
from tests.services.walk import Walk
from tests.window import Window, never_committed
from tests.world import photograph

__all__ = ["bank", "cast", "memory", "world"]


@pytest.fixture
def walk(cast: Cast, window: Window, new_page: Callable[..., Page], scan: Path) -> Iterator[Walk]:
    """People in a browser; what they do is taken back."""
    with never_committed():
        yield Walk(window, new_page, scan)


@pytest.fixture
def desk(cast: Cast) -> Iterator[Desk]:
    """The same people without a browser; what they do is taken back."""
    with cast.undone():
        yield Desk()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A picture of a paper."""
    path = tmp_path / "pindaian.jpg"
    path.write_bytes(photograph().read())
    return path
