"""For tests: tables that only grow, opened for a moment, as only their owner can."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections

TABLES = ("event", "personalread", "change", "seal", "head", "verification")


@contextmanager
def unprotected(*only: str, using: str = "default") -> Iterator[None]:
    """Inside, rows of the tables that only grow can be changed and deleted, as an owner who means ill could."""
    _switch("DISABLE", only or TABLES, using)
    try:
        yield
    finally:
        _switch("ENABLE", only or TABLES, using)


def _switch(word: str, tables: tuple[str, ...], using: str) -> None:
    with connections[using].cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE audit_{table} {word} TRIGGER audit_row_stays")


def allow_emptying() -> None:
    """Let tables that only grow be truncated, which is how tests that commit clean up after themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname LIKE '%\\_table\\_stays'"
        )
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
