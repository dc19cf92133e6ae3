"""A day of a hall is lived through while web server, worker, push process and database are killed in turn."""

import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from bench.crew import Desk, Kiosk, Times
from bench.house import demo, process_of
from bench.mall import KIOSKS, Day, Lived, Mall, live
from tests.faults.house import HOST, free_port
from tests.faults.striker import MARKS, Striker, victims

ALL = tuple(MARKS)
BACK = 90.0  # seconds until a killed house has to answer again


def day_struck(home: Path, day: Day, kills: int) -> tuple[Lived, Striker, dict[str, Any]]:
    """Live the day, strike after each even share of it; what happened, and what stands of it in the database."""
    port = free_port()
    with demo(port, home) as database_url:
        mall, pid = Mall(port, home, database_url), process_of(home)
        lived = Lived(mall.hall(day.counters, KIOSKS, 1))
        striker = Striker(pid, day.visitors, ALL)
        striking = threading.Thread(target=_strike_along, args=(lived, striker, kills), daemon=True)
        striking.start()
        live(mall, day, lived)
        _wait_until_back(port)
        return lived, striker, mall.apart("bench.hall", "count", lived.hall["place"])


def _strike_along(lived: Lived, striker: Striker, kills: int) -> None:
    while striker.killed.total() < kills:
        if lived.expected and lived.done >= lived.expected * (striker.killed.total() + 0.5) / (kills + 1):
            striker.strike()
        time.sleep(0.2)


def all_struck_at_rest(home: Path) -> tuple[dict[str, list[str]], dict[str, list[str]], list[str]]:
    """Some wait and one is called; then everything is killed. Where each visitor was before and is afterwards, and the
    pages on which they follow it."""
    port = free_port()
    with demo(port, home) as database_url:
        mall, pid = Mall(port, home, database_url), process_of(home)
        hall, times = mall.hall(1, 1, 1), Times()
        kiosk = Kiosk(port, hall["place"], hall["kiosks"][0], times)
        given = [kiosk.give(("B",)), kiosk.give(("B", "C")), kiosk.give(("D",))]
        desk = Desk(port, hall["desks"][0]["counter"], hall["desks"][0]["session"], times)
        desk.press_next()
        desk.press_next()
        before = mall.apart("bench.hall", "count", hall["place"])["standing"]
        _kill_all(pid)
        _wait_until_back(port)
        after = mall.apart("bench.hall", "count", hall["place"])["standing"]
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
