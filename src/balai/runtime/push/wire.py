"""Server-sent events as they go over the wire."""

import hashlib
import time
from dataclasses import dataclass

RETRY = b"retry: 1000\n\n"  # milliseconds until a browser that lost us knocks again
STILL = b": diam\n\n"  # keeps proxies from closing the line; says nothing about the content
LOST = b"event: putus\ndata: \n\n"  # what stands on the page may be old from now on
OVER = b"event: habis\ndata: \n\n"  # nothing will follow: the visit is over, the display was taken away


@dataclass(frozen=True)
class Frame:
    """A content, ready to be sent; ``ident`` is the same for the same content, in every process."""

    ident: str
    content: bytes


def framed(text: str) -> Frame:
    """The event ``isi`` with the content."""
    ident = hashlib.blake2b(text.encode(), digest_size=9).hexdigest()
    data = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return Frame(ident, f"event: isi\nid: {ident}\n{data}\n".encode())


def alive() -> bytes:
    """The event ``hidup``: what was sent last is true now. Its data is our clock, in milliseconds since 1970."""
    return f"event: hidup\ndata: {time.time_ns() // 1_000_000}\n\n".encode()
