"""Statements of a fixed shape: Django writes the SQL of a QuerySet once, and later only the values change.

For what every request reads. Writing such a statement costs the web process more than answering it costs the database.
"""

from collections.abc import Callable, Hashable
from functools import cached_property, lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Place = tuple[int | None, Any]  # the number of a value, or None and what stands there always


class Prepared:
    """A QuerySet of values. ``build`` takes one value for each of ``samples``, which tell the values' places.

    The shape may not depend on the values: no None, and no list, whose length would change the statement.
    """

    def __init__(self, build: "Callable[..., QuerySet[Any, Any]]", *samples: Any) -> None:
        self._build, self._samples = build, samples

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows for these values, as the database gives them: JSON stays text."""
        sql, places = self._statement
        with connection.cursor() as cursor:
            cursor.execute(sql, [fixed if number is None else values[number] for number, fixed in places])
            return cursor.fetchall()

    @cached_property
    def _statement(self) -> tuple[str, tuple[Place, ...]]:
        sql, params = self._build(*self._samples).query.sql_with_params()
        places = tuple(self._place(param) for param in params)
        missing = set(range(len(self._samples))) - {number for number, _fixed in places}
        if missing:
            raise ValueError(f"the statement has no place for value {missing}: {sql}")
        return sql, places

    def _place(self, param: Any) -> Place:
        return (self._samples.index(param), None) if param in self._samples else (None, param)


def rows_of(
    build: "Callable[..., QuerySet[Any, Any]]", *values: Hashable, keep: bool
) -> list[tuple[Any, ...]]:
    """The rows that ``build`` gives for these values, as the database gives them: JSON stays text.

    A statement that is kept is written once for the same values. It may depend on nothing else, such as the hour.
    """
    sql, params = (_kept if keep else _written)(build, *values)
    if not sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _written(build: "Callable[..., QuerySet[Any, Any]]", *values: Hashable) -> tuple[str, tuple[Any, ...]]:
    try:
        return build(*values).query.sql_with_params()
    except EmptyResultSet:
        return "", ()  # nothing can be found


_kept = lru_cache(maxsize=1024)(_written)
