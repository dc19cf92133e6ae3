"""Reads ``table.txt``: who gets which answer at which address."""

from dataclasses import dataclass
from pathlib import Path

ROLES = (
    "visitor",
    "owner",
    "citizen",
    "operator",
    "outsider",
    "clerk",
    "head",
    "camat",
    "supervisor",
    "admin",
)
METHODS = ("GET", "POST", "PATCH", "DELETE")
REFUSALS = {"masuk", "401", "403", "404", "405"}


@dataclass(frozen=True)
class Row:
    """One address and method with the answer that each role gets."""

    name: str
    method: str
    answers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.name}"

    @property
    def expected(self) -> dict[str, str]:
        """The answers by role."""
        return dict(zip(ROLES, self.answers, strict=True))

    @property
    def welcome(self) -> str:
        """A role that the address serves, to try wrong methods and missing tokens with."""
        return next((role for role, answer in self.expected.items() if answer not in REFUSALS), "visitor")


def read() -> list[Row]:
    """All rows. A line is ``name METHOD`` and either one answer for everybody or one for each role."""
    lines = (Path(__file__).with_name("table.txt")).read_text().splitlines()
    return [_row(line) for line in lines if line.strip() and not line.startswith("#")]


def _row(line: str) -> Row:
    name, method, *answers = line.split()
    if len(answers) == 1:
        answers *= len(ROLES)
    if len(answers) != len(ROLES) or method not in METHODS:
        raise ValueError(f"table.txt cannot be read: {line}")
    return Row(name, method, tuple(answers))
