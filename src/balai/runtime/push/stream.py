"""One reader's line. It holds only the newest content, so that a slow reader costs nobody else anything."""

import asyncio

from balai.core.live import Topic
from balai.runtime.push.wire import OVER, Frame


class Stream:
    """What a reader still has to get: at most one content and one word about the line."""

    def __init__(self, topic: Topic, seen: str = "") -> None:
        self.topic = topic
        self._seen = seen  # the ident of what the reader has, or will have after the next frame
        self._content = self._word = b""
        self._ready = asyncio.Event()
        self._is_over = False

    def offer(self, frame: Frame) -> bool:
        """Give the content in place of an older one; False when the reader has it already."""
        if frame.ident == self._seen:
            return False
        self._seen, self._content = frame.ident, frame.content
        self._ready.set()
        return True

    def say(self, word: bytes) -> None:
        """Give a word about the line; it comes after the content."""
        self._word = word
        self._ready.set()

    def end(self, word: bytes = b"") -> None:
        """Nothing follows but this last word."""
        self._word, self._is_over = word, True
        self._ready.set()

    async def next(self) -> bytes:
        """What is to be sent, as soon as there is any; empty at the end."""
        if not (self._content or self._word or self._is_over):
            self._ready.clear()
            await self._ready.wait()
        waiting = self._content + self._word
        self._content = self._word = b""
        return waiting


def over(stream: Stream) -> None:
    """End the line because its topic is no more."""
    stream.end(OVER)
