"""Which PostgreSQL a command works with: the server of ``DATABASE_URL``, or the embedded one of the home."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from balai.config import env
from balai.runtime.backup import swap
from balai.runtime.home import Occupied, claim, occupy
from balai.runtime.postgres import Answer, Say, Server, address, knock
from balai.runtime.problem import Problem

OWNER, WEB = "DATABASE_OWNER_URL", "DATABASE_WEB_URL"
PATIENCE = 60.0  # seconds to wait for a server that another balai is just starting


def has_two() -> bool:
    """True when the installation names an owner of its tables beside the web role."""
    return bool(env.text(OWNER))


def work_as_owner() -> None:
    """Let this command use the owner's connection; the web role's address is kept aside. Before Django is set up."""
    if has_two():
        os.environ[WEB] = env.text("DATABASE_URL")
        os.environ["DATABASE_URL"] = env.text(OWNER)


def current_url() -> str:
    """The address of the database that this command works with."""
    return os.environ["DATABASE_URL"]


@contextmanager
def own(home: Path, command: str, say: Say) -> Iterator[Server | None]:
    """For commands that run servers: be alone in the home, with its server as our child.

    Yields None when ``DATABASE_URL`` names a server, which others look after.
    """
    if external := env.text("DATABASE_URL"):
        claim(home)
        _require(external)
        swap.settle(home, external)
        yield None
        return
    with occupy(home, command):
        server = Server(home, say=say, durable=env.flag("BALAI_POSTGRES_FSYNC", default=True))
        os.environ["DATABASE_URL"] = server.start()
        try:
            swap.settle(home, current_url())
            yield server
        finally:
            server.stop()
            del os.environ["DATABASE_URL"]


@contextmanager
def join(home: Path, command: str, say: Say) -> Iterator[None]:
    """For short commands: use the server that runs, or start it while the command lasts."""
    try:
        with own(home, command, say):
            yield
    except Occupied as occupied:
        os.environ["DATABASE_URL"] = _running(home, occupied)
        yield


def _running(home: Path, occupied: Occupied) -> str:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if (home / "postgres" / "port").exists() and knock(address(home)) is Answer.READY:
            return address(home)
        time.sleep(0.2)
    raise occupied


def _require(url: str) -> None:
    """A Problem unless a server answers at the address (which is shown without its password)."""
    place = url.rpartition("@")[2] or url
    answer = knock(url)
    if answer is Answer.REFUSED:
        raise Problem(
            f"Basis data di {place} menolak masuk; periksa nama, kata sandi dan basis data di DATABASE_URL."
        )
    if answer is Answer.WAIT:
        raise Problem(f"Basis data di {place} tidak terjangkau; periksa DATABASE_URL dan jalankan servernya.")
