"""A mall on a Monday morning behind a display, as pages see it: nothing of it is committed."""

from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from playwright.sync_api import Browser

from balai.foundation.accounts.testing import actor_of, make_officer
from balai.front.displays.screens import fragment
from balai.services.queues import api as queues
from balai.services.queues.tests.conftest import MONDAY, Mall, monday_at, plant
from tests.browser import outside_the_loop
from tests.window import never_committed

DISPLAY = "mpp-1"


class Hall:
    """The mall with its clock, and calls in one line of a test."""

    def __init__(self, mall: Mall, clock: time_machine.Traveller) -> None:
        self._mall, self._clock = mall, clock

    def call(self, letter: str, number: str) -> UUID:
        """Somebody takes a number and is called to the counter, a second later than before; the period."""
        with outside_the_loop():
            self._clock.shift(1)
            self._mall.take(letter)
            unit = self._mall.lines[letter].unit_id
            actor = actor_of(make_officer(f"loket{number}", "petugas_loket", unit))
            queues.open_counter(actor, self._mall.counters[number].pk)
            called = self._mall.call(actor, number).current
            assert called
            return called.period_id

    def fragment(self) -> str:
        """What the push process would send."""
        with outside_the_loop():
            return fragment("mpp", ())

    def close(self) -> None:
        """It is night."""
        self._clock.move_to(monday_at(20))


@pytest.fixture
def hall(db: None, browser: Browser) -> Iterator[Hall]:
    """Monday, 08.00 WIB, before the first number."""
    with time_machine.travel(MONDAY, tick=False) as clock, never_committed():
        with outside_the_loop():
            mall = plant()
        yield Hall(mall, clock)
