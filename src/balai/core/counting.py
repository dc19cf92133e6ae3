"""Counts for the heads of lists and for the frame: exact up to a bound, one question to the database for several."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from balai.core.actor import Actor

MOST_COUNTED = 1000  # a count above 999 is shown as 999+
Rows = Callable[[Actor], "QuerySet[Any]"]
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Question:
    """The statement of one count with its values; without a statement nothing can be found."""

    sql: str
    values: tuple[Any, ...]


def counted_together(querysets: Mapping[K, "QuerySet[Any]"]) -> dict[K, int]:
    """How many rows each has, counted up to ``MOST_COUNTED``."""
    return _ask({key: _question(rows) for key, rows in querysets.items()})


def counted_for(actor: Actor, sources: Iterable[Rows]) -> dict[Rows, int]:
    """The same for rows that depend on nothing but the actor; their statements are written once and kept.

    The actor, who lives for one request, keeps the counts for ``counted_once``.
    """
    counts = _ask({source: _question_for(source, actor) for source in sources})
    actor.extra.update({_place(source): str(count) for source, count in counts.items()})
    return counts


def counted_once(actor: Actor, sources: Iterable[Rows]) -> dict[Rows, int]:
    """The same for the frame: what the page has counted is not asked again."""
    wanted = list(sources)
    counted_for(actor, [source for source in wanted if _place(source) not in actor.extra])
    return {source: int(actor.extra[_place(source)]) for source in wanted}


def shown_count(number: int | None) -> str:
    """A count as people read it: exact up to 999; nothing where nothing was counted."""
    if number is None:
        return ""
    return f"{MOST_COUNTED - 1}+" if number >= MOST_COUNTED else str(number)


def _place(source: Rows) -> str:
    return f"count of {source.__module__}.{source.__qualname__}"


@lru_cache(maxsize=4096)
def _question_for(source: Rows, actor: Actor) -> Question:
    return _question(source(actor))


def _question(rows: "QuerySet[Any]") -> Question:
    try:
        sql, values = rows.order_by().values("pk")[:MOST_COUNTED].query.sql_with_params()
    except EmptyResultSet:
        return Question("", ())
    return Question(f"(SELECT count(*) FROM ({sql}) AS counted)", values)  # noqa: S608


def _ask(questions: Mapping[K, Question]) -> dict[K, int]:
    counts = dict.fromkeys(questions, 0)
    asked = {key: question for key, question in questions.items() if question.sql}
    if asked:
        sql = ", ".join(question.sql for question in asked.values())
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {sql}", [value for one in asked.values() for value in one.values])
            counts |= zip(asked, cursor.fetchone(), strict=True)
    return counts
