"""Many followers of the push process at little cost: a task and a socket each. How late does a change reach them?

``delays`` measures a change at a time; ``Followers`` stays open beside other work and counts what it hears.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from types import TracebackType

PATIENCE = 30.0  # seconds until a follower that hears nothing counts as deaf
Change = Callable[[], tuple[float, str]]


@dataclass(frozen=True)
class Delays:
    """Seconds between commit and receipt, over all followers and rounds; ``deaf`` never heard of a change."""

    count: int
    deaf: int
    median: float
    p95: float
    p99: float
    most: float


def summary(seconds: Sequence[float], deaf: int = 0) -> Delays:
    """The delays in figures."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else [*seconds] * 99
    return Delays(len(seconds), deaf, cuts[49], cuts[94], cuts[98], max(seconds))


@dataclass
class Follower:
    """One stream: what came last, and how often something came."""

    path: str
    last: str = ""
    at: float = 0.0  # of ``time.perf_counter``
    events: int = 0
    bytes: int = 0
    task: "asyncio.Task[None] | None" = None
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self, host: str, port: int) -> None:
        """Read until cancelled. Raises ConnectionError when the stream is refused or ends."""
        reader, writer = await asyncio.open_connection(host, port)
        try:
            writer.write(f"GET {self.path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            status = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[0].decode()
            if " 200 " not in status:
                raise ConnectionError(f"{self.path}: {status}")
            await self._read(reader)
        finally:
            writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        text = b""
        while size := int(await reader.readuntil(b"\r\n"), 16):
            text += (await reader.readexactly(size + 2))[:-2]
            self.bytes += size
            *events, text = text.split(b"\n\n")
            for event in events:
                if event.startswith(b"event: isi"):
                    self._note(event)
        raise ConnectionError(f"{self.path}: the stream ended")

    def _note(self, event: bytes) -> None:
        self.at, self.events = time.perf_counter(), self.events + 1
        self.last = event.decode()
        self.heard.set()

    async def wait_for(self, mark: str) -> float | None:
        """When the mark stood in what came; None after ``PATIENCE``."""
        try:
            async with asyncio.timeout(PATIENCE):
                while mark not in self.last:
                    self.heard.clear()
                    await self.heard.wait()
        except TimeoutError:
            return None
        return self.at


class Followers:
    """All of them, from their first content to the end of the block."""

    def __init__(self, host: str, port: int, paths: Collection[str]) -> None:
        self._host, self._port = host, port
        self.all = [Follower(path) for path in paths]

    async def __aenter__(self) -> "Followers":
        for follower in self.all:
            follower.task = asyncio.create_task(follower.listen(self._host, self._port))
        first = [self._first(follower) for follower in self.all]
        await asyncio.gather(*first)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        tasks = [follower.task for follower in self.all if follower.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def hear(self, mark: str) -> list[float | None]:
        """When each of them received the mark."""
        waits: list[Awaitable[float | None]] = [follower.wait_for(mark) for follower in self.all]
        return await asyncio.gather(*waits)

    @staticmethod
    async def _first(follower: Follower) -> None:
        assert follower.task
        heard = asyncio.create_task(follower.heard.wait())
        await asyncio.wait({heard, follower.task}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        heard.cancel()
        if follower.task.done():
            follower.task.result()
        if not follower.events:
            raise ConnectionError(f"{follower.path}: nothing came in {PATIENCE:.0f} seconds")


async def measured(host: str, port: int, paths: Collection[str], change: Change, rounds: int) -> Delays:
    """Change something ``rounds`` times while all listen.

    ``change`` runs in a thread; it returns when it committed (``time.perf_counter``) and a text that only the new
    content holds.
    """
    seconds: list[float] = []
    deaf = 0
    async with Followers(host, port, paths) as followers:
        for _round in range(rounds):
            committed, mark = await asyncio.to_thread(change)
            times = await followers.hear(mark)
            seconds += [at - committed for at in times if at is not None]
            deaf += times.count(None)
    return summary(seconds, deaf)


def delays(host: str, port: int, paths: Collection[str], change: Change, rounds: int = 20) -> Delays:
    """``measured``, for programs without a loop of their own."""
    return asyncio.run(measured(host, port, paths, change, rounds))
