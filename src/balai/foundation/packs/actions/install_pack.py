"""Install a pack: all of it in one transaction, or nothing."""

from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.content import ContentContext, ContentError
from balai.core.errors import NotAllowed
from balai.foundation.audit.api import record
from balai.foundation.packs.events import PACK_INSTALLED
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.models import InstalledEntry, InstalledPack, PackFile
from balai.foundation.packs.reading import Pack, read_pack


@dataclass(frozen=True)
class Installation:
    """What came of it: the changed entries by kind; empty when the same pack was there already."""

    name: str
    version: str
    changed: dict[str, int]


def install_pack(actor: Actor, folder: Path) -> Installation:
    """Read, check and install the pack of a folder; a pack that is there unchanged is left alone.

    Raises PackError with file and line, and leaves everything as it was; NotAllowed without packs.manage.
    """
    if not (actor.is_system or actor.may("packs.manage")):
        raise NotAllowed("Memasang paket memerlukan wewenang administrator kabupaten.")
    pack = read_pack(folder)
    with transaction.atomic():
        present = InstalledPack.objects.select_for_update().filter(name=pack.manifest.name).first()
        if present and present.digest == pack.digest:
            if not present.files.exists():  # installed before files were kept
                _keep_files(pack, present)
            return Installation(pack.manifest.name, pack.manifest.version, {})
        _check_requirements(pack)
        changed = _install_files(pack, actor)
        _remember(pack, present, actor)
    return Installation(pack.manifest.name, pack.manifest.version, changed)


def _check_requirements(pack: Pack) -> None:
    present = set(InstalledPack.objects.values_list("name", flat=True))
    for name in pack.manifest.requires:
        if name not in present:
            raise PackError(f"pack.yaml: pasang paket “{name}” lebih dahulu")


def _install_files(pack: Pack, actor: Actor) -> dict[str, int]:
    context = ContentContext(pack.manifest.name, pack.manifest.version, pack.folder, actor)
    changed = {}
    for kind, file in pack.files:
        try:
            changed[kind.name] = kind.handler(file.entries, context)
        except ContentError as error:
            raise PackError(f"{file.name}:{file.line_of(error.path)}: {error}") from error
    return changed


def _remember(pack: Pack, present: InstalledPack | None, actor: Actor) -> None:
    row = present or InstalledPack(name=pack.manifest.name)
    row.version = pack.manifest.version
    row.manifest = asdict(pack.manifest)
    row.digest = pack.digest
    row.installed_at = timezone.now()
    row.installed_by = actor.name
    row.save()
    row.entries.all().delete()
    InstalledEntry.objects.bulk_create(
        InstalledEntry(pack=row, kind=kind, key=key, digest=digest)
        for (kind, key), digest in pack.entry_digests().items()
    )
    _keep_files(pack, row)
    record(actor, PACK_INSTALLED, subject=row, pack=row.name, version=row.version)


def _keep_files(pack: Pack, row: InstalledPack) -> None:
    row.files.all().delete()
    paths = sorted(path for path in pack.folder.rglob("*") if path.is_file())
    PackFile.objects.bulk_create(
        PackFile(pack=row, path=path.relative_to(pack.folder).as_posix(), content=path.read_bytes())
        for path in paths
    )
