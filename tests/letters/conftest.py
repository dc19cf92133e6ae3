"""The small Banyuwangi of ``tests/world.py`` for letters with one and with two signatures."""

from collections.abc import Iterator

import pytest

from tests.access.conftest import Cast, cast, memory, world
from tests.letters.hardship import Office

__all__ = ["cast", "memory", "world"]


@pytest.fixture
def office(cast: Cast) -> Iterator[Office]:
    """Everybody who has to do with the letter; what a test does is taken back."""
    with cast.undone():
        yield Office(cast)
