"""The people of a simulated day: kiosks that give numbers, officers who call, start and finish.

Each presses like a browser: one keep-alive connection, the page after every press. Who gets no proper answer presses
again with the same key, as the pages' own scripts do, and counts a stumble.
"""

import http
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench.load import HOST, Connection

TOKEN = "u" * 32  # of the forms: the same in the cookie and in what is sent
PAUSE, PATIENCE = 0.3, 180.0  # seconds between two tries, and until somebody gives up
IDLE = 2.0  # seconds until an officer for whom nobody waited calls again
FREE, CALLED, SERVING = "panggil", "mulai", "selesai"
OPEN = "buka"
_DOORS = "|".join((OPEN, FREE, CALLED, SERVING))
_PRESS = re.compile(rf'action="[^"]*/({_DOORS})/"')
_PERIOD = re.compile(r'name="masa" value="([0-9a-f-]{36})"')
_CODE = re.compile(r'class="slip-small figures">([0-9A-Z-]+)<')
_LABEL = re.compile(r"\b([A-K]) (\d{3,})\b")


class GaveUp(Exception):
    """The house did not come back, or refused."""


@dataclass
class Times:
    """Seconds of each kind of press, and how many got no proper answer."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    stumbles: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, seconds: float) -> None:
        """One press that went through."""
        with self._lock:
            self.seconds.setdefault(what, []).append(seconds)

    def stumble(self) -> None:
        """One that did not."""
        with self._lock:
            self.stumbles += 1


class Presser:
    """A browser with cookies that insists."""

    def __init__(self, port: int, cookies: Mapping[str, str], times: Times) -> None:
        self.port, self.times = port, times
        cookie = "; ".join(f"{name}={value}" for name, value in {**cookies, "csrftoken": TOKEN}.items())
        self.head = f"Host: {HOST}:{port}\r\nAccept-Language: id\r\nCookie: {cookie}\r\n"
        self.line: Connection | None = None

    def read(self, path: str) -> str:
        """The page of a path."""
        return self._insist(f"GET {path} HTTP/1.1\r\n{self.head}\r\n".encode())[1]

    def press(self, what: str, path: str, values: Mapping[str, str]) -> str:
        """Send a form and see the page after it; the seconds count from the press to that page."""
        start = time.perf_counter()
        where, page = self._insist(self.posted(path, values))
        if where:
            page = self.read(where)
        self.times.note(what, time.perf_counter() - start)
        return page

    def posted(self, path: str, values: Mapping[str, str]) -> bytes:
        """The bytes of a sent form."""
        body = urlencode({**values, "csrfmiddlewaretoken": TOKEN}).encode()
        head = (
            f"{self.head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        )
        return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body

    def _insist(self, request: bytes) -> tuple[str, str]:
        """Where it led and the page, asked until there is a proper answer. Raises GaveUp."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return self._once(request)
            except (OSError, ValueError):
                self.line = None
                self.times.stumble()
                time.sleep(PAUSE)
        raise GaveUp(request.split(b"\r\n")[0].decode())

    def _once(self, request: bytes) -> tuple[str, str]:
        self.line = self.line or Connection(self.port)
        status, head, body = self.line.answer(request)
        if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            raise OSError(status)
        if status == http.HTTPStatus.FOUND:
            found = re.search(rb"\r\nlocation: *([^\r\n]+)", head, re.I)
            return found[1].decode() if found else "", ""
        if status != http.HTTPStatus.OK:
            raise GaveUp(f"{status}: {request.split(chr(13).encode())[0].decode()}")
        return "", body.decode()


@dataclass(frozen=True)
class Given:
    """What a kiosk gave: the code of the visit, and the labels of its numbers."""

    code: str
    labels: tuple[str, ...]


class Kiosk(Presser):
    """Gives a visitor the numbers that are wanted."""

    def __init__(self, port: int, place: str, cookies: Mapping[str, str], times: Times) -> None:
        super().__init__(port, cookies, times)
        self.place = place

    def address(self, letters: tuple[str, ...]) -> str:
        """Where the last press of a round goes."""
        wanted = urlencode([("putaran", "ukur"), *(("pilih", f"{letter}:") for letter in letters)])
        return f"/kios/{self.place}/ambil/?{wanted}"

    def give(self, letters: tuple[str, ...]) -> Given:
        """Take a number in each line; raises GaveUp when the page shows none."""
        page = self.press("take", self.address(letters), {"kunci": str(uuid4())})
        code = _CODE.search(page)
        labels = dict.fromkeys(f"{letter} {number}" for letter, number in _LABEL.findall(page))
        if code is None or {label[0] for label in labels} != set(letters):
            raise GaveUp(f"{self.place}: no ticket for {letters}, but {list(labels)}")
        return Given(code[1], tuple(labels))


class Desk(Presser):
    """An officer at a counter: whoever is next is called, served, done."""

    def __init__(self, port: int, counter: str, session: str, times: Times) -> None:
        super().__init__(port, {"balai_session": session}, times)
        self.head += "HX-Request: true\r\n"  # as the script of the page does
        self.path = f"/kerja/antrean/loket/{counter}/"

    def work(self, served: float, goes_on: Callable[[], bool]) -> None:
        """Open the counter and serve, each person for so many seconds, while the day goes on."""
        page = self.read(self.path)
        while True:
            door, values = _door(page)
            if door == FREE and not goes_on():
                return
            page = self.press(door, f"{self.path}{door}/", values)
            time.sleep(self._rest(_door(page)[0], door, served))

    def press_next(self) -> None:
        """Press what is to be pressed next: open, call, start, done."""
        door, values = _door(self.read(self.path))
        self.press(door, f"{self.path}{door}/", values)

    @staticmethod
    def _rest(now: str, pressed: str, served: float) -> float:
        if pressed == CALLED:
            return served
        return IDLE if now == FREE and pressed == FREE else 0.0


def _door(page: str) -> tuple[str, dict[str, str]]:
    """What the counter's page lets press next, with what that sends. Raises GaveUp for any other page."""
    doors = _PRESS.findall(page)
    if not doors:
        raise GaveUp(f"no counter: {page[:200]}")
    door = next(one for one in (CALLED, SERVING, FREE, OPEN) if one in doors)
    period = _PERIOD.search(page)
    values = {"kunci": str(uuid4())}
    return door, {**values, "masa": period[1]} if period and door in {CALLED, SERVING} else values


def at_once(work: Iterator[Callable[[], Any]], faults: list[BaseException]) -> None:
    """Do all of it at the same time; what goes wrong is added to the faults."""

    def guarded(one: Callable[[], Any]) -> None:
        try:
            one()
        except BaseException as fault:  # noqa: BLE001 - told by whoever asked
            faults.append(fault)

    threads = [threading.Thread(target=guarded, args=(one,), daemon=True) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
