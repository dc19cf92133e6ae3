"""Three sides of one entry: as the pack brought it, as it stands here, as the new pack has it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final, Literal

from ruamel.yaml import YAML

Path = tuple[str, ...]
Verdict = Literal["new", "same", "theirs", "ours", "both", "conflict", "stranger", "kept", "gone"]
IDENTITIES = ("code", "name", "value")  # what tells the items of a list apart


class _Absent:
    """Stands for what a side does not have."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()


@dataclass(frozen=True)
class Leaf:
    """One place where the sides differ, each as a text; empty where a side has nothing."""

    path: Path
    base: str
    ours: str
    theirs: str

    @property
    def where(self) -> str:
        """The place in words."""
        return " › ".join(self.path)

    @property
    def is_conflict(self) -> bool:
        """True when pack and regency changed it, differently."""
        return self.base not in (self.ours, self.theirs) and self.ours != self.theirs


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


def merge(base: Any, ours: Any, theirs: Any, path: Path = ()) -> tuple[Any, list[Path]]:
    """Both changes in one; where they meet, ours stands and the place is named."""
    if theirs in (ours, base):
        return ours, []
    if ours == base:
        return theirs, []
    parts = _parts((base, ours, theirs))
    order = _order(parts, isinstance(ours, list)) if parts else None
    if parts is None or order is None:
        return ours, [path]
    merged: dict[str, Any] = {}
    met: list[Path] = []
    for key in dict.fromkeys([*order, *(name for part in parts for name in part)]):
        was, mine, new = (part.get(key, ABSENT) for part in parts)
        value, places = merge(was, mine, new, (*path, key))
        met += places
        if value is not ABSENT:
            merged[key] = value
    return (list(merged.values()) if isinstance(ours, list) else merged), met


def leaves(base: Any, ours: Any, theirs: Any, path: Path = ()) -> Iterator[Leaf]:
    """The places where the sides differ, as deep as all three have the same shape."""
    if ours == theirs == base:
        return
    parts = _parts((base, ours, theirs))
    names = dict.fromkeys(name for part in parts for name in part) if parts else {}
    if parts is None or not names:
        yield Leaf(path, told(base), told(ours), told(theirs))
        return
    for name in names:
        was, mine, new = (part.get(name, ABSENT) for part in parts)
        yield from leaves(was, mine, new, (*path, name))
    if isinstance(ours, list) and _moved(parts):
        yield Leaf(path, *(", ".join(part) for part in parts))


def _moved(parts: Sequence[Mapping[str, Any]]) -> bool:
    """True when the same items stand in another order."""
    orders = [list(part) for part in parts]
    return len({tuple(sorted(order)) for order in orders}) == 1 and len({tuple(one) for one in orders}) > 1


def _parts(sides: tuple[Any, Any, Any]) -> tuple[dict[str, Any], ...] | None:
    """The named parts of three sides of the same shape; None for texts, numbers and what has no names."""
    if all(isinstance(side, dict) for side in sides):
        return sides
    if not all(isinstance(side, list) for side in sides):
        return None
    for identity in IDENTITIES:
        named = tuple(_named(side, identity) for side in sides)
        if all(part is not None for part in named):
            return named  # type: ignore[return-value]
    return None


def _named(items: list[Any], identity: str) -> dict[str, Any] | None:
    found = {str(item[identity]): item for item in items if isinstance(item, dict) and identity in item}
    return found if len(found) == len(items) else None


def _order(parts: Sequence[Mapping[str, Any]], matters: bool) -> list[str] | None:
    """The order of the parts: of the side that moved something; None when both did."""
    base, ours, theirs = (list(part) for part in parts)
    common = set(base) & set(ours) & set(theirs)
    as_before = [name for name in base if name in common]
    if not matters or [name for name in ours if name in common] == as_before:
        return _with_additions(theirs, ours, base)
    if [name for name in theirs if name in common] == as_before:
        return _with_additions(ours, theirs, base)
    return None


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
