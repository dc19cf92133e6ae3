"""Keep PostgreSQL, web server, job worker and push process running until somebody says stop."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from balai.runtime.postgres import Say, Server
from balai.runtime.problem import Problem
from balai.runtime.processes import end, leashed, spawn

PAUSES = (0.5, 1, 2, 5, 15, 30)  # seconds before a program that keeps ending is started again
STEADY = 60.0  # seconds after which a program counts as running well
START_LIMIT = 60.0  # seconds until the first page
STOPS = (signal.SIGINT, signal.SIGTERM)
GRACE = 25.0  # seconds that a program gets to end


@dataclass
class Program:
    """A process of ours, with the file that its words go to (None: where ours go)."""

    name: str
    words: list[str]
    log: Path | None = None
    child: subprocess.Popen[bytes] | None = None
    falls: int = 0
    started: float = 0.0
    due: float = field(default=0.0)

    def start(self) -> None:
        command = leashed([sys.executable, "-m", *self.words], on_death=signal.SIGTERM)
        self.started = time.monotonic()
        if self.log is None:
            self.child = spawn(command)
            return
        self.log.parent.mkdir(exist_ok=True)
        with self.log.open("w") as log:
            self.child = spawn(command, output=log)

    def tend(self, say: Say) -> None:
        """Start it again when it has ended, after a pause that grows while it keeps ending."""
        if self.child is None or self.child.poll() is None:
            return
        now = time.monotonic()
        if not self.due:
            self.falls = 0 if now - self.started > STEADY else self.falls + 1
            self.due = now + PAUSES[min(self.falls, len(PAUSES) - 1)]
            say(f"{self.name} berhenti (kode {self.child.returncode}); dijalankan lagi …")
        elif now >= self.due:
            self.due = 0.0
            self.start()

    def stop(self) -> None:
        if self.child is not None:
            end(self.child, signal.SIGTERM, GRACE)


def require_free(host: str, port: int) -> None:
    """A Problem when something listens there already; asked before anything else is started."""
    try:
        family, _kind, _proto, _name, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise Problem(f"Alamat {host} tidak dikenal di mesin ini.") from None
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except (OSError, OverflowError):
            raise Problem(f"Porta {port} di {host} sedang dipakai; pilih yang lain dengan --port.") from None


def free_port(host: str, wanted: int) -> int:
    """The port, or another one when something listens there already."""
    try:
        require_free(host, wanted)
    except Problem:
        with socket.socket() as probe:
            probe.bind((host, 0))
            return int(probe.getsockname()[1])
    return wanted


def is_loopback(host: str) -> bool:
    """True when only this machine can reach the address."""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False
    return all(place[4][0] == "::1" or str(place[4][0]).startswith("127.") for place in found)


@contextmanager
def stoppable() -> Iterator[None]:
    """Within: SIGTERM ends the work like Ctrl-C does, and Ctrl-C does so in the background of a shell too."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = [signal.signal(number, stop) for number in STOPS]
    try:
        yield
    finally:
        for number, handler in zip(STOPS, before, strict=True):
            signal.signal(number, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Within: a second Ctrl-C does not break an orderly stop."""
    before = [signal.signal(number, signal.SIG_IGN) for number in STOPS]
    try:
        yield
    finally:
        for number, handler in zip(STOPS, before, strict=True):
            signal.signal(number, handler)


def serve(server: Server | None, programs: list[Program], ready: Callable[[], None], say: Say) -> None:
    """Start the web server, then the others; call ``ready``; tend all until Ctrl-C or SIGTERM."""
    try:
        programs[0].start()
        _wait_for_page(programs[0], server)
        for program in programs[1:]:
            program.start()
        ready()
        while True:
            time.sleep(0.3)
            if server is not None:
                server.tend()
            for program in programs:
                program.tend(say)
    finally:
        with undisturbed():
            say("Menghentikan Balai …")
            for program in reversed(programs):
                program.stop()


def programs_of(host: str, port: int, push_port: int, logs: Path | None = None) -> list[Program]:
    """The programs of an installation; the web server comes first."""
    return [
        Program("Server web", ["balai.runtime.web", host, str(port)], logs and logs / "web.log"),
        Program("Pekerja", ["balai.runtime.worker"], logs and logs / "worker.log"),
        Program("Siaran", ["balai.runtime.push", host, str(push_port)], logs and logs / "push.log"),
    ]


def _wait_for_page(web: Program, server: Server | None) -> None:
    host, port = web.words[1], int(web.words[2])
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - only read here
    limit = time.monotonic() + START_LIMIT
    while not _answers(host, port):
        if web.child is not None and web.child.poll() is not None:
            raise Problem(f"Server web tidak mau berjalan (kode {web.child.returncode}){_hint(web)}")
        if time.monotonic() > limit:
            raise Problem(f"Server web tidak menjawab dalam {START_LIMIT:.0f} detik{_hint(web)}")
        if server is not None:
            server.tend()
        time.sleep(0.05)


def _hint(program: Program) -> str:
    return f"; lihat {program.log}" if program.log else "; alasannya ada di atas."


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/livez")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()
