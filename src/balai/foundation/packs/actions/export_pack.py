"""Give away a pack: as it was brought, as the regency adapted it, or a service with all that it needs."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from balai.core.actor import Actor
from balai.foundation.audit.api import record
from balai.foundation.packs.archive import as_zip
from balai.foundation.packs.composing import Files, as_adapted, as_brought, composed, require_readable
from balai.foundation.packs.events import ENTRIES_EXPORTED, PACK_EXPORTED
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.models import InstalledPack
from balai.foundation.packs.policies import require_manager
from balai.foundation.packs.rehearsing import Key


@transaction.atomic
def export_pack(actor: Actor, name: str, goal: Path, *, adapted: bool = False) -> int:
    """Write the pack into a new folder or ZIP; returns how many files. Raises PackError, or NotAllowed."""
    if goal.exists():
        raise PackError(f"{goal} sudah ada; pilih tempat lain.")
    files = pack_files(actor, name, adapted=adapted)
    try:
        write_files(files, goal)
    except OSError as error:
        raise PackError(f"{goal} tidak dapat ditulis; periksa folder dan izinnya.") from error
    return len(files)


@transaction.atomic
def pack_files(actor: Actor, name: str, *, adapted: bool = False) -> Files:
    """The files of an installed pack, as brought or as adapted here. Raises PackError, or NotAllowed."""
    require_manager(actor)
    row = InstalledPack.objects.filter(name=name).first()
    if row is None:
        raise PackError(f"Paket “{name}” tidak terpasang.")
    files = as_adapted(row) if adapted else as_brought(row)
    require_readable(files)
    record(actor, PACK_EXPORTED, subject=row, pack=row.name, version=row.version)
    return files


@transaction.atomic
def entry_files(actor: Actor, subject: Model, wanted: Iterable[Key], facts: Mapping[str, Any]) -> Files:
    """A new pack of entries as they stand here, with all that they need. Raises PackError.

    The caller has made sure that the actor may give them away: whoever may change them may. ``subject`` is what the
    event tells of; ``facts`` are name, version, title and sources of the manifest.
    """
    files = composed(wanted, facts)
    require_readable(files)
    record(actor, ENTRIES_EXPORTED, subject=subject, pack=facts["name"], version=facts["version"])
    return files


def write_files(files: Files, goal: Path) -> None:
    """Write a pack to a folder, or to a ZIP when its name ends so."""
    if goal.suffix.lower() == ".zip":
        goal.write_bytes(as_zip(files))
        return
    for path, content in files.items():
        file = goal / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
