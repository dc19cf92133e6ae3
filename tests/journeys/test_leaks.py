"""What lies on the disk of an installation tells nobody a personal number: searched for, not believed.

Searched in every spelling in which such a number could lie about: plain, base64 at each of its three alignments,
hexadecimal, UTF-16. That the search can fail is tested first, with a number planted in a table of the same database.
"""

import base64
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from balai.runtime.backup.dump import libpq_environment
from balai.runtime.postgres import BINARIES, address
from bench.house import ROOT, environment
from tests.journeys.conftest import home_of

# any number of the regency's form, of a person or a family card, that stands alone
ANY_NUMBER = re.compile(rb"(?<![0-9A-Fa-f])3510\d{12}(?![0-9A-Fa-f])")
ASK = """
import django; django.setup()
from balai.foundation.accounts.models import Profile, User
print(*[user.nik for user in User.objects.filter(is_demo=True) if user.nik])
print(*[one.family_card for one in Profile.objects.filter(user__is_demo=True) if one.family_card])
"""
PLANTED = b"3510241111900009"
REGULATED = ("accounts_user", "procrastinate_jobs", "audit_event", "audit_change", "forms_draft")


@pytest.fixture(scope="module")
def home(site: str) -> Path:
    """The folder of the demo of Banyuwangi, running and with letters in it."""
    return home_of("banyuwangi")


@pytest.fixture(scope="module")
def numbers(home: Path) -> list[bytes]:
    """The numbers of the demo people, as somebody reads them who has the keys."""
    settings = {"DATABASE_URL": address(home), "DJANGO_SETTINGS_MODULE": "balai.config.settings"}
    said = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**environment(home), **settings},
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return said.stdout.split()


def spellings(number: bytes) -> Iterator[bytes]:
    """The number as it may lie about."""
    yield number
    yield number.hex().encode()
    yield number.hex().upper().encode()
    yield number.decode().encode("utf-16-le")
    yield number.decode().encode("utf-16-be")
    yield from (_in_base64(number, before) for before in range(3))


def _in_base64(number: bytes, before: int) -> bytes:
    """What is the same in every base64 text that holds the number after that many other bytes."""
    whole = base64.b64encode(b"\0" * before + number)
    return whole[-(-before * 8 // 6) : (before + len(number)) * 8 // 6]


def found(text: bytes, numbers: list[bytes]) -> list[bytes]:
    """Numbers of demo people in any spelling, and others of their form, in a text."""
    hits = [number for number in numbers if any(spelled in text for spelled in spellings(number))]
    return [*hits, *ANY_NUMBER.findall(text)]


def files(folder: Path) -> Iterator[Path]:
    """Every file below the folder that is still there."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def dump(home: Path, *words: str) -> bytes:
    """The database, or a part of it, as SQL."""
    command = [str(BINARIES / "pg_dump"), "--inserts", "--no-owner", *words]
    environ = libpq_environment(address(home))
    return subprocess.run(command, env=environ, check=True, capture_output=True).stdout


def test_there_are_numbers_to_find(numbers: list[bytes]) -> None:
    assert len(numbers) >= 16
    assert all(re.fullmatch(rb"35\d{14}", number) for number in numbers)


@pytest.mark.parametrize("before", range(3))
def test_every_spelling_is_found(before: int) -> None:
    text = b"x" * before + PLANTED + b"yz"
    for spelled in (text, base64.b64encode(text), text.hex().encode(), text.decode().encode("utf-16-le")):
        assert PLANTED in found(spelled, [PLANTED])
    assert found(base64.b64encode(b"3510241111900109"), [PLANTED]) == []


def test_a_number_that_is_planted_is_found(home: Path) -> None:
    """In a table that exists for this test only: plain, and as bytes, which a dump writes in hexadecimal."""
    with psycopg.connect(address(home), autocommit=True) as connection:
        try:
            connection.execute("CREATE TABLE leak_probe (words text, content bytea)")
            connection.execute("INSERT INTO leak_probe VALUES (%s, NULL)", [f"NIK {PLANTED.decode()}"])
            assert found(dump(home), [PLANTED]) == [PLANTED, PLANTED]
            connection.execute("UPDATE leak_probe SET words = NULL, content = %s", [b"NIK " + PLANTED])
            assert found(dump(home), [PLANTED]) == [PLANTED]
        finally:
            connection.execute("DROP TABLE IF EXISTS leak_probe")


def test_a_dump_of_the_database_holds_none(home: Path, numbers: list[bytes]) -> None:
    text = dump(home)
    for relation in REGULATED:
        assert b"CREATE TABLE public." + relation.encode() in text
    assert found(text, numbers) == []


def test_the_table_of_jobs_holds_none(home: Path, numbers: list[bytes]) -> None:
    text = dump(home, "--table=procrastinate_*")
    assert b"INSERT INTO public.procrastinate_jobs" in text
    assert found(text, numbers) == []


@pytest.mark.parametrize("place", ["logs", "mail", "files"])
def test_logs_mails_and_files_hold_none(home: Path, numbers: list[bytes], place: str) -> None:
    looked = list(files(home / place))
    assert place == "mail" or looked != []
    leaks = {path.name: hits for path in looked if (hits := found(path.read_bytes(), numbers))}
    assert leaks == {}


@pytest.mark.parametrize("place", ["postgres/data/pg_wal", "postgres/data/base"])
def test_the_disk_of_the_database_holds_none(home: Path, numbers: list[bytes], place: str) -> None:
    """Plain only: these are hundreds of megabytes, and what stands in tables was searched in every spelling above."""
    contents = {path.name: path.read_bytes() for path in files(home / place)}
    assert contents
    leaks = {name for name, text in contents.items() for number in numbers if number in text}
    assert leaks == set()


def balai(home: Path, *words: str) -> None:
    """A command on the running installation."""
    program = Path(sys.executable).with_name("balai")
    settings = {**environment(home), "DATABASE_URL": address(home)}
    subprocess.run([str(program), *words], env=settings, cwd=ROOT, check=True, capture_output=True)


def test_a_backup_holds_none(home: Path, numbers: list[bytes], tmp_path: Path) -> None:
    if not (home / "keys" / "backup.json").exists():
        balai(home, "key", "sheet", str(tmp_path / "lembar.pdf"))
    balai(home, "backup", str(tmp_path / "cadangan.balai"))
    kept = [path for path in tmp_path.iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in kept) > 100_000
    assert [path.name for path in kept if found(path.read_bytes(), numbers)] == []
