"""The running demos: the real command, homes of their own, one of each for a test process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from bench.house import ROOT, demo
from tests.homes import free_port, furnish
from tests.journeys.mailbox import Mailbox


def home_of(name: str) -> Path:
    """Where the demo of that name lives."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    return Path(os.environ.get("BALAI_JOURNEY_HOME", ROOT / "var" / "journeys")) / f"{name}{worker}"


@contextmanager
def living(name: str, regency: str) -> Iterator[str]:
    """The demo of a regency; gives its address."""
    port = free_port()
    with demo(port, furnish(home_of(name), regency), regency, BALAI_POSTGRES_FSYNC="off"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="package")
def site() -> Iterator[str]:
    """The address of Banyuwangi, for which the packs of the repository have a look and offices of its own."""
    with living("banyuwangi", "35.10") as address:
        yield address


@pytest.fixture
def mailbox(site: str) -> Mailbox:
    """The mails that Banyuwangi has sent."""
    return Mailbox(home_of("banyuwangi") / "mail")


@pytest.fixture(scope="package")
def sigi() -> Iterator[str]:
    """The address of Sigi in Central Sulawesi: another zone, no pack of its own."""
    with living("sigi", "72.10") as address:
        yield address


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """A picture of a shop."""
    path = tmp_path / "warung.jpg"
    Image.effect_noise((320, 240), 60).convert("RGB").save(path)
    return path


@pytest.fixture
def business() -> str:
    """A name that no other run uses."""
    return f"Warung {uuid4().hex[:6]}"
