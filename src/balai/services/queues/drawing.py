"""Bars as SVG: positions in percent and pixels, so that a phone and a desk read the same letters."""

from collections.abc import Sequence
from dataclasses import dataclass

PLOT, HEAD, FOOT = 140, 22, 24  # pixels: the highest column, the figure above it, the label below
LINE = 46  # pixels of one lying bar with its label
WIDEST = 9.0  # percent of the page for one column
LABELS = 12  # more columns than these are named every so often


@dataclass(frozen=True)
class Measured:
    """One value with its name and the figure as people read it."""

    label: str
    value: float
    figure: str


@dataclass(frozen=True)
class Bar:
    """A bar; lengths as SVG writes them. ``is_top`` marks the greatest."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    label: str
    label_y: str
    figure: str
    figure_y: str
    is_top: bool


@dataclass(frozen=True)
class Chart:
    """The picture; ``height`` in pixels, its width is that of the page."""

    height: int
    base_y: int
    bars: tuple[Bar, ...]


def columns(values: Sequence[Measured]) -> Chart:
    """Standing bars for hours and days, in their order."""
    top = _top(values)
    share = 100 / max(len(values), 1)
    width = min(share * 0.7, WIDEST)
    step = -(-len(values) // LABELS)
    bars = tuple(
        Bar(
            x=f"{share * (place + 0.5) - width / 2:.2f}%",
            y=f"{HEAD + PLOT - PLOT * one.value / top:.1f}",
            width=f"{width:.2f}%",
            height=f"{PLOT * one.value / top:.1f}",
            middle=f"{share * (place + 0.5):.2f}%",
            label=one.label if place % step == 0 else "",
            label_y=str(HEAD + PLOT + 17),
            figure=one.figure if step == 1 or one.value == top else "",
            figure_y=f"{HEAD + PLOT - PLOT * one.value / top - 6:.1f}",
            is_top=one.value == top,
        )
        for place, one in enumerate(values)
    )
    return Chart(HEAD + PLOT + FOOT, HEAD + PLOT, bars)


def lying(values: Sequence[Measured]) -> Chart:
    """Lying bars for things with names, each under its name."""
    top = _top(values)
    bars = tuple(
        Bar(
            x="0",
            y=str(LINE * place + 22),
            width=f"{100 * one.value / top:.2f}%",
            height="10",
            middle="0",
            label=one.label,
            label_y=str(LINE * place + 15),
            figure=one.figure,
            figure_y=str(LINE * place + 15),
            is_top=one.value == top,
        )
        for place, one in enumerate(values)
    )
    return Chart(LINE * len(values), 0, bars)


def _top(values: Sequence[Measured]) -> float:
    return max((one.value for one in values), default=0) or 1
