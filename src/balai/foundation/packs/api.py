"""Packs: what other modules and the command line may use."""

from pathlib import Path

from balai.core.actor import SYSTEM, Actor
from balai.foundation.packs.actions.export_pack import export_pack
from balai.foundation.packs.actions.install_pack import Installation, install_pack
from balai.foundation.packs.manifest import Manifest, PackError, read_manifest
from balai.foundation.packs.selectors import (
    Inspection,
    PackCard,
    content_version,
    inspect_pack,
    installed_packs,
)

__all__ = [
    "Inspection",
    "Installation",
    "Manifest",
    "PackCard",
    "PackError",
    "content_version",
    "export_pack",
    "inspect",
    "install",
    "installed_packs",
    "read_manifest",
]


def install(path: Path, actor: Actor = SYSTEM) -> Installation:
    """Install the pack in the folder; see ``install_pack``."""
    return install_pack(actor, path)


def inspect(path: Path) -> Inspection:
    """Compare the pack in the folder with what is installed."""
    return inspect_pack(path)
