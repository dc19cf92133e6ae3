"""The world of the access table, and everybody in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from balai.core.http.pages import shelf
from balai.foundation.accounts.testing import sign_in
from tests.access.memory import Memory
from tests.browser import outside_the_loop
from tests.standing import standing
from tests.world import World, build


@dataclass(frozen=True)
class Cast:
    """Everybody of the table, ready to knock at a door."""

    world: World
    memory: Memory

    def client(self, role: str, **options: Any) -> Client:
        """A browser in which the person of the role is signed in, with the second factor shown."""
        client = Client(headers={"accept-language": "id"}, **options)
        return client if role == "visitor" else sign_in(client, self.world.people[role])

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What happens inside is taken back."""
        point = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(point)


world = standing(build, scope="package")


@pytest.fixture(scope="package")
def memory(world: World) -> Memory:
    """What the world holds when a test begins."""
    with outside_the_loop():
        return Memory.now()


@pytest.fixture
def cast(world: World, memory: Memory) -> Iterator[Cast]:
    """The cast, with nothing remembered from the test before."""
    with outside_the_loop():
        cache.clear()
    shelf.clear()
    yield Cast(world, memory)
    shelf.clear()
