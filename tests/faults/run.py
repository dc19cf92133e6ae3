"""A run: letters are asked for, passed on and signed over HTTP, while processes are killed evenly all along."""

import io
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from PIL import Image

from tests.faults.persons import Applicant, Officer, Person
from tests.faults.striker import Striker

APPLICANTS = ("warga", "warga2")
END = ""  # after the last case of a queue
NEXT_STRIKE = 0.2  # seconds until the next look whether it is time


@dataclass
class Run:
    """What was done and what happened on the way."""

    port: int
    letters: int
    kills: int
    mark: str = field(default_factory=lambda: f"Warung {uuid4().hex[:8]}")
    cases: list[str] = field(default_factory=list)
    signed: int = 0
    stumbles: int = 0
    seconds: float = 0.0
    faults: list[BaseException] = field(default_factory=list)


def perform(run: Run, striker: Striker) -> Run:
    """Carry the letters through with four people at once; raises the first fault that none of them could mend."""
    asked: queue.Queue[str] = queue.Queue()
    passed: queue.Queue[str] = queue.Queue()
    people = [Applicant(run.port, name) for name in APPLICANTS]
    operator, head = Officer(run.port, "operator.tamansari"), Officer(run.port, "kades.tamansari")
    start = time.monotonic()
    work: list[Callable[[], None]] = [
        *(_asking(run, person, number, asked) for number, person in enumerate(people)),
        lambda: _deciding(operator, "teruskan", asked, passed.put, len(people)),
        lambda: _deciding(head, "tanda-tangani", passed, lambda case: _signed(run, case), 1),
    ]
    threads = [threading.Thread(target=_guarded, args=(run, each), daemon=True) for each in work]
    for thread in threads:
        thread.start()
    _strike_along(run, striker, threads)
    run.seconds = time.monotonic() - start
    run.stumbles = sum(person.stumbles for person in [*people, operator, head])
    if run.faults:
        raise run.faults[0]
    return run


def _guarded(run: Run, work: Callable[[], None]) -> None:
    try:
        work()
    except BaseException as fault:  # noqa: BLE001 - the run ends with it
        run.faults.append(fault)


def _asking(run: Run, person: Applicant, number: int, out: "queue.Queue[str]") -> Callable[[], None]:
    def ask() -> None:
        person.insist(lambda: Person.sign_in(person, person.username))
        for letter in range(number, run.letters, len(APPLICANTS)):
            case = person.ask(f"{run.mark} {letter:04d}", photograph())
            run.cases.append(case)
            out.put(case)
        out.put(END)

    return ask


def _deciding(
    person: Officer, action: str, inbox: "queue.Queue[str]", out: Callable[[str], Any], ends: int
) -> None:
    person.insist(lambda: Person.sign_in(person, person.username))
    while ends:
        case = inbox.get()
        if case == END:
            ends -= 1
            continue
        person.decide(case, action)
        out(case)
    out(END)


def _signed(run: Run, case: str) -> None:
    run.signed += case != END


def _strike_along(run: Run, striker: Striker, threads: list[threading.Thread]) -> None:
    """Strike after each even share of the letters, until everybody is done."""
    while any(thread.is_alive() for thread in threads) and not run.faults:
        if striker.killed.total() < run.kills and run.signed >= _due(run, striker.killed.total()):
            striker.strike()
        time.sleep(NEXT_STRIKE)


def _due(run: Run, done: int) -> float:
    """How many letters are signed when the next strike comes."""
    return run.letters * (done + 0.5) / (run.kills + 1)


def photograph() -> bytes:
    """A small picture."""
    picture = io.BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(picture, "JPEG")
    return picture.getvalue()
