"""All places that somebody follows, and the threads that read them."""

import asyncio
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from balai.core.live import Topic
from balai.runtime.push import meters
from balai.runtime.push.channel import Channel
from balai.runtime.push.stream import Stream

READERS = 2  # threads, each with a connection of its own
BEAT = 10.0  # seconds


class Content(Protocol):
    """Where the contents come from. Called in threads; may raise, and is asked again then."""

    def place_of(self, topic: Topic) -> str | None:
        """The code of the place that a topic belongs to; None when there is no such topic."""

    def read(self, place: str, topics: Collection[Topic]) -> Mapping[Topic, str]:
        """The content of these topics of a place, as of one moment; without those that are no more."""


class Hub:
    """Joins streams to the place that they follow, and rings at a place when the database says so."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._threads = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._channels: dict[str, Channel] = {}
        self.is_listening = False

    async def place_of(self, topic: Topic) -> str | None:
        """The place of a topic; None for an unknown one. Raises what the reading raises."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._content.place_of, topic)

    def join(self, place: str, topic: Topic, seen: str) -> Stream:
        """A stream of the topic; ``seen`` is the ident of what the reader has already."""
        stream = Stream(topic, seen)
        if place not in self._channels:
            self._channels[place] = Channel(place, self._read)
        self._channels[place].join(stream)
        meters.STREAMS.labels(topic.kind).inc()
        return stream

    def leave(self, place: str, stream: Stream) -> None:
        """Take the stream away; a place that nobody follows is not read any more."""
        meters.STREAMS.labels(stream.topic.kind).dec()
        if self._channels[place].leave(stream):
            self._channels.pop(place).close()

    def ring(self, place: str) -> None:
        """The database says that something changed at the place."""
        if channel := self._channels.get(place):
            channel.ring()

    def found(self) -> None:
        """The database tells of changes from now on: what happened before is read anew everywhere."""
        self._set_listening(True)
        for channel in self._channels.values():
            channel.ring()

    def lost(self) -> None:
        """Changes may go unheard until further notice."""
        self._set_listening(False)
        for channel in self._channels.values():
            channel.lose()

    async def beat(self) -> None:
        """Give every stream a sign of life, for ever."""
        while True:
            await asyncio.sleep(BEAT)
            for channel in self._channels.values():
                channel.beat()

    def close(self) -> None:
        """End every stream, and the threads."""
        for channel in self._channels.values():
            channel.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _set_listening(self, is_listening: bool) -> None:
        self.is_listening = is_listening
        meters.LISTENING.set(is_listening)

    async def _read(self, place: str, topics: Collection[Topic]) -> Mapping[Topic, str]:
        if not self.is_listening:
            raise ConnectionError("the database does not tell of changes")
        return await asyncio.get_running_loop().run_in_executor(
            self._threads, self._content.read, place, topics
        )
