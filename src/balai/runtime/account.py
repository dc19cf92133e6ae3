"""The account of the embedded PostgreSQL. It refuses root, so as root it runs under a number of its own.

The number has no name on the machine: nothing outside the home is written, and no other program shares it.
Where a folder above the data is closed to it (``/root``), it keeps the one capability to pass closed folders;
no folder above the home is ever opened for others. See docs/decisions/ for what else was tried.
"""

import os
import pwd
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from balai.runtime.problem import Problem

FIRST_CHOICE = 59418
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2


@dataclass(frozen=True)
class Account:
    """``uid`` -1 is the account that we run under; ``capability`` -1 is none."""

    uid: int = -1
    capability: int = -1

    def own(self, path: Path) -> None:
        """Give a file or a whole folder to the account."""
        if self.uid >= 0:
            for entry in (path, *path.rglob("*")):
                os.chown(entry, self.uid, self.uid, follow_symlinks=False)


def server_account(data: Path, reading: Iterable[Path]) -> Account:
    """The account of the server: the owner of the data, or a free number when there is no data yet."""
    if os.geteuid() != 0:
        return Account()
    uid = data.stat().st_uid if data.exists() else _free_number()
    return Account(uid, _capability(data, *reading))


def maker_account(data: Path, reading: Iterable[Path]) -> Account:
    """The account of initdb, which insists on a name."""
    if os.geteuid() != 0:
        return Account()
    named = sorted(pwd.getpwall(), key=lambda entry: entry.pw_name != "nobody")
    uid = next((entry.pw_uid for entry in named if entry.pw_uid), None)
    if uid is None:
        raise Problem(
            "Mesin ini hanya mengenal root; buat satu pengguna biasa lalu jalankan Balai sebagai dia."
        )
    return Account(uid, _capability(data, *reading))


def _free_number() -> int:
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    return next(uid for uid in range(FIRST_CHOICE, 1000, -1) if uid not in taken)


def _is_closed(folder: Path) -> bool:
    return not folder.stat().st_mode & 0o001


def _capability(*paths: Path) -> int:
    """The capability needed to reach the paths: none when every folder above them lets others pass."""
    above = {folder for path in paths for folder in path.resolve().parents}
    closed = sorted(str(folder) for folder in above if folder.exists() and _is_closed(folder))
    if not closed:
        return -1
    held = _held_capabilities()
    for capability in (DAC_READ_SEARCH, DAC_OVERRIDE):
        if held & 1 << capability:
            return capability
    raise Problem(
        f"Folder {closed[0]} tertutup bagi PostgreSQL dan root di sini tidak boleh membukakannya; "
        "pilih BALAI_HOME di tempat lain atau jalankan sebagai pengguna biasa."
    )


def _held_capabilities() -> int:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1], 16) for line in lines if line.startswith("CapPrm:")), 0)
