"""The embedded server lives through what happens to a machine under a desk in a district office."""

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from balai.runtime import account, postgres
from balai.runtime.home import Occupied, occupy
from balai.runtime.postgres import BINARIES, Server, address
from balai.runtime.problem import Problem
from balai.runtime.processes import is_alive, leashed
from balai.runtime.tests import keeper

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change accounts")


class Keeper:
    """A process that keeps a server, see ``keeper``."""

    def __init__(self, home: Path, prefix: list[str] | None = None) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [*(prefix or []), sys.executable, keeper.__file__, str(home)], stdout=subprocess.PIPE, text=True
        )

    def line(self, start: str) -> str:
        """The next line of its output that starts so."""
        assert self.process.stdout
        seen = list(itertools.takewhile(lambda line: not line.startswith(start), self.process.stdout))
        assert self.process.poll() is None, seen
        return start

    def ready(self) -> int:
        """Wait until the server answers; the number of its process."""
        self.line("ready")
        return server_pid(self.home)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture
def keep() -> Iterator[Callable[..., Keeper]]:
    started: list[Keeper] = []

    def start(home: Path, prefix: list[str] | None = None) -> Keeper:
        started.append(Keeper(home, prefix))
        return started[-1]

    yield start
    for one in started:
        one.end()


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start servers that are stopped after the test; their words land in ``server.said``."""
    started: list[Server] = []

    def start(home: Path, binaries: Path = BINARIES) -> Server:
        home.mkdir(parents=True, exist_ok=True)
        said: list[str] = []
        server = Server(home, durable=False, say=said.append, binaries=binaries)
        server.said = said  # type: ignore[attr-defined]
        started.append(server)
        server.start()
        return server

    yield start
    for server in started:
        server.stop()


def server_pid(home: Path) -> int:
    return int((home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def ask(home: Path, sql: str) -> object:
    with psycopg.connect(address(home), autocommit=True) as connection:
        row = connection.execute(sql).fetchone()
    return row[0] if row else None


def remember(home: Path) -> None:
    with psycopg.connect(address(home), autocommit=True) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'Tamansari' AS place")


def wait_until(done: Callable[[], bool], seconds: float = 20) -> None:
    limit = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_the_cluster_is_as_promised(tmp_path: Path, serve: Callable[..., Server]) -> None:
    serve(tmp_path)
    assert ask(tmp_path, "SELECT current_setting('server_version_num')::int / 10000") == 18
    assert ask(tmp_path, "SELECT current_setting('server_encoding')") == "UTF8"
    assert ask(tmp_path, "SELECT datcollate FROM pg_database WHERE datname = 'balai'") == "C"
    assert ask(tmp_path, "SELECT current_setting('listen_addresses')") == "127.0.0.1"
    assert "unix_socket_directories = ''" in (tmp_path / "postgres" / "data" / "postgresql.conf").read_text()
    assert ask(tmp_path, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    hba = (tmp_path / "postgres" / "data" / "pg_hba.conf").read_text()
    methods = {line.split()[-1] for line in hba.splitlines() if line and not line.startswith("#")}
    assert methods == {"scram-sha-256"}


def test_a_wrong_password_is_refused(tmp_path: Path, serve: Callable[..., Server]) -> None:
    serve(tmp_path)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address(tmp_path).replace(":", ":x", 2).replace("postgresql:x", "postgresql:"))
    assert oct((tmp_path / "postgres" / "password").stat().st_mode)[-3:] == "600"


def test_kill_of_postgres(tmp_path: Path, serve: Callable[..., Server]) -> None:
    server = serve(tmp_path)
    remember(tmp_path)
    before = address(tmp_path)
    os.kill(server_pid(tmp_path), signal.SIGKILL)
    assert server.child
    server.child.wait(10)
    assert server.tend() is True
    assert server.tend() is False
    assert ask(tmp_path, "SELECT place FROM note") == "Tamansari"
    assert address(tmp_path) == before


def test_kill_of_balai_takes_the_server_along(tmp_path: Path, keep: Callable[..., Keeper]) -> None:
    first = keep(tmp_path)
    pid = first.ready()
    remember(tmp_path)
    first.process.kill()
    first.process.wait(10)
    wait_until(lambda: not is_alive(pid))
    keep(tmp_path).ready()
    assert ask(tmp_path, "SELECT place FROM note") == "Tamansari"


def test_kill_of_balai_and_a_start_at_once(tmp_path: Path, keep: Callable[..., Keeper]) -> None:
    first = keep(tmp_path)
    pid = first.ready()
    remember(tmp_path)
    first.process.kill()
    assert keep(tmp_path).ready() != pid
    assert ask(tmp_path, "SELECT place FROM note") == "Tamansari"


def test_an_orphan_that_was_on_no_leash_is_stopped(tmp_path: Path, serve: Callable[..., Server]) -> None:
    orphan = serve(tmp_path)
    remember(tmp_path)
    server = serve(tmp_path)
    assert orphan.child
    assert orphan.child.wait(10) == 0
    assert server.said == [  # type: ignore[attr-defined]
        f"PostgreSQL dari proses sebelumnya ({orphan.child.pid}) masih berjalan; dihentikan dulu …"
    ]
    assert ask(tmp_path, "SELECT place FROM note") == "Tamansari"


def test_kill_of_both(tmp_path: Path, keep: Callable[..., Keeper]) -> None:
    first = keep(tmp_path)
    pid = first.ready()
    remember(tmp_path)
    os.kill(first.process.pid, signal.SIGSTOP)
    os.kill(pid, signal.SIGKILL)
    first.process.kill()
    first.process.wait(10)
    assert (tmp_path / "postgres" / "data" / "postmaster.pid").exists()
    keep(tmp_path).ready()
    assert ask(tmp_path, "SELECT place FROM note") == "Tamansari"


@pytest.mark.parametrize("stranger", ["own process", "gone", "nonsense"])
def test_a_stale_pid(tmp_path: Path, serve: Callable[..., Server], stranger: str) -> None:
    """After a power cut the number in the file may belong to some other program."""
    server = serve(tmp_path)
    remember(tmp_path)
    note = tmp_path / "postgres" / "data" / "postmaster.pid"
    content = note.read_text()
    assert server.child
    os.kill(server.child.pid, signal.SIGKILL)
    server.child.wait(10)
    sleeper = subprocess.Popen(["sleep", "60"])
    first = {"own process": str(sleeper.pid), "gone": str(server.child.pid), "nonsense": ""}[stranger]
    note.write_text(content.replace(str(server.child.pid), first, 1))
    try:
        serve(tmp_path)
        assert ask(tmp_path, "SELECT place FROM note") == "Tamansari"
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_recovery_of_minutes_is_waited_for(
    tmp_path: Path, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stand-in comes up after three seconds, on a clock on which each second is a minute."""
    serve(tmp_path).stop()
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "postgres").write_text(
        '#!/bin/sh\necho "LOG:  redo in progress, elapsed time: 10.00 s" >&2\n'
        f'sleep 3\nexec {BINARIES}/postgres "$@"\n'
    )
    (slow / "postgres").chmod(0o755)
    real = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: real() * 60)
    monkeypatch.setattr(postgres, "TELL_EVERY", 60.0)
    server = serve(tmp_path, binaries=slow)
    said = server.said  # type: ignore[attr-defined]
    assert said[0].startswith("PostgreSQL memulihkan data, sudah 1 menit")
    assert said[1].endswith("(redo in progress, elapsed time: 10.00 s)")
    assert ask(tmp_path, "SELECT 1") == 1


