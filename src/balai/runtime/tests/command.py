"""The ``balai`` command for tests: run to its end, or in the background to be stopped and killed."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from balai.runtime.problem import Problem
from balai.runtime.serve import require_free

BALAI = str(Path(sys.executable).with_name("balai"))
PLACES = range(12_000, 20_000, 2)  # below those that PostgreSQL takes, and outgoing connections
SECONDS = 600  # a command that hangs; a slow machine is no fault


def _is_free(port: int) -> bool:
    try:
        require_free("127.0.0.1", port)
    except Problem:
        return False
    return True


# this process's own; the push process takes the port after it
PORT = next(port for port in random.sample(PLACES, len(PLACES)) if _is_free(port) and _is_free(port + 1))


def environment(home: Path, **extra: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("BALAI_", "DATABASE_URL"))
    }
    return {**kept, "BALAI_HOME": str(home), "BALAI_POSTGRES_FSYNC": "off", **extra}


def balai(home: Path, *words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BALAI, *words], env=environment(home, **extra), capture_output=True, text=True, timeout=SECONDS
    )


def fault(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a refused command."""
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


class Running:
    """A long command in the background."""

    def __init__(self, home: Path, *words: str, **extra: str) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [BALAI, *words],
            env=environment(home, **extra),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []

    def until(self, word: str) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if word in line:
                return
        raise AssertionError("".join(self.said))

    def finish(self) -> int:
        """Let it come to its own end."""
        assert self.process.stdout
        self.said += self.process.stdout.readlines()
        return self.process.wait(SECONDS)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        assert self.process.stdout
        self.said += self.process.stdout.readlines()
        return self.process.wait(60)
