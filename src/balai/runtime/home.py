"""The home of an installation (``BALAI_HOME``): whose it is, and who runs in it now."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from balai.runtime.problem import Problem


@dataclass(frozen=True)
class Holder:
    """The process that runs in a home."""

    pid: int
    command: str


class Occupied(Problem):
    """Another ``balai`` runs in this home."""

    def __init__(self, home: Path, holder: Holder | None) -> None:
        self.holder = holder
        who = f"balai {holder.command}, proses {holder.pid}" if holder else "proses lain"
        super().__init__(
            f"Balai sudah berjalan di {home} ({who}); hentikan dulu, atau pakai BALAI_HOME lain."
        )


def claim(home: Path) -> None:
    """Make the home when it is missing; a Problem when it is not ours to write in."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        owner = home.stat().st_uid
        if owner != os.geteuid():
            raise Problem(
                f"Folder {home} milik pengguna lain (uid {owner}); jalankan sebagai pemiliknya, "
                "atau pilih folder lain dengan BALAI_HOME."
            )
        (home / "balai.lock").touch(mode=0o600)
    except OSError as error:
        raise Problem(
            f"Folder {home} tidak dapat dipakai: {error.strerror}; pilih BALAI_HOME lain."
        ) from None


@contextmanager
def occupy(home: Path, command: str) -> Iterator[None]:
    """Be the only one that runs servers in this home; ``Occupied`` names the other one.

    The lock is the kernel's (flock): it ends with the process, however that ends.
    """
    claim(home)
    with open(home / "balai.lock", "a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(home, _holder(home)) from None
        file.truncate(0)
        file.write(json.dumps(asdict(Holder(os.getpid(), command))))
        file.flush()
        yield


def _holder(home: Path) -> Holder | None:
    try:
        return Holder(**json.loads((home / "balai.lock").read_text()))
    except (OSError, ValueError, TypeError):
        return None
