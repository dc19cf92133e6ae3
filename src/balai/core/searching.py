"""Search by the beginnings of words: code, title, name. Served by GIN indexes of core PostgreSQL.

A table that is searched so has an index on the expression of ``Words`` over its columns, made in a migration.

The words of a row are the pieces between blanks and ASCII punctuation, in small ASCII letters. Both sides, the
function ``cases_words`` in the database and ``words_of`` here, cut alike, so that every
word that is shown can be found.
"""

import re
from functools import reduce
from operator import and_

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, Q, TextField, Value

from balai.core.ids import read_code

MOST_WORDS = 8
_CUT = r"[\x01-/:-@\[-`{-\x7f]+"
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


class Words(Func):
    """The words of some text columns, as a ``tsvector`` without positions."""

    function = "cases_words"  # made by the migrations of cases, the first that was searched so
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


class Match(Func):
    """True when the words on the left satisfy the query on the right."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def words_of(text: str) -> list[str]:
    """The words of a typed text; a code is read forgivingly, as people read it out (O for 0, I for 1)."""
    typed = read_code(text) or text
    found = re.split(_CUT, typed.translate(_SMALL))
    return [word for word in found if word][:MOST_WORDS]


class Fits(Func):
    """True when a text fits a pattern."""

    template = "(%(expressions)s)"
    arg_joiner = " ~ "
    output_field = BooleanField()


class Holds(Func):
    """True when a text holds some letters somewhere."""

    template = "(%(expressions)s)"
    arg_joiner = " LIKE "
    output_field = BooleanField()


class Line(Func):
    """Some text columns in one line of small ASCII letters."""

    template = '(lower((%(expressions)s) COLLATE "C"))'
    arg_joiner = " || ' ' || "
    output_field = TextField()


def matching(text: str, columns: tuple[str, ...]) -> Q:
    """Rows in which every typed word is the beginning of a word, by the index; nothing for a text without words."""
    words = words_of(text)
    if not words:
        return Q(pk__in=[])
    query = " & ".join(f"'{word}':*" for word in words)
    return Q(Match(Words(*(F(column) for column in columns)), Value(query)))


def seen(text: str, columns: tuple[str, ...]) -> Q:
    """The same by looking at each row: quicker where few rows are in question, since beginnings of words are common.

    The index gathers all of some hundred thousand rows with a word that begins so before it has the first.
    """
    words = words_of(text)
    if not words:
        return Q(pk__in=[])
    line = Line(*(F(column) for column in columns))
    return reduce(and_, [_begins(line, word) for word in words])


def _begins(line: Line, word: str) -> Q:
    """A word of the line begins so; a look for its letters (no wildcards among them) spares most rows the pattern."""
    return Q(Holds(line, Value(f"%{word}%"))) & Q(Fits(line, Value(f"(^|{_CUT}){word}")))
