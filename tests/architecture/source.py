"""Reads the source once for the tests of this folder: modules, imports, functions, templates."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BALAI = ROOT / "src" / "balai"
WINGS = ("foundation", "services", "village", "government", "territory", "front")


@dataclass(frozen=True)
class Import:
    """One imported name as a dotted path, with where it stands."""

    path: Path
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} imports {self.target}"


def modules() -> list[Path]:
    """The directories of all modules, such as ``foundation/regions``."""
    return sorted(path.parent for wing in WINGS for path in (BALAI / wing).glob("*/apps.py"))


@cache
def python_files(*, product_only: bool = True) -> tuple[Path, ...]:
    """Python files of the product, or of the whole repository; migrations left out."""
    roots = [BALAI] if product_only else [BALAI, ROOT / "tests", ROOT / "bench", ROOT / "scripts"]
    files = (path for root in roots for path in root.rglob("*.py"))
    return tuple(sorted(path for path in files if "migrations" not in path.parts))


def is_test(path: Path) -> bool:
    """True for files of a module's tests."""
    return "tests" in path.parts or path.name == "conftest.py"


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(), str(path))


def imports(path: Path) -> Iterator[Import]:
    """All imports of a file, those inside functions included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(path, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield Import(path, node.lineno, f"{node.module}.{alias.name}")


def templates() -> list[Path]:
    """All page templates and components."""
    return sorted(BALAI.rglob("templates/**/*.html"))


def home_of(path: Path) -> str:
    """The module or layer that a file belongs to, such as ``foundation.regions`` or ``core``."""
    parts = path.relative_to(BALAI).parts
    return ".".join(parts[:2]) if parts[0] in WINGS else parts[0].removesuffix(".py")
