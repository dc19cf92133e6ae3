"""What lies on the disk of an installation tells nobody a personal number: searched for, not believed."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from balai.runtime.backup.dump import libpq_environment
from balai.runtime.postgres import BINARIES, address
from bench.house import ROOT, environment
from tests.journeys.conftest import home_of

# any number of the regency's form, of a person or a family card, that stands alone
ANY_NUMBER = re.compile(rb"(?<![0-9A-Fa-f])3510\d{12}(?![0-9A-Fa-f])")
ASK = """
import django; django.setup()
from balai.foundation.accounts.models import User
print(*[user.nik for user in User.objects.filter(is_demo=True) if user.nik])
"""


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


def found(text: bytes, numbers: list[bytes]) -> list[bytes]:
    """Numbers of demo people, and others of their form, in a text."""
    return [*(number for number in numbers if number in text), *ANY_NUMBER.findall(text)]


def files(folder: Path) -> Iterator[Path]:
    """Every file below the folder that is still there."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def test_there_are_numbers_to_find(numbers: list[bytes]) -> None:
    assert len(numbers) == 16
    assert all(re.fullmatch(rb"35\d{14}", number) for number in numbers)


def test_a_dump_of_the_database_holds_none(home: Path, numbers: list[bytes]) -> None:
    command = [str(BINARIES / "pg_dump"), "--inserts", "--no-owner"]
    dump = subprocess.run(
        command, env=libpq_environment(address(home)), check=True, capture_output=True
    ).stdout
    for relation in (
        b"accounts_user",
        b"procrastinate_jobs",
        b"audit_event",
        b"audit_change",
        b"forms_draft",
    ):
        assert b"CREATE TABLE public." + relation in dump
    assert found(dump, numbers) == []


@pytest.mark.parametrize("place", ["logs", "mail", "files", "postgres/data/pg_wal", "postgres/data/base"])
def test_the_files_of_the_installation_hold_none(home: Path, numbers: list[bytes], place: str) -> None:
    looked = list(files(home / place))
    assert place == "mail" or looked != []
    leaks = {path.name: hits for path in looked if (hits := found(path.read_bytes(), numbers))}
    assert leaks == {}


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
