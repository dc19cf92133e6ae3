"""Halls of a mall: a day is lived, many press at once, visitors wait, while the house's processes are killed."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.crew import Desk, Given, Kiosk, Times, at_once
from bench.house import demo, process_of
from bench.mall import KIOSKS, Day, Lived, Mall, live
from tests.faults.house import HOST
from tests.faults.striker import MARKS, Striker, victims
from tests.homes import free_port

ALL = tuple(MARKS)
BACK = 90.0  # seconds until a killed house has to answer again


@dataclass(frozen=True)
class Struck:
    """A running demo, and the process under which all of it lives."""

    mall: Mall
    pid: int

    def standing(self, hall: dict[str, Any]) -> dict[str, Any]:
        """What stands of a hall in the database, once the house answers again."""
        _wait_until_back(self.mall.port)
        return self.mall.apart("bench.hall", "count", hall["place"])


@contextmanager
def house(home: Path) -> Iterator[Struck]:
    """A demo that can be struck."""
    port = free_port()
    with demo(port, home) as database_url:
        yield Struck(Mall(port, home, database_url), process_of(home))


def day_struck(struck: Struck, day: Day, kills: int) -> tuple[Lived, Striker, dict[str, Any]]:
    """Live the day, strike after each even share of it; what happened, and what stands of it in the database."""
    lived = Lived(struck.mall.hall(day.counters, KIOSKS, 1))
    striker = Striker(struck.pid, day.visitors, ALL)
    threading.Thread(target=_strike_along, args=(lived, striker, kills), daemon=True).start()
    live(struck.mall, day, lived)
    return lived, striker, struck.standing(lived.hall)


def crowd_struck(struck: Struck, people: int) -> tuple[list[Given], Striker, dict[str, Any]]:
    """All press at once, for the same two lines; a web process is killed while they do. Who gets no answer presses
    again with the same key. The numbers that were shown, and what stands in the database."""
    hall, given, faults = struck.mall.hall(1, KIOSKS, 1), list[Given](), list[BaseException]()
    striker = Striker(struck.pid, people, ("web",))

    def press(number: int) -> None:
        kiosk = Kiosk(struck.mall.port, hall["place"], hall["kiosks"][number % KIOSKS], Times())
        given.append(kiosk.give(("A", "B") if number % 2 else ("A",)))
        if number == people // 4:
            striker.strike()

    at_once((partial(press, number) for number in range(people)), faults)
    if faults:
        raise faults[0]
    return given, striker, struck.standing(hall)


def _strike_along(lived: Lived, striker: Striker, kills: int) -> None:
    while striker.killed.total() < kills:
        if lived.expected and lived.done >= lived.expected * (striker.killed.total() + 0.5) / (kills + 1):
            striker.strike()
        time.sleep(0.2)


def all_struck_at_rest(struck: Struck) -> tuple[dict[str, list[str]], dict[str, list[str]], list[str]]:
    """Some wait and one is called; then everything is killed. Where each visitor was before and is afterwards, and the
    pages on which they follow it."""
    hall, times = struck.mall.hall(1, 1, 1), Times()
    kiosk = Kiosk(struck.mall.port, hall["place"], hall["kiosks"][0], times)
    given = [kiosk.give(("B",)), kiosk.give(("B", "C")), kiosk.give(("D",))]
    desk = Desk(struck.mall.port, hall["desks"][0]["counter"], hall["desks"][0]["session"], times)
    desk.press_next()
    desk.press_next()
    before = struck.standing(hall)["standing"]
    _kill_all(struck.pid)
    after = struck.standing(hall)["standing"]
    return before, after, [kiosk.read(f"/antrean/nomor/{one.code}/") for one in given]


def _kill_all(pid: int) -> None:
    for kind in ALL:
        striker = Striker(pid, 0, (kind,))
        while victims(pid, kind) and not striker.strike():
            time.sleep(0.1)


def _wait_until_back(port: int) -> None:
    until = time.monotonic() + BACK
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/readyz", timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.3)
    raise AssertionError("the house did not come back")
