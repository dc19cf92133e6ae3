"""What the trail costs, in a process of its own on the demo's database; prints the figures as JSON.

python -m bench.trail ROUNDS ENTRIES

One application, from the draft to the signed letter, is told again and again and rolled back: bare, with events, with
events and the journal, in turns. Then so many events are made by the database, sealed and verified.
"""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

MAKE = """
INSERT INTO audit_event (id, created_at, name, subject_kind, subject_id, actor_name, actor_role, region_code,
                         is_public, facts, happened_at)
SELECT audit_uuid7(), now(), 'cases.acted', 'cases.case', gen_random_uuid(), 'Siti Aminah', 'Operator desa',
       '35.10.24.2008', true, jsonb_build_object('code', 'SKU-' || n, 'action', 'Teruskan'), now()
FROM generate_series(1, %s) AS n
"""


def main(rounds: int, entries: int) -> None:
    """Measure and print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    print(json.dumps({**one_application(rounds), **many_entries(entries)}))


def one_application(rounds: int) -> dict[str, float]:
    """Milliseconds of one application in each way, and how many rows of the trail it leaves."""
    ways: dict[str, Callable[[], Any]] = {"bare": bare, "events": without_journal, "whole": nullcontext}
    times: dict[str, list[float]] = {way: [] for way in ways}
    rows = 0
    for _round in range(rounds + 1):  # the first one warms up
        for way, prepared in ways.items():
            seconds, rows = told(prepared)
            times[way].append(seconds)
    return {**{way: statistics.median(each[1:]) * 1000 for way, each in times.items()}, "rows": rows}


def told(prepared: Callable[[], Any]) -> tuple[float, int]:
    """Seconds of one application told and rolled back, and its rows in the trail."""
    from django.db import transaction

    from balai.foundation.audit.models import Unsealed
    from balai.runtime.demo_cases import STORIES, tell

    with transaction.atomic():
        before = Unsealed.objects.count()
        with prepared():
            start = time.perf_counter()
            tell(STORIES[0])
            seconds = time.perf_counter() - start
        rows = Unsealed.objects.count() - before
        transaction.set_rollback(True)
    return seconds, rows


@contextmanager
def without_journal() -> Iterator[None]:
    """No trigger writes the journal until the rollback."""
    from django.db import connection

    from balai.foundation.audit.journal import REGULATED

    with connection.cursor() as cursor:
        for each in REGULATED.values():
            table = each.model._meta.db_table
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname ~ 'history'", [table]
            )
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {cursor.fetchone()[0]}")
    yield


@contextmanager
def bare() -> Iterator[None]:
    """Neither journal nor events."""
    from balai.foundation.audit.models import Event

    save = Event.save
    Event.save = lambda self, **options: None  # type: ignore[assignment,method-assign]
    try:
        with without_journal():
            yield
    finally:
        Event.save = save  # type: ignore[method-assign]


def many_entries(count: int) -> dict[str, float]:
    """Entries a second sealed and verified, and how much memory a verification takes more than it found."""
    from django.db import connection

    from balai.foundation.audit.actions.seal import seal_all
    from balai.foundation.audit.actions.verify import verify

    seal_all()
    with connection.cursor() as cursor:
        cursor.execute(MAKE, [count])
    sealed, seconds = timed(seal_all)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result, verifying = timed(verify)
    assert result.faults == 0, result.findings[:3]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"sealed": sealed / seconds, "verified": result.entries / verifying, "grown": grown / 1024}


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives, and its seconds."""
    start = time.perf_counter()
    return work(), time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
