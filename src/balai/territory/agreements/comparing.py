"""Two versions of a text, clause by clause and word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Clause = dict[str, str]
Mark = Literal["same", "gone", "new"]
MOST_WORDS = 4000  # of both sides together; longer clauses are shown whole, old beside new


@dataclass(frozen=True)
class Piece:
    """Some words that both versions have, or only one of them."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Compared:
    """A clause as it was and as it is."""

    key: str
    heading: str
    mark: Literal["same", "changed", "gone", "new"]
    pieces: tuple[Piece, ...]


def compare(before: Sequence[Clause], after: Sequence[Clause]) -> list[Compared]:
    """All clauses of the newer version in its order, then those that it left out."""
    old = {clause["key"]: clause for clause in before}
    kept = {clause["key"] for clause in after}
    found = [_compared(old.get(clause["key"]), clause) for clause in after]
    gone = [clause for clause in before if clause["key"] not in kept]
    return [*found, *(_one(clause, "gone") for clause in gone)]


def _compared(old: Clause | None, new: Clause) -> Compared:
    if old is None:
        return _one(new, "new")
    if (old["heading"], old["text"]) == (new["heading"], new["text"]):
        return Compared(new["key"], new["heading"], "same", (Piece("same", new["text"]),))
    return Compared(new["key"], new["heading"], "changed", tuple(words(old["text"], new["text"])))


def _one(clause: Clause, mark: Literal["gone", "new"]) -> Compared:
    return Compared(clause["key"], clause["heading"], mark, (Piece(mark, clause["text"]),))


def words(before: str, after: str) -> list[Piece]:
    """What of the words stayed, went and came."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    if len(old) + len(new) > MOST_WORDS:
        return [Piece("gone", before), Piece("new", after)]
    pieces: list[Piece] = []
    for tag, start, end, at, to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[start:end])))
            continue
        pieces += [Piece("gone", "".join(old[start:end]))] if end > start else []
        pieces += [Piece("new", "".join(new[at:to]))] if to > at else []
    return pieces
