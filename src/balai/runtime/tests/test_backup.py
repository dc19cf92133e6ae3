"""A backup is whole or not there; a restore is whole or has not happened."""

import fcntl
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import psycopg
import pyrage
import pytest
from pyrage import x25519

from balai.runtime.backup import create, swap
from balai.runtime.backup.create import back_up, final_path, note, own_folder
from balai.runtime.backup.restore import judge, put_back
from balai.runtime.keyring import recovery
from balai.runtime.problem import Problem
from balai.runtime.tests.small import MIGRATIONS, House


def silent(line: str) -> None:
    """Says nothing."""


@pytest.fixture
def house(tmp_path: Path, database: str) -> House:
    made = House(tmp_path / "home", database)
    made.furnish()
    return made


@pytest.fixture
def key(house: House) -> x25519.Identity:
    """The recovery key, as it stands on the sheet."""
    identity = x25519.Identity.generate()
    recovery.keep(house.home, identity)
    (house.home / "kunci.txt").write_text(str(identity))
    return identity


@pytest.fixture
def file(house: House, key: x25519.Identity, tmp_path: Path) -> Path:
    """A backup of the house."""
    return back_up(house.home, house.url, tmp_path / "cadangan.age", silent).path


@pytest.fixture
def other(tmp_path: Path, house: House, second_database: str) -> House:
    """An empty installation that has the keys."""
    made = House(tmp_path / "other", second_database)
    shutil.copytree(house.home / "keys", made.home / "keys")
    return made


def restore(other: House, file: Path, key: x25519.Identity, *, replace: bool = False) -> None:
    judged = judge(other.home, file, key, MIGRATIONS, silent)
    put_back(other.home, other.url, judged, replace=replace, say=silent)


def test_everything_comes_back(house: House, file: Path, key: x25519.Identity, other: House) -> None:
    restore(other, file, key)
    assert other.everything() == house.everything()
    assert house.measured().tables["filling"] == 2000
    assert len(other.file_digests()) == 5
    assert not swap.note(other.home).exists()
    assert sorted(path.name for path in other.home.iterdir()) == ["files", "keys", "restore.lock"]


def test_what_is_worth_nothing_afterwards_stays_behind(
    file: Path, key: x25519.Identity, other: House
) -> None:
    restore(other, file, key)
    with psycopg.connect(other.url) as connection:
        assert connection.execute("SELECT count(*) FROM balai_cache").fetchone() == (0,)


