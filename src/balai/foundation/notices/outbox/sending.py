"""Sending what is due: claimed in batches, sent outside the claiming transaction, each marked at once."""

import secrets
import time
from collections import deque
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.foundation.notices.channels import CHANNELS
from balai.foundation.notices.channels.base import Channel, Failure, Letter, Line, Verdict
from balai.foundation.notices.channels.smtp import MESSAGE_LIMIT
from balai.foundation.notices.letters import Writer
from balai.foundation.notices.models import Delivery
from balai.foundation.notices.outbox import breaker, claim

BATCH = 50
MOST_ATTEMPTS = 10
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
JITTER = 0.25  # part of the pause, to either side: letters of one outage do not come back together
log = structlog.get_logger(__name__)


@dataclass
class Tally:
    """What became of a batch."""

    sent: int = 0
    goes_on: bool = True


def deliver(name: str) -> int:
    """Send what is due by the channel until nothing is left or the channel rests; returns how many got out."""
    total = 0
    while not breaker.rests(name, timezone.now()):
        rows = claim.claim(name, BATCH)
        if not rows:
            break
        tally = send_batch(CHANNELS[name], rows)
        total += tally.sent
        if not tally.goes_on:
            break
    return total


def send_batch(channel: Channel, rows: list[Delivery]) -> Tally:
    """Send claimed rows over one line, while the lease lasts; what was not tried goes back at once."""
    tally, waiting = Tally(), deque(rows)
    ends = time.monotonic() + claim.LEASE.total_seconds() - MESSAGE_LIMIT
    try:
        with channel.open() as line:
            writer = Writer(channel, rows)
            while waiting and tally.goes_on and time.monotonic() < ends:
                _send(line, writer, waiting.popleft(), tally)
    except Failure as failure:  # the line could not be opened
        tally.goes_on = False
        breaker.note_failure(channel.name, failure.reason)
        log.warning("notices.down", channel=channel.name, reason=failure.reason)
    for row in waiting:
        claim.release(row)
    return tally


def _send(line: Line, writer: Writer, row: Delivery, tally: Tally) -> None:
    try:
        letter = writer.letter(row)
    except Exception as error:
        log.exception("notices.unwritable", delivery=str(row.pk))
        _again(row, _("Surat tidak dapat disusun: %(fault)s") % {"fault": type(error).__name__})
        return
    if letter is None:
        claim.drop(row, _("Penerima tidak lagi mempunyai alamat atau akun aktif."))
        return
    try:
        line.send(letter)
    except Failure as failure:
        tally.goes_on = _take_back(row, failure)
    else:
        _note(row, letter, is_first=not tally.sent)
        tally.sent += 1


def _note(row: Delivery, letter: Letter, *, is_first: bool) -> None:
    if not claim.mark_sent(row):
        log.warning("notices.lease_lost", delivery=str(letter.id))
    if is_first:
        breaker.note_success(row.channel)


def _take_back(row: Delivery, failure: Failure) -> bool:
    """Keep what a failure means for the row; True when the batch may go on."""
    if failure.verdict is Verdict.REFUSED:
        claim.bury(row, failure.reason)
        return True
    if failure.verdict is Verdict.LATER:
        _again(row, failure.reason)
        return True
    if failure.verdict is Verdict.DOWN:
        claim.release(row)
        breaker.note_failure(row.channel, failure.reason)
        return False
    _again(row, failure.reason)
    return not breaker.note_failure(row.channel, failure.reason)


def _again(row: Delivery, reason: str) -> None:
    if row.attempts >= MOST_ATTEMPTS:
        claim.bury(row, reason)
    else:
        claim.put_off(row, timezone.now() + pause_after(row.attempts), reason)


def pause_after(attempts: int) -> timedelta:
    """One minute after the first attempt, then twice as long each time up to six hours, give or take a quarter."""
    pause = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    return pause * secrets.SystemRandom().uniform(1 - JITTER, 1 + JITTER)
