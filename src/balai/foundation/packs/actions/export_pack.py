"""Give away an installed pack as it was brought, its origin kept."""

from pathlib import Path

from django.db import transaction

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.foundation.audit.api import record
from balai.foundation.packs.events import PACK_EXPORTED
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.models import InstalledPack


@transaction.atomic
def export_pack(actor: Actor, name: str, folder: Path) -> int:
    """Write the files of the pack into a new folder; returns how many. Raises PackError, or NotAllowed."""
    if not (actor.is_system or actor.may("packs.manage")):
        raise NotAllowed("Mengekspor paket memerlukan wewenang administrator kabupaten.")
    row = InstalledPack.objects.filter(name=name).first()
    if row is None:
        raise PackError(f"Paket “{name}” tidak terpasang.")
    files = list(row.files.all())
    if not files:
        raise PackError(f"Berkas paket “{name}” belum tersimpan; pasang sekali lagi dari foldernya.")
    if folder.exists():
        raise PackError(f"{folder} sudah ada; pilih folder lain.")
    for file in files:
        goal = folder / file.path
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_bytes(bytes(file.content))
    record(actor, PACK_EXPORTED, subject=row, pack=row.name, version=row.version)
    return len(files)