def test_a_server_that_cannot_start_says_why(tmp_path: Path, serve: Callable[..., Server]) -> None:
    serve(tmp_path).stop()
    (tmp_path / "postgres" / "data" / "PG_VERSION").write_text("12\n")
    with pytest.raises(Problem, match="PostgreSQL tidak mau berjalan: .*") as caught:
        serve(tmp_path)
    assert "initialized by PostgreSQL version 12" in str(caught.value)


def test_a_first_run_that_was_cut_off_begins_again(tmp_path: Path, serve: Callable[..., Server]) -> None:
    half = tmp_path / "postgres" / "new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    serve(tmp_path)
    assert ask(tmp_path, "SELECT 1") == 1
    assert not half.exists()


def test_a_long_path(tmp_path: Path, serve: Callable[..., Server]) -> None:
    home = tmp_path / ("kabupaten-" * 8) / ("banyuwangi-" * 8)
    assert len(str(home)) > 160
    serve(home)
    assert ask(home, "SELECT 1") == 1


def test_two_starts_at_once(tmp_path: Path, keep: Callable[..., Keeper]) -> None:
    first = keep(tmp_path)
    first.ready()
    second = subprocess.run([sys.executable, keeper.__file__, str(tmp_path)], capture_output=True, text=True)
    assert second.returncode == 1
    assert second.stdout == (
        f"problem: Balai sudah berjalan di {tmp_path} (balai keeper, proses {first.process.pid}); "
        "hentikan dulu, atau pakai BALAI_HOME lain.\n"
    )
    assert ask(tmp_path, "SELECT 1") == 1


