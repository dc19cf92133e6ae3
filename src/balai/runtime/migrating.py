"""Migrations one by one: each whole or not at all, never waiting long for a lock, gone on with after a kill.

Django writes down a migration after its transaction has ended; a kill in between would apply it twice. Here one
transaction spans both. A lock that is not to be had at once is asked for again later, so that nobody queues
behind a waiting ALTER TABLE.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from psycopg.errors import LockNotAvailable

from balai.config import env
from balai.runtime.gate import Gate
from balai.runtime.postgres import Say
from balai.runtime.problem import Problem
from balai.runtime.states import FrugalState

LOCK_SECONDS = 3
PAUSE_SECONDS = 2.0
PATIENCE = 600.0  # seconds until a lock that is never free is a Problem


def known_migrations() -> dict[str, list[str]]:
    """The migrations of this version of Balai, by application."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationLoader(None, ignore_no_migrations=True).disk_migrations):
        found.setdefault(app, []).append(name)
    return found


def gate() -> Gate:
    """The gate of this process, which knows the migrations of this version."""
    names = [f"{app}.{name}" for app, names in known_migrations().items() for name in names]
    return Gate(env.text("DATABASE_URL"), names)


def unknown_migrations() -> list[str]:
    """What made this database and is not in this version: it is newer than we are."""
    known = known_migrations()
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if name not in known.get(app, []))


def refuse_newer() -> None:
    """A Problem when a newer Balai has worked on this database."""
    if newer := unknown_migrations():
        raise Problem(
            f"Basis data ini sudah dipakai Balai yang lebih baru (mengenal {newer[-1]}); pasang versi itu. "
            "Turun versi tidak mungkin; cadangan dari sebelum pemutakhiran dapat dipulihkan."
        )


def pending() -> list[Migration]:
    """The steps that the database still lacks, in order."""
    executor = MigrationExecutor(connection)
    return [step for step, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def require_current() -> None:
    """A Problem when the database is newer or older than this version."""
    refuse_newer()
    if steps := pending():
        raise Problem(
            f"Basis data ini dari Balai yang lebih lama ({len(steps)} langkah tertinggal); "
            "jalankan `balai upgrade`, yang mencadangkan dulu."
        )


def migrate(say: Say) -> int:
    """Bring the tables up to date; returns the number of steps. Raises Problem when the database is newer."""
    refuse_newer()
    if steps := pending():
        say(f"Menyiapkan tabel ({len(steps)} langkah) …")
        with _impatient():
            _apply_all(steps, say)
        call_command("migrate", verbosity=0, interactive=False)  # what Django does after the last step
    call_command("createcachetable", verbosity=0)  # leaves a standing one alone
    return len(steps)


def _apply_all(steps: list[Migration], say: Say) -> None:
    executor, state = _begin()
    limit = time.monotonic() + PATIENCE
    while steps:
        try:
            with transaction.atomic() if steps[0].atomic else nullcontext():
                state = executor.migrate([], plan=[(steps[0], False)], state=state)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            _wait_for_lock(steps[0], limit, say)
            executor, state = _begin()
            continue
        say(f"  {steps[0]}")
        steps = steps[1:]
        limit = time.monotonic() + PATIENCE


def _begin() -> tuple[MigrationExecutor, ProjectState]:
    executor = MigrationExecutor(connection)
    return executor, FrugalState.of(executor)


def _wait_for_lock(step: Migration, limit: float, say: Say) -> None:
    if time.monotonic() > limit:
        raise Problem(f"Langkah {step} terhalang terus oleh {_holders()}; hentikan itu, lalu jalankan lagi.")
    say(f"Langkah {step} menunggu {_holders()} …")
    time.sleep(PAUSE_SECONDS)


def _holders() -> str:
    """The oldest transactions of others, which hold what we want."""
    query = (
        "SELECT coalesce(string_agg(format('proses %s (%s)', pid, application_name), ', ' ORDER BY xact_start), "
        "'transaksi lain') FROM (SELECT * FROM pg_stat_activity WHERE xact_start IS NOT NULL "
        "AND datname = current_database() AND pid <> pg_backend_pid() ORDER BY xact_start LIMIT 3) AS old"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return str(cursor.fetchone()[0])


@contextmanager
def _impatient() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
    try:
        yield
    finally:
        connection.close()  # the next one has the server's settings again
