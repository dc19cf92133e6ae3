"""The ports of a demo are looked at again once it is prepared: meanwhile another program may have come."""

import socket
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from balai.runtime import commands
from balai.runtime.problem import Problem
from balai.runtime.serve import free_port
from balai.runtime.tests.command import PORT


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[Any]]:
    """The programs with which a demo would run, without its database and its content."""
    started: list[Any] = []
    for name in ("BALAI_HOME", "BALAI_DEMO", "BALAI_PUBLIC_URL", "BALAI_PUSH_URL", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, str(tmp_path) if name == "BALAI_HOME" else "")
    monkeypatch.setattr(commands, "own", lambda *_facts: nullcontext())
    monkeypatch.setattr(commands, "_prepare_demo_once", lambda *_facts: [["ada", "Ada", "di sini"]])
    monkeypatch.setattr(commands, "serve", lambda _server, programs, *_facts: started.extend(programs))
    return started


def listening(port: int) -> socket.socket:
    """Another program that shares its port, as web servers do."""
    other = socket.socket()
    other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    other.bind(("127.0.0.1", port))
    other.listen()
    return other


def preparing(monkeypatch: pytest.MonkeyPatch, port: int, opened: list[socket.socket]) -> None:
    def prepare(*_facts: object) -> list[list[str]]:
        opened.append(listening(port))
        return [["ada", "Ada", "di sini"]]

    monkeypatch.setattr(commands, "_prepare_demo_once", prepare)


def test_the_push_process_goes_elsewhere(demo: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[socket.socket] = []
    preparing(monkeypatch, PORT + 1, opened)
    commands.run_demo("35.10", PORT, print)
    (other,) = opened
    other.close()
    push_port = int(demo[2].words[2])
    assert demo[0].words[2] == str(PORT)
    assert push_port != PORT + 1
    assert commands.os.environ["BALAI_PUSH_URL"] == f"http://127.0.0.1:{push_port}"
    assert free_port("127.0.0.1", push_port) == push_port


def test_a_demo_does_not_share_its_port(demo: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[socket.socket] = []
    preparing(monkeypatch, PORT, opened)
    with pytest.raises(Problem, match=f"Porta {PORT} .* sedang dipakai"):
        commands.run_demo("35.10", PORT, print)
    opened[0].close()
    assert demo == []
