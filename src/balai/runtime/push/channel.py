"""The streams of one place: read once for a change, however many follow it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress

import structlog

from balai.core.live import Topic
from balai.runtime.push import meters, wire
from balai.runtime.push.stream import Stream, over

log = structlog.get_logger("balai.push")
PACE = 0.2  # seconds between two readings of a place: at most five a second
TICK = (
    15.0  # seconds after which a place is read although nothing changed: waiting times and opening hours move
)
BELL = "tempat"  # tells that something changed, and not what
RETRY = 1.0  # seconds until a reading that failed is tried again

Reading = Callable[[str, Collection[Topic]], Awaitable[Mapping[Topic, str]]]


class Channel:
    """Everybody who follows something of one place. Works while somebody does."""

    def __init__(self, place: str, read: Reading) -> None:
        self.place, self._read = place, read
        self.streams: dict[Topic, set[Stream]] = {}
        self._frames: dict[Topic, wire.Frame] = {}
        self._is_fresh = False
        self._changes = time.time_ns()  # what a bell tells; never the same in two processes
        self._rung = asyncio.Event()
        self._work = asyncio.create_task(self._run(), name=f"place {place}")

    def join(self, stream: Stream) -> None:
        """Add a reader: it gets at once what is known to be true, else what the next reading finds."""
        self.streams.setdefault(stream.topic, set()).add(stream)
        frame = self._frames.get(stream.topic) if self._is_fresh else None
        if frame is None:
            self._rung.set()
            return
        stream.offer(frame)
        stream.say(wire.alive())

    def leave(self, stream: Stream) -> bool:
        """Take a reader away; True when nobody is left."""
        readers = self.streams[stream.topic]
        readers.discard(stream)
        if not readers:
            del self.streams[stream.topic]
            self._frames.pop(stream.topic, None)
        return not self.streams

    def ring(self) -> None:
        """Something changed at the place, or may have."""
        self._changes += 1
        self._rung.set()

    def lose(self) -> None:
        """What was read last can no longer be vouched for."""
        if self._is_fresh:
            self._is_fresh = False
            self._say(wire.LOST)

    def beat(self) -> None:
        """A sign of life: that the content is true, or only that the line stands."""
        self._say(wire.alive() if self._is_fresh else wire.STILL)

    def close(self) -> None:
        """End the work and every stream."""
        self._work.cancel()
        for stream in self._all():
            stream.end()

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._rung.wait(), TICK)
            self._rung.clear()
            began = asyncio.get_running_loop().time()
            if await self._refresh():
                await asyncio.sleep(PACE - (asyncio.get_running_loop().time() - began))
            else:
                self.lose()
                self._rung.set()
                await asyncio.sleep(RETRY)

    async def _refresh(self) -> bool:
        """Read the place and send what is new; False when it could not be read."""
        asked, changes = tuple(self.streams), str(self._changes)
        contents = [topic for topic in asked if topic.kind != BELL]
        try:
            with meters.READING.time():
                found = await self._read(self.place, contents)
        except Exception as fault:  # noqa: BLE001 - the place is tried again, whatever it was
            if self._is_fresh:
                log.warning("push.unreadable", place=self.place, fault=type(fault).__name__)
            return False
        for topic in asked:
            self._publish(topic, changes if topic.kind == BELL else found.get(topic))
        if not self._is_fresh:
            self._is_fresh = True
            self._say(wire.alive())
        return True

    def _publish(self, topic: Topic, text: str | None) -> None:
        readers = self.streams.get(topic, set())
        if text is None:
            for stream in readers:
                over(stream)
            return
        frame = wire.framed(text)
        if readers:
            self._frames[topic] = frame
        meters.SENT.labels(topic.kind).inc(sum([stream.offer(frame) for stream in readers]))

    def _say(self, word: bytes) -> None:
        for stream in self._all():
            stream.say(word)

    def _all(self) -> list[Stream]:
        return [stream for readers in self.streams.values() for stream in readers]