def test_the_lock_ends_with_its_holder(tmp_path: Path) -> None:
    with occupy(tmp_path, "run"), pytest.raises(Occupied), occupy(tmp_path, "run"):
        pass
    with occupy(tmp_path, "run"):
        assert (tmp_path / "balai.lock").exists()


@AS_ROOT
def test_root_uses_an_account_of_its_own(tmp_path: Path, serve: Callable[..., Server]) -> None:
    """Below folders that only root may enter; their rights stay as they are."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    serve(closed / "home")
    uid = (closed / "home" / "postgres" / "data").stat().st_uid
    status = Path(f"/proc/{server_pid(closed / 'home')}/status").read_text()
    assert uid == account.FIRST_CHOICE
    assert f"Uid:\t{uid}\t{uid}\t{uid}\t{uid}" in status
    assert f"CapEff:\t{1 << account.DAC_READ_SEARCH:016x}" in status
    assert oct(closed.stat().st_mode)[-3:] == "700"


@AS_ROOT
def test_no_capability_where_the_way_is_open(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(account, "_is_closed", lambda folder: False)
    assert account.server_account(tmp_path / "data", []) == account.Account(account.FIRST_CHOICE, -1)


@AS_ROOT
def test_root_without_the_right_to_pass(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(account, "_held_capabilities", lambda: 0)
    monkeypatch.setattr(account, "_is_closed", lambda folder: folder == tmp_path)
    with pytest.raises(Problem, match=f"Folder {tmp_path} tertutup bagi PostgreSQL"):
        account.server_account(tmp_path / "data", [])


@AS_ROOT
def test_an_ordinary_user(tmp_path: Path, keep: Callable[..., Keeper]) -> None:
    """The same under a user's name (here: nobody), data and process being theirs."""
    person = account.maker_account(tmp_path, [Path(sys.executable)])
    home = tmp_path / "home"
    home.mkdir()
    person.own(home)
    prefix = leashed([], on_death=signal.SIGTERM, uid=person.uid, capability=person.capability)
    kept = keep(home, prefix)
    pid = kept.ready()
    assert f"Uid:\t{person.uid}\t" in Path(f"/proc/{pid}/status").read_text()
    assert (home / "postgres" / "data").stat().st_uid == person.uid
    assert (home / "postgres" / "password").stat().st_uid == person.uid
    kept.end()
    assert not is_alive(pid)


@AS_ROOT
def test_a_home_of_another_user_is_left_alone(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, 12345)
    with (
        pytest.raises(Problem, match=rf"Folder {tmp_path} milik pengguna lain \(uid 12345\)"),
        occupy(tmp_path, "run"),
    ):
        pass
    assert list(tmp_path.iterdir()) == []
