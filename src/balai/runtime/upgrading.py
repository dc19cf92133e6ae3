"""``balai upgrade``: a backup, then the tables step by step, then the packs. Killed anywhere, the next run goes on."""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from balai.core.actor import SYSTEM
from balai.core.errors import Invalid
from balai.foundation.organizations import api as organizations
from balai.foundation.packs import api as packs
from balai.foundation.regions import api as regions
from balai.runtime import roles
from balai.runtime.backup.create import back_up, own_folder
from balai.runtime.install import packs_for, require_set_up
from balai.runtime.migrating import migrate, pending, refuse_newer
from balai.runtime.postgres import Say


@dataclass(frozen=True)
class Upgraded:
    """What was done. ``backup`` is None when nothing was to be done or none was wanted; ``other_packs`` differ from
    the installed ones without being newer and were left alone.
    """

    steps: int
    seconds: float
    backup: Path | None
    packs: list[str]
    other_packs: list[str]


def upgrade(home: Path, url: str, *, with_backup: bool, say: Say) -> Upgraded:
    """Bring the installation to this version. Raises Problem: a newer database, no recovery key, a lock never free."""
    start = time.monotonic()
    require_set_up()
    refuse_newer()
    backup = _backup_before(home, url, say) if with_backup and pending() else None
    steps = migrate(say)
    roles.refresh(say)
    installed, others = _packs(say)
    _note(home).unlink(missing_ok=True)
    return Upgraded(steps, time.monotonic() - start, backup, installed, others)


def _note(home: Path) -> Path:
    return home / "upgrade.json"


def _backup_before(home: Path, url: str, say: Say) -> Path:
    """The backup from before the first step. An upgrade that was cut off has one already; it stays the one."""
    if _note(home).exists():
        known = Path(json.loads(_note(home).read_text())["backup"])
        if known.exists():
            say(f"Pemutakhiran dilanjutkan; cadangan dari sebelumnya: {known}")
            return known
    folder = own_folder(home)
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"sebelum-pemutakhiran-{datetime.now(UTC):%Y%m%d-%H%M%S}.age"
    say("Mencadangkan dulu …")
    back_up(home, url, path, say)
    draft = _note(home).with_suffix(".new")
    draft.write_text(json.dumps({"backup": str(path)}))
    draft.replace(_note(home))
    return path


def _packs(say: Say) -> tuple[list[str], list[str]]:
    """Install the packs that are missing or newer than the installed ones, each after those that it requires.

    What the regency changed on the pages stays as it is: the packs' originals lie beside it.
    """
    try:
        code = regions.regency().code
    except Invalid:
        return [], []
    organizations.set_up_units(SYSTEM, code)
    present = {card.name: card.version_key for card in packs.installed_packs()}
    installed, others = [], []
    for folder in packs_for(code):
        manifest = packs.read_manifest(folder)
        if manifest.version_key > present.get(folder.name, ()):
            packs.install(folder)
            say(f"Paket {folder.name} {manifest.version} dipasang.")
            installed.append(folder.name)
        elif packs.inspect(folder).changes:
            others.append(folder.name)
    return installed, others
