"""A fault of a pack with the lines around it, as a page shows it."""

import re
from dataclasses import dataclass
from pathlib import Path

_LOCATED = re.compile(r"^(?P<file>[^:\n]{1,200}?):(?P<line>\d+): (?P<message>.+)$", re.S)
AROUND = 2  # lines before and after
LONGEST_LINE = 200


@dataclass(frozen=True)
class Line:
    """A line of a file."""

    number: int
    text: str
    is_here: bool


@dataclass(frozen=True)
class Fault:
    """What is wrong; without a file where it belongs to none."""

    message: str
    file: str = ""
    line: int = 0
    excerpt: tuple[Line, ...] = ()

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.file}:{self.line}" if self.file else ""


def fault_of(sentence: str, folder: Path) -> Fault:
    """The fault that a sentence such as ``services.yaml:12: …`` names."""
    found = _LOCATED.match(sentence)
    if found is None:
        return Fault(sentence)
    file, line = found["file"], int(found["line"])
    return Fault(found["message"], file, line, _excerpt(folder, file, line))


def _excerpt(folder: Path, file: str, line: int) -> tuple[Line, ...]:
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    first = max(line - AROUND, 1)
    return tuple(
        Line(number, lines[number - 1][:LONGEST_LINE], number == line)
        for number in range(first, min(line + AROUND, len(lines)) + 1)
    )
