"""What a database holds, in figures that can be compared: taken at a snapshot, checked before a restore is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from balai.runtime.backup.dump import PASSING

Connection = psycopg.Connection[tuple[Any, ...]]

# A sum of digests does not depend on the order and needs no memory. 60 bits of each are summed exactly.
_SUM = (
    "SELECT count(*) || ':' || coalesce(sum(('x' || left(encode(sha256(convert_to({what}, 'UTF8')), 'hex'), 15))"
    "::bit(60)::bigint), 0) FROM public.{table} AS one"
)
PRINTS = {
    "documents": ("documents_documentfile", _SUM.format(what="one.sha256", table="documents_documentfile")),
    "seals": ("audit_seal", _SUM.format(what="one.digest", table="audit_seal")),
    "events": ("audit_event", _SUM.format(what="one::text", table="audit_event")),
}
STORED = ("documents_documentfile", "forms_attachment")  # tables whose ``path`` names a stored file
STEADY = "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL extra_float_digits = 1;"


@dataclass(frozen=True)
class Measure:
    """Rows by table, and prints of what must not differ in a single letter."""

    tables: dict[str, int]
    prints: dict[str, str]


@contextmanager
def snapshot(url: str) -> Iterator[tuple[Connection, str]]:
    """One view of the database, as long as the block lasts, with the name by which pg_dump joins it."""
    with psycopg.connect(url, application_name="balai backup") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield connection, str(_value(connection, "SELECT pg_export_snapshot()"))


def measure(connection: Connection) -> Measure:
    """Count and print everything that the connection sees."""
    connection.execute(STEADY)
    names = tables(connection)
    counts = {name: int(_value(connection, _count(name))) for name in names if name not in PASSING}
    prints = {name: str(_value(connection, text)) for name, (table, text) in PRINTS.items() if table in names}
    return Measure(counts, prints)


def tables(connection: Connection) -> list[str]:
    """The names of all tables."""
    found = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('public') "
        "AND relkind IN ('r', 'p') ORDER BY relname"
    )
    return [row[0] for row in found]


def migrations(connection: Connection) -> dict[str, list[str]]:
    """The migrations that made the tables, by application."""
    if "django_migrations" not in tables(connection):
        return {}
    found: dict[str, list[str]] = {}
    for app, name in connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name"):
        found.setdefault(app, []).append(name)
    return found


def regency(connection: Connection) -> str:
    """The code of the regency, empty before it is set."""
    found = connection.execute("SELECT region_id FROM regions_regency").fetchone()
    return str(found[0]) if found else ""


def stored_paths(connection: Connection) -> Iterator[str]:
    """The files that rows refer to."""
    known = set(tables(connection))
    for table in STORED:
        if table in known:
            query = sql.SQL("SELECT path FROM {} WHERE path <> ''").format(sql.Identifier(table))
            with connection.cursor(name=f"paths_{table}") as cursor:
                yield from (row[0] for row in cursor.execute(query))


def as_check(wanted: Measure) -> str:
    """SQL that fails, and with it the transaction, when the database is not as measured."""
    lines = [
        f"n := (SELECT count(*) FROM public.{_quoted(name)}); "  # noqa: S608 - quoted
        f"IF n <> {int(count)} THEN RAISE EXCEPTION 'tabel {name}: % baris, bukan {int(count)}', n; END IF;"
        for name, count in sorted(wanted.tables.items())
    ]
    lines += [
        f"s := ({PRINTS[name][1]}); IF s <> '{_digits(text)}' THEN RAISE EXCEPTION '{name}: sidik lain'; END IF;"
        for name, text in sorted(wanted.prints.items())
        if name in PRINTS
    ]
    body = "\n".join(lines)
    return f"{STEADY}\nDO $check$ DECLARE n bigint; s text; BEGIN\n{body}\nEND $check$;\n"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _digits(text: str) -> str:
    return ":".join(str(int(part)) for part in text.split(":"))


def _count(table: str) -> sql.Composed:
    return sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(table))


def _value(connection: Connection, query: str | sql.Composed) -> Any:
    found = connection.execute(query).fetchone()
    assert found is not None
    return found[0]
