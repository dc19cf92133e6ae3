"""Setting up an installation. Each step leaves alone what stands, so a run that was cut off resumes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder

from balai.config import env
from balai.core.actor import SYSTEM
from balai.core.errors import Invalid
from balai.foundation.organizations import api as organizations
from balai.foundation.packs import api as packs
from balai.foundation.regions import api as regions
from balai.runtime.migrating import migrate
from balai.runtime.postgres import Say
from balai.runtime.problem import Problem

PACKS = env.ROOT / "packs"


def install(code: str, say: Say) -> None:
    """Everything from an empty database to a regency with its units and packs."""
    migrate(say)
    regions.set_up_regency(code, say)
    added = organizations.set_up_units(SYSTEM, code)
    if added.units:
        say(f"{added.units} unit pemerintahan dibentuk.")
    for folder in packs_for(code):
        done = packs.install(folder)
        if done.changed:
            say(f"Paket {done.name} {done.version} dipasang.")


def packs_for(code: str) -> list[Path]:
    """The folders of the packs that this regency gets, each after those that it requires."""
    manifests = [packs.read_manifest(file.parent) for file in sorted(PACKS.glob("*/pack.yaml"))]
    wanted = [manifest for manifest in manifests if manifest.regency in {"", code}]
    return [PACKS / manifest.name for manifest in _in_order(wanted)]


def _in_order(manifests: list[packs.Manifest]) -> Iterator[packs.Manifest]:
    done: set[str] = set()
    waiting = list(manifests)
    while waiting:
        ready = [manifest for manifest in waiting if done.issuperset(manifest.requires)]
        if not ready:
            raise Problem(f"Paket {waiting[0].name} memerlukan paket yang tidak ada: {waiting[0].requires}.")
        yield from ready
        done.update(manifest.name for manifest in ready)
        waiting = [manifest for manifest in waiting if manifest not in ready]


def require_set_up() -> None:
    """A Problem when this database was never prepared."""
    if not MigrationRecorder(connections[DEFAULT_DB_ALIAS]).applied_migrations():
        raise Problem("Balai belum disiapkan; jalankan `balai init --regency KODE` (misalnya 35.10).")


def is_set_up() -> bool:
    """True once the regency stands: from then on only ``balai upgrade`` touches tables."""
    if "regions_regency" not in connections[DEFAULT_DB_ALIAS].introspection.table_names():
        return False
    return regions.has_regency()


def require_ready() -> str:
    """The code of the regency; a Problem that says what to do when the first run was cut off."""
    try:
        code = regions.regency().code
    except Invalid:
        raise Problem(
            "Kabupaten belum ditetapkan; jalankan `balai init --regency KODE` (misalnya 35.10)."
        ) from None
    present = {card.name for card in packs.installed_packs()}
    missing = [folder.name for folder in packs_for(code) if folder.name not in present]
    if missing:
        raise Problem(f"Penyiapan belum selesai; lanjutkan dengan `balai init --regency {code}`.")
    return code


def collect_static(say: Say) -> None:
    """Copy styles, scripts and pictures to where the web server takes them, when they changed."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    stamp = _static_stamp()
    if mark.exists() and mark.read_text() == stamp:
        return
    say("Mengumpulkan berkas tampilan …")
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(stamp)


def _static_stamp() -> str:
    digest = hashlib.sha256(f"{settings.STORAGES['staticfiles']}".encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode())
    return digest.hexdigest()
