"""The network of regencies: who learned what from whom, as rows, and as a graph drawn on the server."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import cos, hypot, pi, sin

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.exchange import Sheet
from balai.foundation.regions.api import regency
from balai.territory.adoption.sources import Kind, Link

KINDS: dict[Kind, object] = {
    "visit": gettext_lazy("Kunjungan"),
    "agreement": gettext_lazy("Kerja sama"),
    "adoption": gettext_lazy("Adopsi"),
}
DEPTH = ("visit", "agreement", "adoption")  # the further one came, the stronger the line
MOST_NODES = 28
WIDE, TALL = 960, 720
RINGS = ((250, 210), (390, 310))  # half axes of the two ellipses on which regions stand
NAME_GAP, NAME_WIDTH, NAME_HEIGHT = 26, 9.2, 24  # beside the dot, of a letter at most, of a line


@dataclass(frozen=True)
class Row:
    """Two regions with everything that connects them. ``topics`` are codes of innovations."""

    learner_code: str
    learner_name: str
    teacher_code: str
    teacher_name: str
    counts: dict[Kind, int]
    first: date
    last: date
    topics: tuple[str, ...]
    what: tuple[str, ...]
    is_ours: bool  # this regency is the one that learned

    @property
    def other(self) -> tuple[str, str]:
        """Code and name of the region that is not this one."""
        if self.is_ours:
            return self.teacher_code, self.teacher_name
        return self.learner_code, self.learner_name

    @property
    def total(self) -> int:
        """How many visits, agreements and adoptions."""
        return sum(self.counts.values())

    @property
    def depth(self) -> str:
        """How far it came: the strongest kind that there is."""
        return next(kind for kind in reversed(DEPTH) if self.counts.get(kind))  # type: ignore[call-overload]


def rows_of(links: Iterable[Link]) -> list[Row]:
    """The links of each pair in one row, the strongest first."""
    here = regency().code
    pairs: dict[tuple[str, ...], list[Link]] = {}
    for link in links:
        key = (link.learner_code, link.learner_name, link.teacher_code, link.teacher_name)
        pairs.setdefault(key, []).append(link)
    rows = [_row(group, here) for group in pairs.values()]
    return sorted(rows, key=lambda row: (-DEPTH.index(row.depth), -row.total, row.learner_name))


def _row(group: Sequence[Link], here: str) -> Row:
    first = group[0]
    counts: Counter[Kind] = Counter(link.kind for link in group)
    topics = Counter(topic for link in group for topic in link.topics)
    return Row(
        first.learner_code,
        first.learner_name,
        first.teacher_code,
        first.teacher_name,
        dict(counts),
        min(link.on for link in group),
        max(link.on for link in group),
        tuple(code for code, _count in topics.most_common(8)),
        tuple(dict.fromkeys(link.what for link in group if link.what))[:4],
        first.learner_code == here,
    )


@dataclass(frozen=True)
class Wanted:
    """Which rows of the network: with words in a name, of a kind, about an innovation, with a province."""

    text: str = ""
    kind: str = ""
    topic: str = ""
    sort: str = ""
    province: str = ""

    @property
    def is_empty(self) -> bool:
        """True when everything is shown."""
        return not (self.text or self.kind or self.topic or self.province)

    def keeps(self, row: Row) -> bool:
        """True for a row that is wanted."""
        names = f"{row.learner_name} {row.teacher_name}".lower()
        return (
            all(word in names for word in self.text.lower().split())
            and (self.kind in row.counts or self.kind not in KINDS)
            and (not self.topic or self.topic in row.topics)
            and (not self.province or row.other[0][:2] == self.province)
        )

    def ordered(self, rows: Sequence[Row]) -> list[Row]:
        """The rows as they were asked for; the strongest first without a wish."""
        keys = {
            "nama": lambda row: row.learner_name,
            "jumlah": lambda row: row.total,
            "terakhir": lambda row: row.last,
        }
        key = keys.get(self.sort.removeprefix("-"))
        return sorted(rows, key=key, reverse=self.sort.startswith("-")) if key else list(rows)


@dataclass(frozen=True)
class Node:
    """A region in the graph; ``side`` says on which side its name is written, ``told`` what connects it with here."""

    code: str
    name: str
    x: int
    y: int
    size: int
    side: str
    is_here: bool = False
    told: str = ""

    @property
    def reach(self) -> int:
        """How far to the left or right its name goes."""
        wide = NAME_GAP + NAME_WIDTH * len(self.name)
        return round(self.x - wide if self.side == "end" else self.x + wide)


@dataclass(frozen=True)
class Line:
    """Who learned from whom; the arrow points to the learner."""

    x1: int
    y1: int
    x2: int
    y2: int
    width: int
    depth: str
    told: str


@dataclass(frozen=True)
class Graph:
    """The picture, in its own units, as wide as its names need; ``left_out`` regions are only in the table."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int
    left: int
    width: int
    height: int


