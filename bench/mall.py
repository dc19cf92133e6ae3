"""(g) A day of the mall, pressed together: kiosks, counters, displays and phones at the same time."""

import asyncio
import json
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from bench.crew import Desk, Given, Kiosk, Times, at_once
from bench.house import apart, floor, process_of
from bench.load import HOST, in_turn, press, same
from bench.streams import Delays, Follower, measured
from bench.table import Line
from tests.faults.striker import MARKS, victims

KIOSKS, MANY_KIOSKS = 6, 40  # each gives a bounded number in ten minutes
LEAST_RATE = 0.5  # of the bare view
WARM_UP = 1.0  # seconds
RUSH = 0.4, 1 / 6  # of the visitors come in this part of the day
WISHES = (1, 1, 1, 2, 2, 3)  # how many services somebody comes for
PACE = 0.6  # of the counters' time is needed when everybody is served in time
ANNOUNCE = """
INSERT INTO queues_announcement (id, created_at, place_id, kind, text, starts_at, ends_at)
VALUES (gen_random_uuid(), now(), %s, 'info', jsonb_build_object('id', %s::text, 'en', %s::text), now(), NULL)
"""


@dataclass(frozen=True)
class Day:
    """How many come, what serves them, and in how many seconds the day is over."""

    visitors: int
    counters: int
    displays: int
    phones: int
    seconds: float
    rounds: int  # announcements whose way to the displays is measured


@dataclass
class Lived:
    """What happened on a day."""

    hall: dict[str, Any]
    times: Times = field(default_factory=Times)
    given: list[Given] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    told: Delays | None = None
    cpu: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    expected: int = 0  # numbers

    @property
    def done(self) -> int:
        """How many numbers officers have finished."""
        return len(self.times.seconds.get("selesai", ()))


@dataclass(frozen=True)
class Mall:
    """The running demo in which it is measured."""

    port: int
    home: Path
    database_url: str

    def apart(self, module: str, *words: object) -> dict[str, Any]:
        """What a process of its own on the demo's database found."""
        return apart(module, *words, database_url=self.database_url, home=self.home, BALAI_DEMO="1")

    def hall(self, counters: int, kiosks: int, displays: int) -> dict[str, Any]:
        """A new hall."""
        return self.apart("bench.hall", "open", counters, kiosks, displays)


def measure(mall: Mall, day: Day) -> Iterator[Line]:
    """The simulated day."""
    lived = live(mall, day, Lived(mall.hall(day.counters, KIOSKS, day.displays)))
    if lived.faults:
        raise lived.faults[0]
    yield from lines_of(day, lived, mall.apart("bench.hall", "count", lived.hall["place"]))


def measure_numbers(mall: Mall, seconds: float) -> Iterator[Line]:
    """Numbers a second over HTTP, beside a bare view that sends the same statements on the same server."""
    hall = mall.hall(2, MANY_KIOSKS, 1)
    kiosks = [Kiosk(mall.port, hall["place"], cookies, Times()) for cookies in hall["kiosks"]]
    requests = in_turn([one.posted(one.address(("A",)), {}) for one in kiosks])
    press(mall.port, requests, WARM_UP)
    ours = press(mall.port, requests, seconds)
    taking = mall.apart("bench.number", hall["place"], json.dumps(hall["kiosks"][0]))
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(json.dumps(taking))
        file.flush()
        with floor(mall.port + 2, mall.database_url, BENCH_STATEMENTS=file.name):
            press(mall.port + 2, same("/nomor/"), WARM_UP)
            bare = press(mall.port + 2, same("/nomor/"), seconds)
    yield Line(
        "numbers taken at kiosks, eight at once",
        f"{ours.rate:.0f}/s, p95 {ours.p95 * 1000:.0f} ms",
        f"{bare.rate:.0f}/s, p95 {bare.p95 * 1000:.0f} ms, {len(taking['statements'])} statements",
        ours.rate / bare.rate,
        LEAST_RATE,
    )


def live(mall: Mall, day: Day, lived: Lived) -> Lived:
    """The day from the first number to the last person served."""
    pid = process_of(mall.home)
    start, before = time.monotonic(), cpu_of(pid)
    with Phones(mall.port + 1) as phones, screens(mall, day, lived):
        at_once(_people(mall.port, day, lived, phones), lived.faults)
        lived.seconds = time.monotonic() - start
    lived.cpu = {kind: used - before[kind] for kind, used in cpu_of(pid).items()}
    return lived


def _people(port: int, day: Day, lived: Lived, phones: "Phones") -> Iterator[Callable[[], None]]:
    """What each kiosk and each officer does."""
    hall, start = lived.hall, time.monotonic()
    coming = arrivals(day, hall["letters"])
    lived.expected = sum(len(wishes) for _moment, wishes in coming)
    served = PACE * day.seconds * day.counters / lived.expected

    def give(kiosk: Kiosk, queue: Sequence[tuple[float, tuple[str, ...]]]) -> None:
        for moment, wishes in queue:
            time.sleep(max(start + moment - time.monotonic(), 0))
            lived.given.append(kiosk.give(wishes))
            if len(lived.given) <= day.phones:
                phones.follow(lived.given[-1].code)

    for number, cookies in enumerate(hall["kiosks"]):
        kiosk = Kiosk(port, hall["place"], cookies, lived.times)
        yield partial(give, kiosk, coming[number :: len(hall["kiosks"])])
    for seat in hall["desks"]:
        desk = Desk(port, seat["counter"], seat["session"], lived.times)
        yield partial(desk.work, served, lambda: not lived.faults and lived.done < lived.expected)


