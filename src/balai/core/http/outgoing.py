"""Questions to other machines: bounded in time and size, never to our own network, never passed on to a third."""

import json
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from threading import Timer
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

Why = Literal["down", "slow", "large", "moved", "inside", "insecure", "refused", "missing"]
HEADERS = {"User-Agent": "Balai", "Accept": "*/*", "Connection": "close"}
GONE = {404, 410}


class Unanswered(Exception):
    """There is no answer, and ``why``; ``detail`` is a host, a status, or what the other side said."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"{why} {detail}".strip())
        self.why, self.detail = why, detail


@dataclass(frozen=True)
class Limits:
    """How long the whole exchange may take, how many bytes the answer may have. ``trial`` lets http and our own
    network pass: for trials on one machine, never where strangers can write the address. ``plain`` lets http pass to
    others: for answers that carry a signature of their own.
    """

    seconds: float
    size: int
    trial: bool = False
    plain: bool = False


@dataclass(frozen=True)
class Typed:
    """A body that is no JSON, with its media type."""

    content: bytes
    kind: str


def ask(url: str, limits: Limits, body: Any = None) -> bytes:
    """The answer to a GET, or to a POST of ``body`` as JSON (or as it is ``Typed``). Raises Unanswered."""
    parts = urlsplit(url)
    schemes = {"http", "https"} if limits.trial or limits.plain else {"https"}
    if parts.scheme not in schemes or not parts.hostname:
        raise Unanswered("insecure", parts.scheme)
    deadline = time.monotonic() + limits.seconds
    try:
        with _line(parts, limits) as line:
            line.request(*_question(parts, body))
            content = _read(line.getresponse(), limits.size)
        if time.monotonic() >= deadline:
            raise TimeoutError
        return content
    except ssl.SSLCertVerificationError as error:
        raise Unanswered("insecure", error.verify_message) from error
    except (OSError, HTTPException, ValueError) as error:
        late = isinstance(error, TimeoutError) or time.monotonic() >= deadline
        raise Unanswered("slow" if late else "down", parts.netloc) from error


def _question(parts: SplitResult, body: Any) -> tuple[str, str, bytes | None, dict[str, str]]:
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    if body is None:
        return "GET", path, None, HEADERS
    sent = body if isinstance(body, Typed) else Typed(json.dumps(body).encode(), "application/json")
    return "POST", path, sent.content, {**HEADERS, "Content-Type": sent.kind}


def _read(response: HTTPResponse, largest: int) -> bytes:
    if 300 <= response.status < 400:
        raise Unanswered("moved", response.headers.get("Location", "")[:200])
    if response.status in GONE:
        raise Unanswered("missing", str(response.status))
    if response.status >= 400:
        told = response.read(500).decode(errors="replace") if response.status < 500 else ""
        raise Unanswered("refused", f"{response.status} {told}".strip())
    content = response.read(largest + 1)
    if len(content) > largest:
        raise Unanswered("large", str(largest))
    if response.length:
        raise HTTPException("the line broke in the middle of the answer")
    return content


@contextmanager
def _line(parts: SplitResult, limits: Limits) -> Iterator[HTTPConnection]:
    """A line that is cut when its time is over, however slowly the other side drips."""
    host = str(parts.hostname)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    kind = _Secure if parts.scheme == "https" else _Plain
    line = kind(host, port, timeout=limits.seconds)
    line.addresses = _addresses(host, port, limits)
    line.connect()
    cut = Timer(limits.seconds, _cut, [line.sock])
    cut.daemon = True
    cut.start()
    try:
        yield line
    finally:
        cut.cancel()
        line.close()


def _cut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        sock.close()


def _addresses(host: str, port: int, limits: Limits) -> list[str]:
    """Where the host is: looked up once, so that nobody can answer differently when the line is opened."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not limits.trial and not all(map(_is_public, found)):
        raise Unanswered("inside", host)
    return found


def _is_public(text: str) -> bool:
    address = ip_address(text.partition("%")[0])
    bare = getattr(address, "ipv4_mapped", None) or address
    return bare.is_global and not bare.is_multicast


def _connect(line: "_Plain | _Secure") -> socket.socket:
    """A socket to the first address that answers. Raises OSError."""
    fault: OSError = ConnectionError("no address")
    for address in line.addresses:
        try:
            return socket.create_connection((address, line.port), line.timeout)
        except OSError as error:
            fault = error
    raise fault


class _Plain(HTTPConnection):
    """Opened to addresses that were looked up before."""

    addresses: list[str]

    def connect(self) -> None:
        self.sock = _connect(self)


class _Secure(HTTPSConnection):
    """The same with TLS, for the name of the host."""

    addresses: list[str]

    def connect(self) -> None:
        self.sock = ssl.create_default_context().wrap_socket(_connect(self), server_hostname=self.host)
