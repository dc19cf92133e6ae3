"""From the published 0.1.0 to this version: with a backup before, without a long wait, and on from any point."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from pyrage import x25519

from balai.runtime.gate import Gate, GatedApplication, State, shut
from balai.runtime.home import occupy
from balai.runtime.keyring import recovery
from balai.runtime.postgres import Server, address
from balai.runtime.problem import Problem
from balai.runtime.tests.command import PORT, Running, balai, environment, fault
from balai.runtime.tests.published import EVENTS, PEOPLE


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as Balai 0.1.0 left it, with a recovery key."""
    home = tmp_path_factory.mktemp("released") / "home"
    home.mkdir()
    with served(home) as url:
        words = [sys.executable, "-m", "balai.runtime.tests.published"]
        subprocess.run(words, env=environment(home, DATABASE_URL=url), check=True)
    identity = x25519.Identity.generate()
    recovery.keep(home, identity)
    (home / "kunci.txt").write_text(str(identity))
    return home


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The home's server, running."""
    with occupy(home, "test"):
        server = Server(home, durable=False, say=lambda line: None)
        try:
            yield server.start()
        finally:
            server.stop()


@pytest.fixture
def home(released: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    copy = tmp_path / "home"
    shutil.copytree(released, copy, copy_function=copy_as_owner)
    for path in released.rglob("*"):
        owner = path.stat()
        os.chown(copy / path.relative_to(released), owner.st_uid, owner.st_gid)
    return copy


def copy_as_owner(source: str, goal: str) -> None:
    shutil.copy2(source, goal)


ONE_MORE_EVENT = """
INSERT INTO audit_event (id, created_at, name, subject_kind, subject_id, actor_name, actor_role, region_code,
                         is_public, facts, happened_at)
SELECT audit_uuid7(), now(), 'cases.acted', 'cases.case', gen_random_uuid(), 'Uji', '', '', false, '{}', now()
"""


def counts(home: Path) -> tuple[int, int, int]:
    """People, events of the old time, migrations."""
    queries = (
        "SELECT count(*) FROM accounts_user",
        "SELECT count(*) FROM audit_event WHERE name = 'cases.opened'",
        "SELECT count(DISTINCT (app, name)) FROM django_migrations",
    )
    with served(home) as url, psycopg.connect(url) as connection:
        found = [connection.execute(query).fetchone() for query in queries]
    return tuple(row[0] for row in found if row)  # type: ignore[return-value]


def test_run_refuses_an_older_database(home: Path) -> None:
    line = fault(balai(home, "run", "--port", str(PORT)))
    assert line.startswith("balai: Basis data ini dari Balai yang lebih lama (")
    assert line.endswith("jalankan `balai upgrade`, yang mencadangkan dulu.")
    assert "jalankan `balai upgrade`" in fault(balai(home, "init", "--regency", "72.10"))


def test_without_a_recovery_key_nothing_is_upgraded(home: Path) -> None:
    recovery.note(home).unlink()
    before = counts(home)
    assert "Belum ada kunci pemulihan" in fault(balai(home, "upgrade", "--port", str(PORT)))
    assert counts(home) == before


def test_the_published_version_is_upgraded_and_can_be_had_back(home: Path, tmp_path: Path) -> None:
    before = counts(home)
    assert before[:2] == (PEOPLE, EVENTS)
    running = Running(home, "upgrade", "--port", str(PORT))
    running.until("Mencadangkan")
    with long_transaction(home):
        assert_page_explains()
        assert reads_while_it_waits(running) > 0
    assert running.finish() == 0, running.said
    (backup,) = (home / "backups").iterdir()
    assert f"  Cadangan dari sebelum pemutakhiran: {backup}\n" in running.said
    told = [line.split()[1] for line in running.said if line.startswith("  Paket ")]
    assert told == [
        "dasar",
        "suara-contoh",
        "indeks-inovasi",
        "kerja-sama",
        "kunjungan",
        "pelindungan-data",
        "penerimaan",
        "perizinan",
        "surat-desa",
        "layanan-kabupaten",
        "peristiwa-hidup",
        "mal-pelayanan",
    ]  # newer or new, each after those that it requires
    after = counts(home)
    assert after[:2] == before[:2]
    assert after[2] > before[2]
    assert "beres  Tabel: mutakhir" in balai(home, "doctor").stdout

    other = tmp_path / "other"
    shutil.copytree(home / "keys", other / "keys")
    done = balai(other, "restore", str(backup), "--key", str(home / "kunci.txt"))
    assert done.returncode == 0, done.stderr
    assert counts(other) == after  # brought forward
    assert_the_chain_goes_on(other, home / "kunci.txt", tmp_path)


def assert_the_chain_goes_on(home: Path, key: Path, tmp_path: Path) -> None:
    """What was sealed before a backup is sealed after a restore, and new seals follow the last of them."""
    head, file = tmp_path / "kepala.json", tmp_path / "lagi.age"
    assert balai(home, "audit", "head", "--out", str(head)).returncode == 0
    before = last_seal(home)
    assert balai(home, "backup", str(file)).returncode == 0
    done = balai(home, "restore", str(file), "--key", str(key), "--replace", "GANTI")
    assert done.returncode == 0, done.stderr
    assert last_seal(home) == before
    with served(home) as url, psycopg.connect(url) as connection:
        connection.execute(ONE_MORE_EVENT)
    assert balai(home, "audit", "head").returncode == 0  # seals what waits
    number, _digest, previous = last_seal(home)
    assert (number, previous) == (before[0] + 1, before[1])
    checked = balai(home, "audit", "verify", "--head", str(head))
    assert (checked.returncode, checked.stdout.splitlines()[-1].split(": ")[-1]) == (0, "utuh")


def last_seal(home: Path) -> tuple[int, str, str]:
    """Number, digest, and the digest of the one before."""
    with served(home) as url, psycopg.connect(url) as connection:
        query = "SELECT number, digest, previous FROM audit_seal ORDER BY number DESC LIMIT 1"
        found = connection.execute(query).fetchone()
    assert found is not None
    return found


def assert_page_explains() -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{PORT}/layanan/", timeout=5)  # noqa: S310
    assert refused.value.status == 503
    assert refused.value.headers["Retry-After"] == "30"
    assert "Balai sedang dimutakhirkan" in refused.value.read().decode()


def test_killed_anywhere_it_goes_on(home: Path) -> None:
    """While it backs up it begins anew; between two steps and among the packs it goes on from there."""
    kill_while_it_backs_up(home)
    for moment in ("audit.0002", "Paket"):
        running = Running(home, "upgrade", "--port", str(PORT))
        running.until(moment)
        running.stop(signal.SIGKILL)
    assert any("Pemutakhiran dilanjutkan" in line for line in running.said)
    said = assert_goes_on(home)
    assert "Pemutakhiran dilanjutkan" in said or "Mutakhir: 0 langkah" in said


def kill_while_it_backs_up(home: Path) -> None:
    """The lock on a table keeps the backup in the middle of its work until the kill comes."""
    with served(home) as url, psycopg.connect(url) as connection:
        connection.execute("LOCK TABLE forms_draft")
        running = Running(home, "upgrade", "--port", str(PORT), DATABASE_URL=url)
        running.until("Mencadangkan")
        until_there_is_a_draft(home)
        running.stop(signal.SIGKILL)
    assert len(drafts(home)) == 1


def assert_goes_on(home: Path) -> str:
    """The next run ends well, with everything kept and one whole backup; what it says."""
    done = balai(home, "upgrade", "--port", str(PORT))
    assert done.returncode == 0, done.stderr
    assert counts(home)[:2] == (PEOPLE, EVENTS)
    assert "beres  Tabel: mutakhir" in balai(home, "doctor").stdout
    assert drafts(home) == []
    assert len(list((home / "backups").iterdir())) == 1
    return done.stdout


def drafts(home: Path) -> list[Path]:
    """Backups that are not whole."""
    return list((home / "backups").glob(".*"))


def until_there_is_a_draft(home: Path) -> None:
    limit = time.monotonic() + 60
    while not drafts(home):
        assert time.monotonic() < limit
        time.sleep(0.02)


@contextmanager
def long_transaction(home: Path) -> Iterator[None]:
    """Somebody writes a report for hours."""
    with psycopg.connect(address(home), application_name="laporan panjang") as connection:
        connection.execute("LOCK TABLE accounts_user IN ROW EXCLUSIVE MODE")
        yield


def reads_while_it_waits(running: Running) -> int:
    """The step gives up after three seconds and asks again; how many readers passed in such a round."""
    running.until("menunggu")
    assert "(laporan panjang) …" in running.said[-1]
    enough = threading.Event()
    with ThreadPoolExecutor(1) as aside:
        passed = aside.submit(read_until, enough, address(running.home))
        try:
            running.until("menunggu")
        finally:
            enough.set()
        return passed.result()


def read_until(enough: threading.Event, url: str) -> int:
    """Read the table again and again; how often. Fails when a reader waits for as long as the report takes."""
    passed = 0
    with psycopg.connect(url, autocommit=True, options="-c lock_timeout=60s") as connection:
        while not enough.is_set():
            connection.execute("SELECT count(*) FROM accounts_user")
            passed += 1
            time.sleep(0.05)
    return passed


def test_a_newer_database_is_not_touched(home: Path) -> None:
    with served(home) as url, psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0999_later', now())"
        )
    before = counts(home)
    for command in ("upgrade", "run"):
        line = fault(balai(home, command, "--port", str(PORT)))
        assert "sudah dipakai Balai yang lebih baru (mengenal cases.0999_later)" in line
    assert counts(home) == before


