"""What the database holds, one fingerprint for each table: which tables did somebody at a door change?

A fingerprint of everything takes a fifth of a second, so it is taken once; what happens within is read from
PostgreSQL's own count of written rows, and only a table that was written is looked at again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import connection

# written on purpose when something is refused: the log of reads also keeps refused ones, and queues them to be sealed
KEPT_OF_REFUSALS = {"audit_personalread", "audit_unsealed"}
# large and without any page that writes to it: counted, not read
COUNTED = {"regions_region"}
WRITTEN = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"


def tables() -> list[str]:
    """All tables of Balai's own models."""
    own = (
        model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("balai.")
    )
    return sorted({model._meta.db_table for model in own} - KEPT_OF_REFUSALS)


def fingerprint(about: str = "") -> dict[str, str]:
    """The state of each table; with ``about`` only of the rows that this expression finds something in."""
    return {table: state(table, about) for table in tables()}


def state(table: str, about: str = "") -> str:
    """The fingerprint of one table."""
    columns = "count(*)::text" if table in COUNTED else "md5(string_agg(t::text, '|' ORDER BY t::text))"
    where = "WHERE t::text ~ %(about)s" if about else ""
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce({columns}, '') FROM {name} t {where}", {"about": about})  # noqa: S608
        return str(cursor.fetchone()[0])


def writes() -> dict[str, int]:
    """How many rows of each table this transaction has written so far; what was taken back counts too."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Memory:
    """What the tables held at the beginning, as far as it is ``about`` something."""

    held: dict[str, str]
    about: str = ""

    @classmethod
    def now(cls, about: str = "") -> "Memory":
        """Of this moment."""
        return cls(fingerprint(about), about)

    @contextmanager
    def watching(self) -> Iterator[set[str]]:
        """The set names in the end the tables that were written within and hold something else than they held."""
        changed: set[str] = set()
        before = writes()
        yield changed
        after = writes()
        written = {table for table in self.held if after.get(table, 0) != before.get(table, 0)}
        changed |= {table for table in written if state(table, self.about) != self.held[table]}