def arrivals(day: Day, letters: Sequence[str]) -> list[tuple[float, tuple[str, ...]]]:
    """Who comes when, in seconds from the start, and for which lines: four of ten in the first sixth of the day."""
    chance = random.Random(day.visitors)  # noqa: S311 - the same day every time, no secret
    share, part = RUSH
    rush = round(day.visitors * share)
    moments = [chance.uniform(0, part * day.seconds) for _ in range(rush)]
    moments += [chance.uniform(part * day.seconds, day.seconds) for _ in range(day.visitors - rush)]
    return [(moment, tuple(chance.sample(letters, chance.choice(WISHES)))) for moment in sorted(moments)]


class Phones:
    """People who follow their place on the phone, each by a stream; a broken one is opened again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.all: list[Follower] = []
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()  # a loop alone does not keep them alive
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "Phones":
        self._thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def follow(self, code: str) -> None:
        """Open one more."""
        follower = Follower(f"/siaran/nomor/{code}")
        self.all.append(follower)
        self._loop.call_soon_threadsafe(lambda: self._tasks.add(self._loop.create_task(self._stay(follower))))

    async def _stay(self, follower: Follower) -> None:
        while True:
            try:
                await follower.listen(HOST, self.port)
            except (OSError, asyncio.IncompleteReadError):
                await asyncio.sleep(1)  # as a browser does

    async def _hang_up(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@contextmanager
def screens(mall: Mall, day: Day, lived: Lived) -> Iterator[None]:
    """Within: all displays of the hall listen, and are told something in even steps of the day."""
    paths = [f"/siaran/layar/{code}" for code in lived.hall["displays"]]

    def watch() -> None:
        try:
            with psycopg.connect(mall.database_url, autocommit=True) as connection:
                change = partial(
                    _announce, connection, lived.hall["place_id"], day.seconds / (day.rounds + 1)
                )
                lived.told = asyncio.run(measured(HOST, mall.port + 1, paths, change, day.rounds))
        except (OSError, psycopg.Error) as fault:
            lived.faults.append(fault)

    thread = threading.Thread(target=watch, daemon=True)
    if day.rounds:
        thread.start()
    yield
    if day.rounds:
        thread.join()


def _announce(connection: "psycopg.Connection[Any]", place: str, pause: float) -> tuple[float, str]:
    """After a pause: when it was committed, and what stands on the displays from then on."""
    time.sleep(pause)
    mark = f"Pengumuman {uuid4().hex[:8]}"
    connection.execute(ANNOUNCE, [place, mark, mark])
    return time.perf_counter(), mark


def cpu_of(pid: int) -> dict[str, float]:
    """Seconds of processor time by kind of process under a running ``balai``."""
    return {kind: sum(map(_used, victims(pid, kind))) for kind in MARKS}


def _used(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:13])) / 100


def lines_of(day: Day, lived: Lived, found: dict[str, Any]) -> Iterator[Line]:
    """The day in figures."""
    wrong = {
        "lost": len(lived.given) - found["visits"] + found["tickets"] - found["done"] + found["open"],
        "double": found["numbers"] - found["tickets"] + found["served"] - found["tickets"],
        "out of order": found["disordered"],
        "errors": lived.times.stumbles,
    }
    people = f"{day.visitors:,} visitors, {found['tickets']:,} numbers, {day.counters} counters"
    yield Line(
        f"a day: {people}",
        f"{lived.seconds:.0f} s, {', '.join(f'{count} {what}' for what, count in wrong.items())}",
        said="MISSED" if any(wrong.values()) else "met (none lost, none double, no error)",
    )
    yield Line("taking a number", _spread(lived.times.seconds["take"]))
    calls = [*lived.times.seconds["panggil"], *lived.times.seconds["mulai"], *lived.times.seconds["selesai"]]
    yield Line("a press at the counter, with the page after it", _spread(calls))
    if lived.told:
        yield Line(
            f"from the commit to {day.displays} displays, {day.phones} phones beside them",
            f"p50 {lived.told.median * 1000:.0f}, p95 {lived.told.p95 * 1000:.0f}, p99 {lived.told.p99 * 1000:.0f} ms, "
            f"{lived.told.deaf} missed",
            said="met" if lived.told.p99 < 1 and not lived.told.deaf else "MISSED (within a second)",
        )
    yield Line(
        "processor time of the day", ", ".join(f"{kind} {used:.0f} s" for kind, used in lived.cpu.items())
    )


def _spread(seconds: Sequence[float]) -> str:
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return f"p50 {cuts[49] * 1000:.0f}, p95 {cuts[94] * 1000:.0f}, p99 {cuts[98] * 1000:.0f} ms"
