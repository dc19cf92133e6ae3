"""Child processes: started on a leash, in a session of their own, so that Ctrl-C reaches only us."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from balai.runtime import leash

Words = Sequence[str | Path]


def leashed(command: Words, *, on_death: signal.Signals, uid: int = -1, capability: int = -1) -> list[str]:
    """The command line that starts the command on a leash held by this process."""
    rights = (os.getpid(), int(on_death), uid, capability)
    return [sys.executable, "-I", "-S", leash.__file__, *map(str, rights), *map(str, command)]


def spawn(
    command: Words,
    *,
    env: dict[str, str] | None = None,
    output: IO[str] | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start the command without a terminal."""
    return subprocess.Popen(
        [str(word) for word in command],
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
    )


def is_alive(pid: int) -> bool:
    """True when a process (of whomever) has this number and is no zombie."""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) != "Z"


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return "?"


def command_of(pid: int) -> str:
    """The command line of a process, empty when it cannot be seen."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        if sys.platform == "linux":
            return ""
    seen = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return seen.stdout


def end(child: subprocess.Popen[bytes], first: signal.Signals, seconds: float) -> None:
    """Ask the child to end; after ``seconds`` it is killed."""
    if child.poll() is None:
        child.send_signal(first)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def elapsed(start: float) -> str:
    """The time since ``start`` (of ``time.monotonic``) in words."""
    seconds = int(time.monotonic() - start)
    return f"{seconds} detik" if seconds < 60 else f"{seconds // 60} menit {seconds % 60} detik"
