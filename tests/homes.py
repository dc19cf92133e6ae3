"""Homes with the demo of a regency: prepared once by the command itself, and copied for whoever needs one.

They stay under ``var/demos``; when something has changed, the command only brings that up to date.
"""

import fcntl
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from balai.runtime.commands import is_prepared
from bench.house import ROOT, demo

DEMOS = ROOT / "var" / "demos"


def furnish(home: Path, regency: str = "35.10") -> Path:
    """Make the home one in which the demo of the regency ran and was stopped with Ctrl-C."""
    shutil.rmtree(home, ignore_errors=True)
    home.parent.mkdir(parents=True, exist_ok=True)
    with alone(regency):
        kept = DEMOS / regency
        if not is_prepared(kept, regency):
            with demo(free_port(), kept, regency, BALAI_POSTGRES_FSYNC="off"):
                pass
        subprocess.run(["cp", "-a", "--reflink=auto", kept, home], check=True)  # the server owns its files
    (home / "postgres" / "port").unlink()  # two copies would want the same
    return home


@contextmanager
def alone(regency: str) -> Iterator[None]:
    """Within: no other process prepares or copies this demo."""
    DEMOS.mkdir(parents=True, exist_ok=True)
    with (DEMOS / f"{regency}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
