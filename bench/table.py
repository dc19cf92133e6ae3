"""The results as a table that people read, with the ratio to the floor of the same run."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One figure beside its floor. ``target`` is the least ratio that is wanted; None when only reported."""

    what: str
    figure: str
    floor: str = ""
    ratio: float | None = None
    target: float | None = None
    said: str = ""  # the verdict, where it is no ratio

    @property
    def verdict(self) -> str:
        """Whether the target is met, in words."""
        if self.said:
            return self.said
        if self.target is None or self.ratio is None:
            return ""
        return f"{'met' if self.ratio >= self.target else 'MISSED'} (at least {self.target:.0%})"

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as texts."""
        ratio = "" if self.ratio is None else f"{self.ratio:.0%}"
        return self.what, self.figure, self.floor, ratio, self.verdict


HEAD = ("what", "Balai", "floor", "ratio", "target")


def markdown(lines: Iterable[Line]) -> str:
    """The lines as a Markdown table with even columns."""
    rows = [HEAD, *(line.cells for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    texts = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    texts.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(texts)
