"""New rows of several tables in one round trip: a letter writes four tables, and each trip waits for the server."""

from typing import Any

from django.db import connection, models
from django.db.models.sql import InsertQuery


def insert_together(*rows: models.Model) -> None:
    """Insert the rows in their order, in the caller's transaction, as one message of several statements.

    Raises IntegrityError like ``save`` does; none of the rows is then written.
    """
    statements = [_insert(row) for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            ";\n".join(sql for sql, _values in statements), [v for _, values in statements for v in values]
        )
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _insert(row: models.Model) -> tuple[str, tuple[Any, ...]]:
    query = InsertQuery(type(row))
    query.insert_values(row._meta.concrete_fields, [row])
    ((sql, values),) = query.get_compiler(connection=connection).as_sql()
    return sql, values
