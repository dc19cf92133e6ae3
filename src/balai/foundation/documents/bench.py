"""Measures issuing a document against Typst and pyHanko alone, in the same run."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from django.conf import settings
from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.documents.actions.issue import issue
from balai.foundation.documents.engine import press
from balai.foundation.documents.engine.composing import Marks, letter_data, prepare
from balai.foundation.documents.letterheads import dress_of
from balai.foundation.documents.signing import pades
from balai.foundation.documents.signing.authority import authority, officer
from balai.foundation.documents.signing.base import Signatory, SignOrder
from balai.foundation.documents.words import IssueRequest

TARGET = 0.70


@dataclass(frozen=True)
class IssueFigures:
    """Documents per second: whole issue, and Typst plus pyHanko alone.

    ``share`` is the first through the second.
    """

    issued_per_second: float
    bare_per_second: float

    @property
    def share(self) -> float:
        """How much of the bare speed is left."""
        return self.issued_per_second / self.bare_per_second


def bench_issue(actor: Actor, request: IssueRequest, rounds: int = 200) -> IssueFigures:
    """Issue ``rounds`` documents and print and sign as many without anything else, in turns.

    The medians are compared, so that a hiccup of a shared machine falls on neither.
    """
    bare = _bare_job(actor, request)
    jobs: tuple[Callable[[], object], ...] = (lambda: issue(actor, request), bare)
    for job in jobs:
        job()
    spent = [[_timed(job) for job in jobs] for _ in range(rounds)]
    issued, alone = (median(times) for times in zip(*spent, strict=True))
    return IssueFigures(1 / issued, 1 / alone)


def _timed(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def _bare_job(actor: Actor, request: IssueRequest) -> Callable[[], object]:
    """Typst with ready data and pyHanko with a ready key: no number, no rows, no file, no event."""
    letter = prepare(request)
    dress = dress_of(request.unit_id)
    marks = Marks("500.3/001/00.00/I/2026", "ABC-0000-0000-0000", is_trial=True)
    data = letter_data(letter, marks, dress.letterhead)
    block = request.blocks[0]
    assert actor.user_id is not None
    signatory = Signatory(actor.user_id, block.name, block.post_title, data["unit"]["name"])
    signer = pades.as_signer(officer(settings.HOME, signatory, timezone.now()), authority(settings.HOME))
    count = iter(range(10**9))

    def run() -> bytes:
        data["document"]["code"] = f"ABC-0000-0000-{next(count):04}"
        printed = press.run(letter.version.source, dress.emblem, data, timezone.now())
        order = SignOrder(pades.field_name(0), signatory, "uji", "uji", timezone.now())
        return pades.sign(pades.add_fields(printed.pdf, printed.boxes), signer, order)

    return run
