"""A small load generator: keep-alive connections in threads over plain sockets; it costs little itself."""

import re
import socket
import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle
from threading import Lock

HOST = "127.0.0.1"
SIZE = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)


@dataclass(frozen=True)
class Figure:
    """What a run of equal requests gave. Times in seconds."""

    requests: int
    seconds: float
    times: tuple[float, ...] = field(repr=False)
    bytes_each: int = 0

    @property
    def rate(self) -> float:
        """Requests a second over all connections."""
        return self.requests / self.seconds

    @property
    def median(self) -> float:
        """Half of the requests were answered within this time."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """Nineteen of twenty requests were answered within this time."""
        return sorted(self.times)[max(0, round(len(self.times) * 0.95) - 1)]


class Refused(Exception):
    """An answer that is not 200: a benchmark of errors would look fast."""


class Connection:
    """One keep-alive HTTP/1.1 connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def ask(self, request: bytes) -> int:
        """Send a prepared request and read its answer; the size of the body. Raises Refused."""
        status, _head, body = self.answer(request)
        if status != 200:
            raise Refused(status)
        return len(body)

    def answer(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Send a prepared request; status, head and body of whatever comes. Raises OSError when nothing does."""
        self.socket.sendall(request)
        while (end := self.rest.find(b"\r\n\r\n")) < 0:
            self._more()
        head = self.rest[:end]
        found = SIZE.search(head)
        size = int(found[1]) if found else 0
        while len(self.rest) < end + 4 + size:
            self._more()
        body, self.rest = self.rest[end + 4 : end + 4 + size], self.rest[end + 4 + size :]
        return int(head[9:12]), head, body

    def _more(self) -> None:
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("closed by the server")
        self.rest += data


def request_for(path: str, headers: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a GET as a browser with compression sends it."""
    lines = {"Host": f"{HOST}:8000", "Accept-Encoding": "gzip", "Accept-Language": "id", **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"GET {path} HTTP/1.1\r\n{head}\r\n".encode()


def press(port: int, next_request: Callable[[], bytes], seconds: float, connections: int = 8) -> Figure:
    """Ask as fast as the answers come, over several connections, for a while."""
    times: list[float] = []
    sizes: list[int] = []
    faults: list[Exception] = []
    start = time.perf_counter()

    def work() -> None:
        try:
            line = Connection(port)
            while (before := time.perf_counter()) < start + seconds:
                sizes.append(line.ask(next_request()))
                times.append(time.perf_counter() - before)
        except (Refused, OSError) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return Figure(len(times), time.perf_counter() - start, tuple(times), max(sizes))


def same(path: str) -> Callable[[], bytes]:
    """The same address every time."""
    request = request_for(path)
    return lambda: request


def taking_turns(paths: Sequence[str], session: str = "") -> Callable[[], bytes]:
    """One address after the other, whoever asks, as a mixed crowd of equal people does."""
    headers = {"Cookie": f"balai_session={session}"} if session else {}
    return in_turn([request_for(path, headers) for path in paths])


def in_turn(requests: Sequence[bytes]) -> Callable[[], bytes]:
    """One request after the other, from the first again after the last."""
    turns, lock = cycle(requests), Lock()

    def following() -> bytes:
        with lock:
            return next(turns)

    return following


def always_new(path: str) -> Callable[[], bytes]:
    """The same page under an address that was never asked for: no cache of pages can help."""
    numbers = count(time.time_ns())
    return lambda: request_for(f"{path}?n={next(numbers)}")
