"""A drawing of a procedure's states, made from the data: layers from the start down, at most two states in a row."""

from collections.abc import Iterable
from dataclasses import dataclass

from balai.core.ui.words import local
from balai.foundation.cases.procedure.spec import (
    AFTER_END,
    DONE,
    Action,
    ActionKind,
    Procedure,
    State,
    StateKind,
)

WIDTH, ROW, TALL, WIDE, TOP = 360, 92, 52, 150, 8
BOW = 34  # how deep a line between neighbours hangs
LETTERS, LINES = 21, 2  # of a name in its box
SIDE_KINDS = frozenset({ActionKind.RETURN, ActionKind.REJECT, ActionKind.WITHDRAW}) | AFTER_END


@dataclass(frozen=True)
class Box:
    """A state where it stands; ``x`` and ``y`` are its upper left corner in units of the drawing."""

    code: str
    kind: StateKind
    lines: tuple[str, ...]
    x: int
    y: int
    is_here: bool

    @property
    def middle(self) -> int:
        return self.x + WIDE // 2

    @property
    def baselines(self) -> list[tuple[int, str]]:
        """Each line of the name with its height."""
        first = self.y + TALL // 2 + 5 - 8 * (len(self.lines) - 1)
        return [(first + 16 * place, line) for place, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Line:
    """A way from state to state as an SVG path; ``is_side`` for returns, refusals and the like."""

    path: str
    is_side: bool


@dataclass(frozen=True)
class Way:
    """The same in words, for the table beside the drawing."""

    source: str
    label: str
    target: str
    who: str


@dataclass(frozen=True)
class Drawing:
    """Boxes and lines with the height of the whole; ``ways`` say it without a picture."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    ways: tuple[Way, ...]
    height: int
    width: int = WIDTH
    wide: int = WIDE
    tall: int = TALL


def draw(procedure: Procedure, here: str = "") -> Drawing:
    """The drawing of the procedure; ``here`` marks the state of a running case."""
    boxes = {box.code: box for box in _boxes(procedure, here)}
    rows = max(box.y for box in boxes.values()) // ROW + 1
    lines = (
        _line(boxes[source], boxes[target], side) for (source, target), side in _edges(procedure).items()
    )
    return Drawing(tuple(boxes.values()), tuple(lines), tuple(_ways(procedure)), rows * ROW)


def _boxes(procedure: Procedure, here: str) -> Iterable[Box]:
    for row, states in enumerate(_rows(procedure)):
        gap = (WIDTH - WIDE * len(states)) // (len(states) + 1)
        for place, state in enumerate(states):
            x, y = gap + place * (WIDE + gap), TOP + row * ROW
            yield Box(state.code, state.kind, _wrapped(local(state.name)), x, y, state.code == here)


def _rows(procedure: Procedure) -> list[list[State]]:
    """States by their distance from the start, two a row; ends come last."""
    depth = _depths(procedure)
    layers: dict[int, list[State]] = {}
    for state in procedure.states.values():
        last = len(procedure.states)
        place = last if state.kind == StateKind.END else depth.get(state.code, last - 1)
        layers.setdefault(place, []).append(state)
    ordered = (
        sorted(layers[key], key=lambda state: (state.outcome not in DONE, state.code))
        for key in sorted(layers)
    )
    return [layer[place : place + 2] for layer in ordered for place in range(0, len(layer), 2)]


def _depths(procedure: Procedure) -> dict[str, int]:
    depth, waiting = {procedure.start: 0}, [procedure.start]
    for code in waiting:
        for target in sorted(procedure.targets(code)):
            if target not in depth:
                depth[target] = depth[code] + 1
                waiting.append(target)
    return depth


def _edges(procedure: Procedure) -> dict[tuple[str, str], bool]:
    """Each pair of states that a step joins; True when only side ways do."""
    edges: dict[tuple[str, str], bool] = {}
    for action in procedure.actions.values():
        for source in action.sources if action.to else ():
            side = action.kind in SIDE_KINDS
            edges[source, action.to] = edges.get((source, action.to), True) and side
    for state in procedure.states.values():
        edges |= {(state.code, branch.to): False for branch in state.branches}
    return edges


def _line(source: Box, target: Box, is_side: bool) -> Line:
    """Down to the next row straight, beside in a bow below, further along the nearer edge of the drawing."""
    if source.y == target.y and source.x != target.x:
        a, b, bottom = source.middle, target.middle, source.y + TALL
        return Line(f"M{a},{bottom} C{a},{bottom + BOW} {b},{bottom + BOW} {b},{bottom + 4}", is_side)
    if source.y < target.y and target.y - source.y <= ROW:
        bend = (target.y - source.y - TALL) // 2
        start, end = source.y + TALL, target.y - 4
        a, b = source.middle, target.middle
        return Line(f"M{a},{start} C{a},{start + bend} {b},{end - bend} {b},{end}", is_side)
    return Line(_along_the_edge(source, target), is_side)


def _along_the_edge(source: Box, target: Box) -> str:
    """Into the side of the target on which nothing stands beside it; out of a box of the other column upright."""
    half = WIDTH // 2
    right = target.middle > half or (target.middle == half and source.middle >= half)
    edge, into = (WIDTH - 3, target.x + WIDE + 4) if right else (3, target.x - 4)
    end = target.y + TALL // 2
    if (source.middle - half) * (target.middle - half) < 0:
        down = 1 if source.y < target.y else -1
        start, gap = source.y + TALL if down > 0 else source.y, (ROW - TALL) * down
        aside = f"M{source.middle},{start} C{source.middle},{start + gap} {edge},{start} {edge},{start + gap}"
        return f"{aside} L{edge},{end - gap} Q{edge},{end} {into},{end}"
    out, start = source.x + WIDE if right else source.x, source.y + TALL // 2
    return f"M{out},{start} C{edge},{start} {edge},{end} {into},{end}"


def _wrapped(text: str) -> tuple[str, ...]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LETTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]} …"]
    return tuple(line if len(line) <= LETTERS + 2 else f"{line[:LETTERS]}…" for line in lines)


def _ways(procedure: Procedure) -> Iterable[Way]:
    names = {code: local(state.name) for code, state in procedure.states.items()}
    for state in procedure.states.values():
        for action in procedure.actions_from(state.code):
            target = names[action.to] if action.to else ""
            yield Way(names[state.code], local(action.label), target, _who(state, action))
        for branch in state.branches:
            label = f"{branch.field} = {branch.equals}" if branch.field else ""
            yield Way(names[state.code], label, names[branch.to], "")


def _who(state: State, action: Action) -> str:
    lanes = [lane for lane in state.lanes if action.lane in ("", lane.code)]
    by_officer = not (action.by_applicant or action.by_system)
    return ", ".join(dict.fromkeys(local(lane.holder) for lane in lanes)) if by_officer else ""