def graph_of(rows: Sequence[Row]) -> Graph:
    """This regency in the middle, the regions of the strongest rows around it, each once."""
    here = regency()
    middle = Node(here.code, here.name, WIDE // 2, TALL // 2, 16, "middle", is_here=True)
    regions: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        regions.setdefault(row.other, []).append(row)
    shown = list(regions)[:MOST_NODES]
    sizes = [sum(row.total for row in regions[region]) for region in shown]
    placed_nodes = (
        _node(*one, place, len(shown)) for place, one in enumerate(zip(shown, sizes, strict=True))
    )
    nodes = [replace(node, told=_told(regions[(node.code, node.name)])) for node in _apart(placed_nodes)]
    placed = {(node.code, node.name): node for node in nodes}
    lines = [_line(row, placed[region], middle) for region in shown for row in regions[region]]
    edges = [0, WIDE, *(node.reach for node in nodes)]
    height = max([TALL, *(node.y + NAME_HEIGHT for node in nodes)])
    left_out = len(regions) - len(shown)
    return Graph((middle, *nodes), tuple(lines), left_out, min(edges), max(edges) - min(edges), height)


def _node(region: tuple[str, str], total: int, place: int, count: int) -> Node:
    wide, tall = RINGS[place % 2 if count > 10 else 0]
    angle = 2 * pi * place / max(count, 1) - pi / 2
    x, y = round(WIDE / 2 + wide * cos(angle)), round(TALL / 2 + tall * sin(angle))
    return Node(*region, x, y, min(6 + total, 14), "end" if x < WIDE / 2 - 20 else "start")


def _apart(nodes: Iterable[Node]) -> list[Node]:
    """The same, with no name written over another on its side: the lower ones give way."""
    last: dict[str, int] = {}
    found = []
    for node in sorted(nodes, key=lambda node: node.y):
        y = max(node.y, last.get(node.side, 0) + NAME_HEIGHT)
        last[node.side] = y
        found.append(replace(node, y=y))
    return found


def _line(row: Row, node: Node, middle: Node) -> Line:
    begin, end = (node, middle) if row.is_ours else (middle, node)
    x, y = end.x - begin.x, end.y - begin.y
    length = hypot(x, y) or 1
    gone, left = (begin.size + 4) / length, 1 - (end.size + 10) / length
    return Line(
        round(begin.x + x * gone),
        round(begin.y + y * gone),
        round(begin.x + x * left),
        round(begin.y + y * left),
        min(1 + row.total, 6),
        row.depth,
        _told([row]),
    )


def _told(rows: Iterable[Row]) -> str:
    """``Kabupaten Sigi belajar dari Kabupaten Banyuwangi: 1 kunjungan``; both ways where both learned."""
    sentence = _("{learner} belajar dari {teacher}: {counts}")
    return ". ".join(
        sentence.format(learner=row.learner_name, teacher=row.teacher_name, counts=told_counts(row))
        for row in rows
    )


def told_counts(row: Row) -> str:
    """``2 kunjungan, 1 kerja sama``."""
    return ", ".join(f"{row.counts[kind]} {str(KINDS[kind]).lower()}" for kind in KINDS if kind in row.counts)


def by_province(rows: Iterable[Row]) -> dict[str, int]:
    """How many regions of each province are connected with this one."""
    return dict(Counter(code[:2] for code in {row.other[0] for row in rows} if code))


COLUMNS = (
    "kode yang belajar", "yang belajar", "kode asal", "asal", "kunjungan", "kerja sama", "adopsi", "pertama",
    "terakhir", "topik", "apa",
)  # fmt: skip


def network_sheet(rows: Iterable[Row]) -> Sheet:
    """The network as a table."""
    return Sheet(
        COLUMNS,
        [
            (
                row.learner_code, row.learner_name, row.teacher_code, row.teacher_name,
                *(row.counts.get(kind, 0) for kind in KINDS), row.first.isoformat(), row.last.isoformat(),
                ", ".join(row.topics), "; ".join(row.what),
            )
            for row in rows
        ],
    )  # fmt: skip
