"""Three sides of one entry: as the pack brought it, as it stands here, as the new pack has it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final, Literal

from ruamel.yaml import YAML

Path = tuple[str, ...]
Verdict = Literal["new", "same", "theirs", "ours", "both", "conflict", "stranger", "kept", "gone"]
IDENTITIES = ("code", "name", "value", "title")  # what tells the items of a list apart
NAMES = ("title", "label", "name", "heading")  # what people call a part
ORDER = "⇅"  # the last step to the place where the items of a list stand in another order


class _Absent:
    """Stands for what a side does not have."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()


@dataclass(frozen=True)
class Leaf:
    """One place where the sides differ, each as a text; empty where a side has nothing.

    ``names`` are what people call each step to it: words in both languages, or the key where it has none.
    ``is_conflict`` is true when pack and regency changed it, differently.
    """

    path: Path
    base: str
    ours: str
    theirs: str
    is_conflict: bool = False
    names: tuple[Any, ...] = ()

    @property
    def word(self) -> str:
        """The place as it is written in a choice."""
        return word_of(self.path)


@dataclass(frozen=True)
class Place:
    """A place on its three sides, with the way to it."""

    base: Any
    ours: Any
    theirs: Any
    path: Path = ()
    names: tuple[Any, ...] = ()

    @property
    def sides(self) -> tuple[Any, Any, Any]:
        """How it was brought, how it stands, how the new pack has it."""
        return self.base, self.ours, self.theirs

    @property
    def is_conflict(self) -> bool:
        """True when both sides changed it, differently."""
        return self.base not in (self.ours, self.theirs) and self.ours != self.theirs

    def part(self, step: str, parts: Sequence[Mapping[str, Any]]) -> "Place":
        """What a step leads to, given the named parts of each side."""
        base, ours, theirs = (part.get(step, ABSENT) for part in parts)
        called = next((name for side in (theirs, ours, base) if (name := _called(side))), step)
        return Place(base, ours, theirs, (*self.path, step), (*self.names, called))

    def leaf(self) -> Leaf:
        """The place as texts."""
        base, ours, theirs = map(told, self.sides)
        return Leaf(self.path, base, ours, theirs, self.is_conflict, self.names)


def word_of(path: Path) -> str:
    """The way to a place as one word."""
    return "/".join(path)


def _called(side: Any) -> Any:
    """What people call a part: its title, label or name in words; nothing where it has none."""
    if not isinstance(side, dict):
        return None
    found = (side[name] for name in NAMES if name in side)
    return next((words for words in found if isinstance(words, dict) and words), None)


def judge(base: Any, ours: Any, theirs: Any) -> Verdict:
    """What became of an entry; None stands for a side that does not have it."""
    if ours is None:
        return "new"
    if ours == theirs:
        return "same"
    if base is None:
        return "stranger"
    if ours == base:
        return "theirs"
    if theirs == base:
        return "ours"
    return "conflict" if merge(base, ours, theirs)[1] else "both"


def merge(base: Any, ours: Any, theirs: Any, giving_way: Collection[Path] = ()) -> tuple[Any, list[Path]]:
    """Both changes in one, and the places where they meet: there ours stands, unless it gives way."""
    return _merged(Place(base, ours, theirs), giving_way)


def _merged(place: Place, giving_way: Collection[Path]) -> tuple[Any, list[Path]]:
    base, ours, theirs = place.sides
    if theirs in (ours, base):
        return ours, []
    if ours == base:
        return theirs, []
    parts = _parts(place.sides)
    if parts is None:
        return (theirs if place.path in giving_way else ours), [place.path]
    is_list = isinstance(ours, list)
    order, met = _order(parts, (*place.path, ORDER), giving_way) if is_list else (_joined(parts), [])
    merged: dict[str, Any] = {}
    for step in dict.fromkeys([*order, *(name for part in parts for name in part)]):
        value, places = _merged(place.part(step, parts), giving_way)
        met = [*met, *places]
        if value is not ABSENT:
            merged[step] = value
    return (list(merged.values()) if is_list else merged), met


def leaves(base: Any, ours: Any, theirs: Any) -> Iterator[Leaf]:
    """The places where the sides differ, as deep as all three have the same shape."""
    return _leaves(Place(base, ours, theirs))


def _leaves(place: Place) -> Iterator[Leaf]:
    if place.ours == place.base == place.theirs:
        return
    parts = _parts(place.sides)
    if parts is None or not any(parts):
        yield place.leaf()
        return
    for step in dict.fromkeys(name for part in parts for name in part):
        yield from _leaves(place.part(step, parts))
    if isinstance(place.ours, list):
        before, mine, new = _commons(parts)
        orders = Place(before, mine, new, (*place.path, ORDER), (*place.names, ORDER))
        if orders.base != orders.ours or orders.base != orders.theirs:
            texts = [", ".join(one) for one in orders.sides]
            yield Leaf(orders.path, texts[0], texts[1], texts[2], orders.is_conflict, orders.names)


def _parts(sides: tuple[Any, Any, Any]) -> tuple[dict[str, Any], ...] | None:
    """The named parts of three sides of the same shape; None for texts, numbers and what has no names."""
    if all(isinstance(side, dict) for side in sides):
        return sides
    if not all(isinstance(side, list) for side in sides):
        return None
    for identity in IDENTITIES:
        parts = tuple(_named(side, identity) for side in sides)
        if all(part is not None for part in parts):
            return None if identity == "title" and _renamed(parts) else parts  # type: ignore[return-value]
    return None


def _named(items: list[Any], identity: str) -> dict[str, Any] | None:
    found = {_identity(item[identity]): item for item in items if isinstance(item, dict) and identity in item}
    return found if len(found) == len(items) else None


def _identity(value: Any) -> str:
    return str(value.get("id", value)) if isinstance(value, dict) else str(value)


def _renamed(parts: Sequence[Any]) -> bool:
    """True when both sides may have given the same item another title: nobody can tell which became which."""
    base, ours, theirs = (set(part) for part in parts)
    return bool(base - ours - theirs) and bool(ours - base) and bool(theirs - base)


def _commons(parts: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """The order of what all sides have, on each side."""
    common = set.intersection(*(set(part) for part in parts))
    return [[name for name in part if name in common] for part in parts]


def _order(
    parts: Sequence[Mapping[str, Any]], path: Path, giving_way: Collection[Path]
) -> tuple[list[str], list[Path]]:
    """The order of the items: of the side that moved something, and the place when both did."""
    base, ours, theirs = (list(part) for part in parts)
    before, mine, new = _commons(parts)
    if mine == before:
        return _with_additions(theirs, ours, base), []
    if new in (before, mine):
        return _with_additions(ours, theirs, base), []
    spine, other = (theirs, ours) if path in giving_way else (ours, theirs)
    return _with_additions(spine, other, base), [path]


def _joined(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    base, ours, theirs = (list(part) for part in parts)
    return _with_additions(theirs, ours, base)


def _with_additions(spine: list[str], other: list[str], base: list[str]) -> list[str]:
    order = list(spine)
    for place, name in enumerate(other):
        if name not in order and name not in base:
            before = other[place - 1] if place else ""
            order.insert(order.index(before) + 1 if before in order else 0 if not place else len(order), name)
    return order


def told(value: Any) -> str:
    """A value as people read it: a text as it is, the rest as YAML."""
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return str(value).lower()
    return as_yaml(value).strip()


def as_yaml(value: Any) -> str:
    """Plain data as YAML in the style of the packs."""
    writer = YAML()
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = 110
    writer.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    writer.dump(value, text)
    return text.getvalue()
