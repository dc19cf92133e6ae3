"""The running house that is measured: the demo of Banyuwangi, and the bare page beside it."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from balai.runtime.home import occupy
from balai.runtime.postgres import Server, address

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("BALAI_BENCH_HOME", ROOT / "var" / "bench"))


def environment(home: Path = HOME) -> dict[str, str]:
    """Like an installation: production files, own home, no test settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BALAI_", "DATABASE_", "DJANGO_"))
    }
    return {**kept, "BALAI_HOME": str(home), "PYTHONPATH": str(ROOT)}


def apart(module: str, *words: object, database_url: str, home: Path = HOME, **extra: str) -> dict[str, Any]:
    """Measure in a process of its own; its last line is what it found, as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        env={**environment(home), "DATABASE_URL": database_url, **extra},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@contextmanager
def running(
    command: list[str], page: str, home: Path = HOME, **extra: str
) -> "Iterator[subprocess.Popen[bytes]]":
    """Start a program, wait for its page, and stop it like Ctrl-C does."""
    home.mkdir(parents=True, exist_ok=True)
    log = (home / f"{Path(command[-1]).name}.bench.log").open("w")
    program = subprocess.Popen(
        command,
        env={**environment(home), **extra},
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _wait(program, page, log.name)
        yield program
    finally:
        program.send_signal(signal.SIGINT)
        program.wait(60)
        log.close()


def _wait(program: "subprocess.Popen[bytes]", page: str, log: str, seconds: float = 300) -> None:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if program.poll() is not None:
            break
        try:
            with urllib.request.urlopen(page, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{page} does not answer; see {log}")


@contextmanager
def demo(port: int, home: Path = HOME, regency: str = "35.10", **extra: str) -> Iterator[str]:
    """The demo of a regency on a port; gives the address of its database."""
    with running(demo_command(port, regency), f"http://127.0.0.1:{port}/readyz", home, **extra):
        yield address(home)


def process_of(home: Path) -> int:
    """The process id of the ``balai`` that runs in a home."""
    return int(json.loads((home / "balai.lock").read_text())["pid"])


def demo_command(port: int, regency: str = "35.10") -> list[str]:
    """The words that start the demo."""
    balai = Path(sys.executable).with_name("balai")
    return [str(balai), "demo", "--regency", regency, "--port", str(port)]


@contextmanager
def database(home: Path = HOME) -> Iterator[str]:
    """The demo's database alone, without web and worker; its address."""
    with occupy(home, "bench"):
        server = Server(home)
        try:
            yield server.start()
        finally:
            server.stop()


@contextmanager
def left_alone(port: int) -> Iterator[str]:
    """The same, of a demo that has run with the code of today: its tables are there, and as they are now."""
    with demo(port):
        pass
    with database() as database_url:
        yield database_url


@contextmanager
def floor(port: int, database_url: str, **extra: str) -> Iterator[None]:
    """The bare page on a port, on the same database."""
    command = [sys.executable, "-m", "bench.floor", str(port)]
    with running(command, f"http://127.0.0.1:{port}/", HOME, DATABASE_URL=database_url, **extra):
        yield
