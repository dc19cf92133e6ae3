"""The contents as this house tells them, read with Django in threads."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from django.db import close_old_connections, connection

from balai.core.live import Topic
from balai.front.displays import api as displays
from balai.runtime.gate import Gate, State


class Resting(Exception):
    """The house is being upgraded, or is newer than this program: nothing is read."""


class House:
    """What the displays and the queue say."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def place_of(self, topic: Topic) -> str | None:
        """The code of the place that a topic belongs to."""
        with self._awake():
            return displays.place_of(topic)

    def read(self, place: str, topics: Collection[Topic]) -> Mapping[Topic, str]:
        """The content of these topics of a place."""
        with self._awake():
            return displays.contents(place, topics)

    @contextmanager
    def _awake(self) -> Iterator[None]:
        """Within: a sound connection. One that failed is not used again."""
        if self._gate.state is not State.OPEN:
            raise Resting
        close_old_connections()
        try:
            yield
        except Exception:
            connection.close()
            raise
