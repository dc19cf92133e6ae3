"""How many may follow at once: all together, and from one address (a building shares one)."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from balai.runtime.push import meters


class Full(Exception):
    """No further stream; ``status`` is the answer (503: nobody, 429: not from this address)."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.status = status
        meters.REFUSED.labels(reason).inc()


class Doors:
    """Counts who is inside."""

    def __init__(self, most: int, most_each: int) -> None:
        self._most, self._most_each = most, most_each
        self._inside: Counter[str] = Counter()
        self._total = 0

    @contextmanager
    def through(self, address: str) -> Iterator[None]:
        """Be inside. Raises Full."""
        if self._total >= self._most:
            raise Full("total", 503)
        if self._inside[address] >= self._most_each:
            raise Full("address", 429)
        self._inside[address] += 1
        self._total += 1
        try:
            yield
        finally:
            self._inside[address] -= 1
            self._total -= 1
            if not self._inside[address]:
                del self._inside[address]
