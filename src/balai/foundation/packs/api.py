"""Packs: what other modules and the command line may use."""

from collections.abc import Iterable
from pathlib import Path

from balai.core.actor import SYSTEM, Actor
from balai.foundation.packs.actions.export_pack import entry_files, export_pack
from balai.foundation.packs.actions.install_pack import Decision, Installation, install_pack
from balai.foundation.packs.archive import as_zip, opened
from balai.foundation.packs.comparing import Comparison, Difference, Side, compare_pack
from balai.foundation.packs.manifest import Manifest, PackError, read_manifest
from balai.foundation.packs.reading import read_pack
from balai.foundation.packs.selectors import (
    Brought,
    Inspection,
    PackCard,
    brought,
    brought_file,
    content_version,
    inspect_pack,
    installed_packs,
)

__all__ = [
    "Brought",
    "Comparison",
    "Decision",
    "Difference",
    "Inspection",
    "Installation",
    "Manifest",
    "PackCard",
    "PackError",
    "as_zip",
    "brought",
    "brought_file",
    "compare",
    "content_version",
    "decide",
    "entry_files",
    "export_pack",
    "inspect",
    "install",
    "installed_packs",
    "read_manifest",
]


def install(path: Path, actor: Actor = SYSTEM, decision: Decision | None = None) -> Installation:
    """Install the pack in the folder or ZIP; see ``install_pack``."""
    with opened(path) as folder:
        return install_pack(actor, folder, decision)


def inspect(path: Path) -> Inspection:
    """Compare the pack in the folder or ZIP with what was brought before, without trying it."""
    with opened(path) as folder:
        return inspect_pack(folder)


def compare(path: Path, actor: Actor = SYSTEM) -> Comparison:
    """The pack in the folder or ZIP beside what stands here, three-way. Raises PackError."""
    with opened(path) as folder:
        return compare_pack(read_pack(folder), actor)


def decide(*, theirs: Iterable[str] = (), ours: Iterable[str] = ()) -> Decision:
    """A decision from words such as ``services/akta-kelahiran``. Raises PackError."""
    sides: dict[tuple[str, str], Side] = {}
    for words, side in ((theirs, "theirs"), (ours, "ours")):
        for word in words:
            kind, slash, key = word.partition("/")
            if not slash:
                raise PackError(f"“{word}”: tulis jenis dan kunci, misalnya services/akta-kelahiran")
            sides[kind, key] = side  # type: ignore[assignment]
    return Decision(sides)
