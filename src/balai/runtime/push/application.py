"""The addresses of the push process (ASGI): streams, and what an operator asks."""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from balai.core.live import Topic, topic_at
from balai.runtime.push import meters, wire
from balai.runtime.push.doors import Doors, Full
from balai.runtime.push.hub import Hub
from balai.runtime.push.question import Question, question_of
from balai.runtime.push.stream import Stream

log = structlog.get_logger("balai.push")
SLOW = 20.0  # seconds that a reader may take to accept what was sent
JSON = "application/json"
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
PLAIN: Headers = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'"),
]
STREAM: Headers = [
    *PLAIN,
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"x-accel-buffering", b"no"),
    (b"vary", b"Origin"),
]


@dataclass(frozen=True)
class Rules:
    """Which pages of elsewhere may read (``scheme://host:port``), and who may see the meters."""

    origins: tuple[str, ...]
    token: str = ""


class Application:
    """Answers one request after the other; each stream is a task that mostly waits."""

    def __init__(self, hub: Hub, doors: Doors, rules: Rules) -> None:
        self._hub, self._doors, self._rules = hub, doors, rules

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """One request."""
        question = question_of(scope)
        topic = topic_at(question.path, question.language)
        if question.method != "GET":
            await _answer(send, 405)
        elif topic is not None:
            await self._let_in(question, topic, receive, send)
        else:
            await self._tell(question, send)

    async def _tell(self, question: Question, send: Send) -> None:
        """What whoever watches the process asks."""
        if question.path == "/livez":
            await _answer(send, 200, {"status": "ok"})
        elif question.path == "/readyz":
            is_ready = self._hub.is_listening
            await _answer(send, 200 if is_ready else 503, {"status": "ok" if is_ready else "fail"})
        elif question.path == "/metrics" and question.may_watch(self._rules.token):
            await _answer(send, 200, generate_latest(meters.REGISTRY), CONTENT_TYPE_LATEST)
        else:
            await _answer(send, 404)

    async def _let_in(self, question: Question, topic: Topic, receive: Receive, send: Send) -> None:
        try:
            with self._doors.through(question.address):
                place = await self._place_of(topic)
                if place is None:
                    await _answer(send, 404)
                else:
                    await self._follow(place, topic, question, receive, send)
        except Full as full:
            await _answer(send, full.status)

    async def _place_of(self, topic: Topic) -> str | None:
        try:
            return await self._hub.place_of(topic)
        except Exception as fault:  # noqa: BLE001 - the page asks elsewhere, and comes again
            log.warning("push.unreadable", kind=topic.kind, fault=type(fault).__name__)
            raise Full("unready", 503) from fault

    async def _follow(
        self, place: str, topic: Topic, question: Question, receive: Receive, send: Send
    ) -> None:
        await _start(send, 200, [*STREAM, *self._permission(question)])
        await send({"type": "http.response.body", "body": wire.RETRY, "more_body": True})
        stream = self._hub.join(place, topic, question.headers.get("last-event-id", ""))
        watcher = asyncio.create_task(_end_when_gone(stream, receive))
        try:
            await _pump(stream, send)
        except TimeoutError:
            meters.DROPPED.inc()
            log.warning("push.slow_reader", kind=topic.kind, place=place)
        finally:
            watcher.cancel()
            self._hub.leave(place, stream)

    def _permission(self, question: Question) -> Headers:
        origin = question.headers.get("origin", "")
        is_known = origin in self._rules.origins
        return [(b"access-control-allow-origin", origin.encode("latin-1"))] if is_known else []


async def _pump(stream: Stream, send: Send) -> None:
    """Send until the end. Raises TimeoutError for a reader that does not take what is sent."""
    while content := await stream.next():
        async with asyncio.timeout(SLOW):
            await send({"type": "http.response.body", "body": content, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _end_when_gone(stream: Stream, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()


async def _answer(send: Send, status: int, content: object = None, kind: str = JSON) -> None:
    body = content if isinstance(content, bytes) else json.dumps(content or {"status": status}).encode()
    headers = [*PLAIN, (b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    if status in {429, 503}:
        headers.append((b"retry-after", b"30"))
    await _start(send, status, headers)
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def _start(send: Send, status: int, headers: Headers) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