def test_the_backup_is_the_owners_only_and_is_remembered(house: House, file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    known = json.loads(note(house.home).read_text())
    assert (known["path"], known["bytes"]) == (str(file), file.stat().st_size)
    assert [path.name for path in file.parent.glob(".*")] == []


def test_without_a_recovery_key_there_is_no_backup(house: House, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="Belum ada kunci pemulihan"):
        back_up(house.home, house.url, tmp_path / "cadangan.age", silent)
    assert not (tmp_path / "cadangan.age").exists()


def test_a_file_that_is_there_is_never_overwritten(house: House, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(Problem, match="sudah ada"):
        back_up(house.home, house.url, file, silent)
    assert file.read_bytes() == before


def test_a_folder_gets_a_file_named_after_the_moment(tmp_path: Path) -> None:
    assert final_path(tmp_path).name.startswith("balai-20")
    with pytest.raises(Problem, match="tidak ada"):
        final_path(tmp_path / "tiada" / "x.age")


def test_a_file_that_a_row_names_and_nobody_has_is_reported(
    house: House, key: x25519.Identity, tmp_path: Path
) -> None:
    with psycopg.connect(house.url) as connection:
        gone = house.add_document(connection)
    (house.home / "files" / gone).unlink()
    assert back_up(house.home, house.url, tmp_path / "cadangan.age", silent).missing == 1


# -- while others write ---------------------------------------------------------------------------------------


def test_a_backup_while_documents_are_made_has_every_file_of_its_rows(
    house: House, key: x25519.Identity, other: House, tmp_path: Path
) -> None:
    with psycopg.connect(house.url, autocommit=True) as connection:
        old = [house.add_document(connection) for _ in range(40)]
    stop = threading.Event()
    writer = threading.Thread(target=keep_writing, args=(house, old, stop))
    writer.start()
    try:
        made = back_up(house.home, house.url, tmp_path / "cadangan.age", silent)
    finally:
        stop.set()
        writer.join()
    restore(other, made.path, key)
    with psycopg.connect(other.url) as connection:
        names = [row[0] for row in connection.execute("SELECT path FROM documents_documentfile")]
    assert made.missing == 0
    assert 5 <= len(names) < house.measured().tables["documents_documentfile"]
    assert [name for name in names if not (other.home / "files" / name).is_file()] == []


def keep_writing(house: House, old: list[str], stop: threading.Event) -> None:
    """New documents, and the removal of the old ones with their files, until told to stop."""
    with psycopg.connect(house.url, autocommit=True) as connection:
        while not stop.is_set():
            house.add_document(connection)
            house.add_document(connection)
            if old:
                gone = old.pop()
                connection.execute("DELETE FROM documents_documentfile WHERE path = %s", [gone])
                (house.home / "files" / gone).unlink()


# -- files that are refused -----------------------------------------------------------------------------------

Spoil = Callable[[bytes, x25519.Identity], bytes]
SPOILED: dict[str, tuple[Spoil, str]] = {
    "empty": (lambda text, key: b"", "bukan cadangan Balai"),
    "foreign": (lambda text, key: b"PK\x03\x04" + text, "bukan cadangan Balai"),
    "other age file": (lambda text, key: pyrage.encrypt(b"surat" * 999, [key.to_public()]), "bukan cadangan"),
    "header cut": (lambda text, key: text[:120], "rusak"),
    "end cut": (lambda text, key: text[:-1], "rusak"),
    "half": (lambda text, key: text[: len(text) // 2], "rusak"),
    "cut between chunks": (lambda text, key: text[: len(text) - (len(text) - 400) % 65552 - 65552], "rusak"),
    "one bit in the middle": (lambda text, key: flip(text, len(text) // 2), "rusak"),
    "one bit at the end": (lambda text, key: flip(text, len(text) - 1), "rusak"),
    "one bit in the header": (lambda text, key: flip(text, 70), "rusak|kunci pemulihan lain"),
    "something behind": (lambda text, key: text + b"x", "rusak"),
}


def flip(text: bytes, place: int) -> bytes:
    return text[:place] + bytes([text[place] ^ 1]) + text[place + 1 :]


def test_a_spoiled_file_changes_nothing(file: Path, key: x25519.Identity, other: House) -> None:
    whole = file.read_bytes()
    for how, (spoil, sentence) in SPOILED.items():
        file.write_bytes(spoil(whole, key))
        with pytest.raises(Problem) as fault:
            restore(other, file, key)
        assert re.search(sentence, str(fault.value)), how
        assert "\n" not in str(fault.value), how
        assert untouched(other), how


def untouched(other: House) -> bool:
    return other.table_names() == [] and [path.name for path in other.home.iterdir()] == ["keys"]


def test_the_wrong_recovery_key(file: Path, other: House) -> None:
    with pytest.raises(Problem, match="kunci pemulihan lain"):
        restore(other, file, x25519.Identity.generate())
    assert untouched(other)


def test_a_backup_of_a_newer_balai(house: House, key: x25519.Identity, other: House, tmp_path: Path) -> None:
    with psycopg.connect(house.url) as connection:
        connection.execute("INSERT INTO django_migrations (app, name) VALUES ('cases', '0003_later')")
    made = back_up(house.home, house.url, tmp_path / "cadangan.age", silent)
    with pytest.raises(Problem, match=r"Balai 0\.1\.0 yang lebih baru"):
        restore(other, made.path, key)
    assert untouched(other)


def test_without_the_data_key_nothing_is_restored(file: Path, key: x25519.Identity, other: House) -> None:
    (other.home / "keys" / "data.json").unlink()
    with pytest.raises(Problem, match="Kunci data 1 dari cadangan ini tidak ada"):
        restore(other, file, key)
    assert untouched(other)


def test_an_installation_with_content_is_replaced_only_by_the_word(
    house: House, file: Path, key: x25519.Identity
) -> None:
    with psycopg.connect(house.url) as connection:
        new = house.add_document(connection)
        connection.execute("CREATE TABLE later (id int)")
    before = house.everything()
    with pytest.raises(Problem, match="tidak kosong"):
        restore(house, file, key)
    assert house.everything() == before
    restore(house, file, key, replace=True)
    assert "later" not in house.table_names()
    assert new not in house.file_digests()
    assert house.measured().tables["documents_documentfile"] == 5


def test_nothing_is_replaced_while_somebody_works(house: House, file: Path, key: x25519.Identity) -> None:
    before = house.everything()
    with psycopg.connect(house.url, application_name="balai web") as connection:
        connection.execute("SELECT 1")
        with pytest.raises(Problem, match=r"1 sambungan lain memakai basis data ini \(balai web\)"):
            restore(house, file, key, replace=True)
    assert house.everything() == before


# -- killed and full --------------------------------------------------------------------------------------------

MOMENTS = [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9]  # parts of the time that the whole takes


def start(command: str, house: House, file: Path, **extra: str) -> "subprocess.Popen[str]":
    words = [
        sys.executable,
        "-m",
        "balai.runtime.tests.small",
        command,
        str(house.home),
        house.url,
        str(file),
    ]
    child = subprocess.Popen(
        [*words, str(house.home / "kunci.txt")],
        env={**os.environ, **extra},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    assert child.stdout.readline() == "begin\n"
    return child


def killed_after(seconds: float, child: "subprocess.Popen[str]") -> None:
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.communicate()


def wait_until_alone(url: str) -> None:
    """The tools of a killed command end with it, and the server then ends their sessions."""
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    limit = time.monotonic() + 20
    with psycopg.connect(url, autocommit=True) as connection:
        while connection.execute(f"{query} AND backend_type = 'client backend'").fetchone() != (0,):
            assert time.monotonic() < limit
            time.sleep(0.02)


def test_kill_half_way_through_a_backup(house: House, key: x25519.Identity, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.age"
    begun = time.monotonic()
    assert start("backup", house, file).communicate()[0].endswith("done\n")
    whole = time.monotonic() - begun
    for moment in MOMENTS:
        file.unlink(missing_ok=True)
        killed_after(moment * whole, start("backup", house, file))
        assert not file.exists() or judge(house.home, file, key, MIGRATIONS, silent)
    file.unlink(missing_ok=True)
    assert start("backup", house, file).communicate()[0].endswith("done\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cadangan.age", "home"]
    assert sorted(path.name for path in (house.home / "files").iterdir()) == [".cadangan.lock", "dokumen"]


def test_drafts_of_the_dead_are_cleared_and_one_in_work_is_not(
    house: House, key: x25519.Identity, tmp_path: Path
) -> None:
    """In the folder of the backup and in the one for upgrades; what is none of ours stays."""
    own = own_folder(house.home)
    own.mkdir()
    dead = [tmp_path / ".lama.age.setengah", own / ".sebelum-pemutakhiran.age.setengah"]
    running, other = tmp_path / ".lain.age.setengah", tmp_path / ".setengah.txt"
    for path in [*dead, running, other]:
        path.write_text("separuh")
    with running.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        back_up(house.home, house.url, tmp_path / "cadangan.age", silent)
    assert [path for path in [*dead, running, other] if path.exists()] == [running, other]


def test_a_draft_that_another_finished_meanwhile_is_not_written_on(
    house: House, key: x25519.Identity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening and locking, somebody else gave the draft its final name."""
    path, draft = tmp_path / "cadangan.age", tmp_path / ".cadangan.age.setengah"

    def finished_by_another(file: BinaryIO) -> bool:
        draft.rename(path)
        return True

    monkeypatch.setattr(create, "_lock", finished_by_another)
    with pytest.raises(Problem, match="sudah ada"):
        back_up(house.home, house.url, path, silent)
    assert path.read_bytes() == b""


def test_kill_half_way_through_a_restore(house: House, file: Path, other: House) -> None:
    """Whenever it is killed, the installation is as before or as in the backup, files included."""
    other.furnish(rows=10, files=2)
    shutil.copy(house.home / "kunci.txt", other.home)
    wanted = house.everything()
    begun = time.monotonic()
    assert start("restore", other, file, REPLACE="1").communicate()[0].endswith("done\n")
    whole = time.monotonic() - begun
    assert other.everything() == wanted
    seen = []
    for moment in MOMENTS:
        other.strip()
        other.furnish(rows=10, files=2)
        sides = other.everything(), wanted
        killed_after(moment * whole, start("restore", other, file, REPLACE="1"))
        wait_until_alone(other.url)
        swap.settle(other.home, other.url)
        assert other.everything() in sides
        seen.append(other.everything() == wanted)
    assert seen[0] is False


@pytest.mark.parametrize("is_kept", [True, False])
def test_files_follow_the_side_that_the_database_took(
    is_kept: bool, house: House, file: Path, key: x25519.Identity
) -> None:
    """Cut off between the end of the transaction and the change of names: the next start ends it."""
    old = house.file_digests()
    stage = swap.begin(house.home)
    (stage / "baru.txt").write_text("baru")
    swap.ready(house.home, "tanda")
    if is_kept:
        with psycopg.connect(house.url) as connection:
            connection.execute(f"COMMENT ON SCHEMA public IS '{swap.COMMENT}tanda'")
    swap.settle(house.home, house.url)
    assert list(house.file_digests()) == (["baru.txt"] if is_kept else list(old))
    assert not stage.exists()
    assert not (house.home / "files.lama").exists()


def test_a_full_disk_leaves_nothing(house: House, key: x25519.Identity, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.age"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            back_up(house.home, house.url, file, silent)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]
