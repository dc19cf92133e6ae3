"""Three sides of one entry: as the pack brought it, as it stands here, as the new pack has it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any, Final, Literal

from ruamel.yaml import YAML

Path = tuple[str, ...]
Verdict = Literal["new", "same", "theirs", "ours", "both", "conflict", "stranger", "kept", "gone"]
Stand = Literal["ours", "theirs"]  # whose side of a place stands
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
    ``is_conflict`` is true when pack and regency changed it, differently; ``stands`` is whose side stands when nobody
    chooses, empty where there is nothing to choose.
    """

    path: Path
    base: str
    ours: str
    theirs: str
    is_conflict: bool = False
    names: tuple[Any, ...] = ()
    stands: Stand | Literal[""] = ""

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

    @property
    def stands(self) -> Stand | Literal[""]:
        """Whose side stands when nobody chooses: the pack's where it alone changed something, else the regency's."""
        if self.ours == self.theirs:
            return ""
        return "theirs" if self.ours == self.base else "ours"

    def part(self, step: str, parts: Sequence[Mapping[str, Any]]) -> "Place":
        """What a step leads to, given the named parts of each side."""
        base, ours, theirs = (part.get(step, ABSENT) for part in parts)
        called = next((name for side in (theirs, ours, base) if (name := _called(side))), step)
        return Place(base, ours, theirs, (*self.path, step), (*self.names, called))

    def leaf(self) -> Leaf:
        """The place as texts."""
        base, ours, theirs = map(told, self.sides)
        return Leaf(self.path, base, ours, theirs, self.is_conflict, self.names, self.stands)

    def ordered(self, parts: Sequence[Mapping[str, Any]]) -> "Place":
        """Where the order of its items stands: of those that all sides have."""
        before, mine, new = _commons(parts)
        return Place(before, mine, new, (*self.path, ORDER), (*self.names, ORDER))


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


def merge(
    base: Any, ours: Any, theirs: Any, chosen: Mapping[Path, Stand] | None = None
) -> tuple[Any, list[Path]]:
    """Both changes in one, and the places where they meet: there ours stands, unless theirs was chosen.

    A place that one side alone changed reads as it does there, unless the other side was chosen for it.
    """
    return _merged(Place(base, ours, theirs), chosen or {})


def _merged(place: Place, chosen: Mapping[Path, Stand]) -> tuple[Any, list[Path]]:
    met = [place.path] if place.is_conflict else []
    parts = _parts(place.sides) if met or _is_chosen_within(place, chosen) else None
    if parts is None:
        stands = chosen.get(place.path) or place.stands or "ours"
        return (place.theirs if stands == "theirs" else place.ours), met
    steps = dict.fromkeys(name for part in parts for name in part)
    found = {step: _merged(place.part(step, parts), chosen) for step in steps}
    met = [path for _value, places in found.values() for path in places]
    order = list(steps)
    if isinstance(place.ours, list):
        orders = place.ordered(parts)
        order = _order(parts, chosen.get(orders.path) or orders.stands)
        met = [*([orders.path] if orders.is_conflict else []), *met]
    merged = {step: found[step][0] for step in order if found[step][0] is not ABSENT}
    return (list(merged.values()) if isinstance(place.ours, list) else merged), met


def _is_chosen_within(place: Place, chosen: Mapping[Path, Stand]) -> bool:
    depth = len(place.path)
    return any(path[:depth] == place.path for path in chosen)


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
        orders = place.ordered(parts)
        if orders.base != orders.ours or orders.base != orders.theirs:
            texts = [", ".join(one) for one in orders.sides]
            yield replace(orders.leaf(), base=texts[0], ours=texts[1], theirs=texts[2])


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


def _order(parts: Sequence[Mapping[str, Any]], stands: str) -> list[str]:
    """The order of the items: of one side, with what only the others have behind what it follows there."""
    base, ours, theirs = (list(part) for part in parts)
    spine, other = (ours, theirs) if stands == "ours" else (theirs, ours)
    return _with_additions(_with_additions(spine, other), base)


def _with_additions(spine: list[str], other: list[str]) -> list[str]:
    order = list(spine)
    for place, name in enumerate(other):
        if name not in order:
            order.insert(order.index(other[place - 1]) + 1 if place else 0, name)
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
