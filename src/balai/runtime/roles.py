"""Two roles on a PostgreSQL server: the owner makes and changes tables, the web role only works with their rows.

The statements can be run again at any time; after each migration they are.
"""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.db import connection
from psycopg import sql

from balai.config import env
from balai.foundation.audit.api import append_only_tables
from balai.runtime.database import OWNER, WEB, has_two
from balai.runtime.postgres import Say
from balai.runtime.problem import Problem

ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE")
READ_ONLY = {"django_migrations": ("SELECT",)}


def prepare(say: Say) -> None:
    """Make the web role when it is missing, and give it exactly its rights. Runs as owner. Raises Problem."""
    web = urlsplit(env.text(WEB))
    if not has_two() or not web.username or web.username == urlsplit(env.text(OWNER)).username:
        raise Problem(f"DATABASE_URL dan {OWNER} harus menyebut dua peran yang berbeda.")
    _make(unquote(web.username), unquote(web.password or ""), say)
    grant(unquote(web.username))
    say(
        f"Peran {unquote(web.username)}: hak atas baris saja; tabel yang hanya bertambah tidak dapat diubahnya."
    )


def refresh(say: Say) -> None:
    """After a migration: the web role's rights on new tables. Does nothing with one role."""
    if has_two():
        prepare(say)


def after_restore(say: Say, *, is_embedded: bool) -> None:
    """A backup holds no rights: grant them to the web role again, or say how on a server that may have one."""
    if has_two():
        prepare(say)
    elif not is_embedded:
        say(
            "Hak peran lain tidak ada di cadangan. Bila situs memakai peran basis data tersendiri: "
            f"isi {OWNER}, lalu jalankan `balai roles`."
        )


def _make(role: str, password: str, say: Say) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone():
            return
        cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            raise Problem(
                f'Buat dahulu perannya sebagai pengelola server: CREATE ROLE "{role}" LOGIN PASSWORD …'
            )
        make = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
        cursor.execute(make.as_string(cursor.connection))
    say(f"Peran {role} dibuat.")


def grant(role: str) -> None:
    """Exactly the rights of the web role on what stands in the schema of this installation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        names = {"role": sql.Identifier(role), "schema": sql.Identifier(cursor.fetchone()[0])}
        for statement in _statements(names):
            cursor.execute(statement.as_string(cursor.connection))


def _statements(names: dict[str, sql.Identifier]) -> Iterator[sql.Composed]:
    for text in (
        "REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {role}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {role}",
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"GRANT {', '.join(ROWS)} ON ALL TABLES IN SCHEMA {{schema}} TO {{role}}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
        "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {role}",
    ):
        yield sql.SQL(text).format(**names)
    for table, rights in {**append_only_tables(), **READ_ONLY}.items():
        yield sql.SQL("REVOKE ALL ON {schema}.{table} FROM {role}").format(
            **names, table=sql.Identifier(table)
        )
        given = sql.SQL(", ".join(rights))
        yield sql.SQL("GRANT {given} ON {schema}.{table} TO {role}").format(
            **names, given=given, table=sql.Identifier(table)
        )


def owned_tables() -> list[str]:
    """The tables that the role of this connection owns; none for a web role."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE tableowner = current_user AND schemaname = current_schema()"
        )
        return [name for (name,) in cursor.fetchall()]
