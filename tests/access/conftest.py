"""The world of the access table: built once, inside a transaction that is never committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections, transaction
from django.test import Client

from balai.core.http.pages import shelf
from balai.foundation.accounts.testing import sign_in
from balai.foundation.audit.models import PersonalRead, Unsealed
from balai.foundation.audit.testing import unprotected
from tests.access.memory import Memory
from tests.browser import outside_the_loop
from tests.window import never_committed
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


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all tests of this folder; each test adds to it only until its end."""
    with django_db_blocker.unblock():
        with never_committed():
            with outside_the_loop():
                built = build()
            yield built
        with outside_the_loop():
            forget_witnesses()


def forget_witnesses() -> None:
    """What was written on the second connection, which no rollback reaches."""
    with unprotected("personalread", using="witness"):
        PersonalRead.objects.using("witness").all()._raw_delete("witness")
    Unsealed.objects.using("witness").all().delete()
    connections["witness"].close()


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
