"""Jobs that have ended: their arguments name people and cases, and nobody needs them any more."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

BATCH = 5000
ENDED, FAILED = ("succeeded", "cancelled", "aborted"), ("failed",)
_OLD = """
    SELECT job.id FROM procrastinate_jobs job
    WHERE job.status::text = ANY(%s)
      AND (SELECT max(event.at) FROM procrastinate_events event WHERE event.job_id = job.id) < %s
"""


def count_ended(before: datetime) -> int:
    """How many jobs ended before the moment, failed ones included."""
    return _count([*ENDED, *FAILED], before)


def count_failed(before: datetime) -> int:
    """How many jobs failed before the moment."""
    return _count(list(FAILED), before)


def forget_ended(before: datetime) -> int:
    """Delete jobs that succeeded or were given up before the moment, in batches; returns how many."""
    total = 0
    while gone := _forget_batch(before):
        total += gone
    return total


def _count(states: list[str], before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({_OLD}) AS old", [states, before])  # noqa: S608
        (found,) = cursor.fetchone()
    return int(found)


@transaction.atomic
def _forget_batch(before: datetime) -> int:
    with connection.cursor() as cursor:
        ids = _ids(cursor, before)
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = ANY(%s)", [ids])
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [ids])
    return len(ids)


def _ids(cursor: Any, before: datetime) -> list[int]:
    cursor.execute(f"{_OLD} ORDER BY job.id LIMIT {BATCH}", [list(ENDED), before])
    return [row[0] for row in cursor.fetchall()]