# -- the gate -------------------------------------------------------------------------------------------------


@pytest.fixture
def gate(database: str) -> Gate:
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE django_migrations (app text, name text)")
        connection.execute("INSERT INTO django_migrations VALUES ('cases', '0001_initial')")
    return Gate(database, ["cases.0001_initial"])


def look(gate: Gate) -> State:
    gate._next = 0.0
    return gate.state


def test_the_gate_is_shut_during_an_upgrade_and_for_older_programs(gate: Gate, database: str) -> None:
    assert look(gate) is State.OPEN
    with shut(database):
        assert gate.state is State.OPEN  # the next look is two seconds away
        assert look(gate) is State.UPGRADING
        with pytest.raises(Problem, match="Pemutakhiran lain sedang berjalan"), shut(database):
            pass
    assert look(gate) is State.OPEN
    with psycopg.connect(database) as connection:
        connection.execute("INSERT INTO django_migrations VALUES ('cases', '0002_later')")
    assert look(gate) is State.NEWER


def test_the_gate_stays_as_it_was_when_it_cannot_look() -> None:
    gate = Gate("postgresql://balai@127.0.0.1:9/balai", [])
    assert look(gate) is State.OPEN


def test_pages_behind_the_gate(gate: Gate, database: str) -> None:
    seen: list[str] = []

    def inner(environ: dict[str, str], start: object) -> list[bytes]:
        return [b"page"]

    application = GatedApplication(inner, gate)

    def ask(path: str, method: str = "GET") -> bytes:
        environ = {"PATH_INFO": path, "REQUEST_METHOD": method}
        return b"".join(application(environ, lambda status, headers: seen.append(status)))

    assert ask("/") == b"page"
    with shut(database):
        look(gate)
        assert b"Balai is being upgraded" in ask("/")
        assert ask("/", "HEAD") == b""
        assert ask("/livez") == b"page"
    assert seen == ["503 Service Unavailable"] * 2


def test_many_threads_ask_and_one_looks(gate: Gate) -> None:
    looks: list[int] = []
    gate._look = lambda: looks.append(1) or time.sleep(0.2)  # type: ignore[method-assign,func-returns-value]
    threads = [threading.Thread(target=lambda: gate.state) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looks) == 1
