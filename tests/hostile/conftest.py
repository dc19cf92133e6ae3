"""The world of the access table, here in the hands of people who mean ill."""

import pytest

from tests.access.conftest import Cast, cast, memory, world
from tests.access.memory import Memory
from tests.browser import outside_the_loop
from tests.hostile import walk
from tests.hostile.walk import Sheet
from tests.world import World

__all__ = ["Cast", "cast", "memory", "world"]


@pytest.fixture(scope="package")
def sheets(world: World, memory: Memory) -> list[Sheet]:
    """Every form of the house, found by one walk for all tests of this folder."""
    house = Cast(world, memory)
    with outside_the_loop(), house.undone():
        return walk.sheets(house, walk.ROLES)
