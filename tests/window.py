"""A browser whose questions are answered in this process, inside the transaction of the test.

A small server sits on Playwright's own loop: while a page waits, Django answers in the thread of the test. What a
test has planted is on the page at once, the clock of the test is the clock of the page, and each byte that a first
visit brings over the wire is counted. Whatever a test does with the database beside its pages stands
``outside_the_loop``.
"""

import asyncio
import mimetypes
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import outside_the_loop, packed

HOST = "127.0.0.1"


@dataclass
class Window:
    """Where the house is seen, and what was given through it."""

    port: int
    weight: int = 0  # bytes of all answers, compressed as they were sent
    faults: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The address of the house."""
        return f"http://{HOST}:{self.port}"

    def give(self, context: BrowserContext, cookies: dict[str, str]) -> None:
        """Let a profile have cookies of the house."""
        context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in cookies.items()]
        )

    def go(self, page: Page, path: str) -> int:
        """Open a page of the house; the status of its answer."""
        answer = page.goto(self.address + path)
        assert answer is not None
        return answer.status

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One question and its answer (HTTP/1.1, then the line is closed)."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):  # browsers also open lines to be ready
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.strip().split("\r\n")
            method, path, _version = first.split(" ")
            headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            with outside_the_loop():
                writer.write(self._answer(method, path, headers, body))
            await writer.drain()
        writer.close()

    def _answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
        try:
            if path.startswith(settings.STATIC_URL):
                return self._file(path.removeprefix(settings.STATIC_URL).partition("?")[0])
            kind = headers.pop("content-type", "application/octet-stream")
            return self._page(
                Client(enforce_csrf_checks=True).generic(method, path, body, kind, headers=headers)
            )
        except Exception as fault:  # noqa: BLE001 - told at the end of the test
            self.faults.append(f"{method} {path}: {fault!r}")
            return b"HTTP/1.1 500 Fault\r\nConnection: close\r\n\r\n"

    def _file(self, name: str) -> bytes:
        body, weight = static(name)
        self.weight += weight
        kind = mimetypes.guess_type(name)[0]
        return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n".encode() + body

    def _page(self, response: HttpResponse) -> bytes:
        body = b"".join(response) if response.streaming else response.content
        self.weight += len(body)
        facts = [
            *response.items(),
            *(("Set-Cookie", one.OutputString()) for one in response.cookies.values()),
        ]
        lines = [f"HTTP/1.1 {response.status_code} {response.reason_phrase}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in facts if name not in {"Content-Length"}]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    """A look into the house; fails the test when an answer could not be given."""
    loop = asyncio.get_running_loop()
    with socket.create_server((HOST, 0)) as door:
        seen = Window(door.getsockname()[1])
        serving = loop.create_task(asyncio.start_server(seen.converse, sock=door))
        yield seen
        serving.result().close()
    assert seen.faults == []


@contextmanager
def never_committed() -> Iterator[None]:
    """A transaction that nobody else sees, for the pages and for what stands behind them."""
    with outside_the_loop():
        whole = transaction.atomic()
        whole.__enter__()
    try:
        yield
    finally:
        with outside_the_loop():
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
            if not connection.in_atomic_block:
                connection.close()


@cache
def static(name: str) -> tuple[bytes, int]:
    """A file of the house, and its bytes on the wire."""
    found = finders.find(name)
    assert found is not None, f"{name} is no file of the house"
    body = Path(found).read_bytes()
    return body, packed(name, body)
