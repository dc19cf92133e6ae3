"""Counts for the heads of lists: exact up to a bound, and one question to the database for several."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST_COUNTED = 1000  # a count above 999 is shown as 999+
K = TypeVar("K")


def counted_together(querysets: Mapping[K, "QuerySet[Any]"]) -> dict[K, int]:
    """How many rows each has, counted up to ``MOST_COUNTED``."""
    counts = dict.fromkeys(querysets, 0)
    asked: dict[K, tuple[str, tuple[Any, ...]]] = {}
    for key, rows in querysets.items():
        try:
            asked[key] = rows.order_by().values("pk")[:MOST_COUNTED].query.sql_with_params()
        except EmptyResultSet:
            continue
    if asked:
        parts = ", ".join(f"(SELECT count(*) FROM ({sql}) AS counted)" for sql, _ in asked.values())  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {parts}", [value for _sql, params in asked.values() for value in params])
            counts |= zip(asked, cursor.fetchone(), strict=True)
    return counts
