"""The running demo of Banyuwangi: the real command, its own home, one for each test process."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.house import ROOT, demo


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the demo. Its home stays under ``var``, so that the next run starts in seconds."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    home = Path(os.environ.get("BALAI_JOURNEY_HOME", ROOT / "var" / f"journey{worker}"))
    port = free_port()
    with demo(port, home):
        yield f"http://127.0.0.1:{port}"
