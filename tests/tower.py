"""A push process in the hands of a test: what is said to the pages, and when the line is cut.

Sits on Playwright's own loop, as ``tests.window`` does; the words are those of ``balai.runtime.push.wire``.
"""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser

from balai.runtime.push import wire

HOST = "127.0.0.1"


@dataclass
class Tower:
    """Who follows, and whether anybody is let in."""

    port: int
    is_shut: bool = False
    content: str = ""  # what whoever comes in hears first
    asked: list[str] = field(default_factory=list)
    lines: list[asyncio.StreamWriter] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Its origin, for ``PUSH_URL``."""
        return f"http://{HOST}:{self.port}"

    def tell(self, content: str) -> None:
        """Send a content to all who follow."""
        for line in self.lines:
            line.write(wire.framed(content).content)

    def cut(self) -> None:
        """Close every line, and let nobody in."""
        self.is_shut = True
        for line in self.lines:
            line.close()
        self.lines.clear()

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Let a follower in: it hears that the line stands, and stays."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.asked.append(head.split(" ")[1])
            status = "503 Shut" if self.is_shut else "200 OK"
            writer.write(
                f"HTTP/1.1 {status}\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
                "Access-Control-Allow-Origin: *\r\n\r\n".encode()
            )
            if self.is_shut:
                writer.close()
                return
            writer.write(b"retry: 100\n\n" + wire.alive())
            if self.content:
                writer.write(wire.framed(self.content).content)
            self.lines.append(writer)


@pytest.fixture
def tower(browser: Browser, settings: Any) -> Iterator[Tower]:
    """The push process of the pages of a test."""
    loop = asyncio.get_running_loop()
    with socket.create_server((HOST, 0)) as door:
        seen = Tower(door.getsockname()[1])
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        settings.PUSH_URL = seen.address
        settings.CONTENT_SECURITY_POLICY = {
            "DIRECTIVES": {**directives, "connect-src": [*directives["connect-src"], seen.address]}
        }
        serving = loop.create_task(asyncio.start_server(seen.converse, sock=door))
        yield seen
        seen.cut()
        serving.result().close()
