"""What a guest writes in a running house is found nowhere: tables, jobs, logs, files, and a backup that was opened.

The backup is opened with its recovery key and read as an intruder would who has both: decrypted, taken apart, its dump
turned into SQL. That the search can fail is tested first, with a word that stands in the same place in the clear.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener
from uuid import uuid4

import pytest
from pyrage import x25519

from balai.runtime.backup.archive import DATABASE, Reader
from balai.runtime.backup.envelope import opened
from balai.runtime.keyring import recovery
from balai.runtime.postgres import BINARIES, address
from bench.house import ROOT, environment
from tests.journeys.conftest import home_of
from tests.journeys.test_leaks import balai, dump, files, spellings

UNIT = f"Dinas Terang {uuid4().hex[:8]}"  # the host knows it
WORD = f"tertutup-{uuid4().hex}"  # the host does not
OPEN = """
import sys
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from balai.core.actor import SYSTEM, VISITOR
from balai.core.ids import new_code
from balai.territory.guests.access import get_guest, rooms_of
from balai.territory.guests.actions.open_book import open_book
from balai.territory.guests.actions.make_book import make_book
from balai.territory.guests.actions.send_key import _new_key
from balai.territory.guests.models import Book
from balai.territory.visits import api
from balai.territory.visits.models import Delegation, Session, Site
now, today = timezone.now(), timezone.localdate()
contact = api.Contact("Sekretaris", "tamu@contoh.invalid")
asked = api.VisitRequest("76.01", "", "Bupati", "Keuangan desa", [], [sys.argv[1]], 5, today, today, contact)
visit = api.request_visit(VISITOR, asked)
days = {"first_day": today, "last_day": today, "confirmed_at": now}
Delegation.objects.filter(pk=visit.pk).update(state="confirmed", **days)
session = Session.objects.create(
    code=new_code("SES"), delegation_id=visit.pk, site=Site.objects.first(), title="Sambutan", topics=[], people=5,
    starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1),
)
make_book(SYSTEM, api.delegation(visit.pk))
leader = get_guest(open_book(VISITOR, _new_key(Book.objects.get(delegation_id=visit.pk))))
print(rooms_of(leader)[1].code, session.pk)
"""


@pytest.fixture(scope="module")
def home(site: str) -> Path:
    """The folder of the running demo, in which a guest has written a note on a phone."""
    home = home_of("banyuwangi")
    settings = {"DATABASE_URL": address(home), "DJANGO_SETTINGS_MODULE": "balai.config.settings"}
    said = subprocess.run(
        [sys.executable, "-c", OPEN, UNIT],
        env={**environment(home), **settings},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    code, session = said.stdout.split()
    phone = Phone(site)
    phone.send("/tamu/", "/tamu/masuk/", kode=code)
    page = f"/tamu/sesi/{session}/"
    shown = phone.send(page, f"{page}catatan/", kunci=uuid4(), saw=WORD, decides=WORD)
    assert WORD in shown, "its own phone reads it"
    for form in ("pdf", "docx", "json"):
        assert phone.browser.open(f"{site}/tamu/laporan/unit/{form}/").status == 200
    return home


class Phone:
    """A browser without scripts."""

    def __init__(self, site: str) -> None:
        self.site, self.browser = site, build_opener(HTTPCookieProcessor(CookieJar()))

    def send(self, page: str, address: str, **told: object) -> str:
        """Send a form of a page; what the house shows then."""
        form = self.browser.open(self.site + page).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        assert token is not None
        sent = urlencode({"csrfmiddlewaretoken": token[1], **told}).encode()
        return str(self.browser.open(self.site + address, sent).read().decode())


def holds(content: bytes, word: str) -> bool:
    """True when the word stands there in any spelling."""
    return any(spelled in content for spelled in spellings(word.encode()))


@contextmanager
def own_recovery_key(home: Path) -> Iterator[x25519.Identity]:
    """A recovery key whose secret half is here, for the time of a backup."""
    kept = home / "keys" / "backup.json"
    before = kept.read_bytes() if kept.exists() else None
    identity = x25519.Identity.generate()
    recovery.keep(home, identity)
    try:
        yield identity
    finally:
        if before is None:
            kept.unlink()
        else:
            kept.write_bytes(before)


def as_sql(parts: bytes, folder: Path) -> bytes:
    """The dump of a backup as statements."""
    (folder / "dump").write_bytes(parts)
    command = [str(BINARIES / "pg_restore"), "--file=-", str(folder / "dump")]
    return subprocess.run(command, check=True, capture_output=True).stdout


def test_tables_and_jobs_hold_no_word_of_a_guest(home: Path) -> None:
    content = dump(home)
    assert (holds(content, UNIT), holds(content, WORD)) == (True, False)
    assert not holds(dump(home, "--table=procrastinate_*"), WORD)


def test_logs_mails_files_and_the_log_of_the_database_hold_none(home: Path) -> None:
    looked = [
        path
        for place in ("logs", "mail", "files", "cache", "postgres/data/pg_wal")
        for path in files(home / place)
    ]
    assert len(looked) > 3
    assert [path for path in looked if WORD.encode() in path.read_bytes()] == []


def test_a_backup_that_was_opened_holds_none(home: Path, tmp_path: Path) -> None:
    with own_recovery_key(home) as identity:
        balai(home, "backup", str(tmp_path / "cadangan.balai"))
    parts, kept = b"", {}
    with opened(tmp_path / "cadangan.balai", identity) as stream:
        for member in Reader(tmp_path, stream).members():
            content = b"".join(member.blocks())
            if member.name.startswith(DATABASE):
                parts += content
            else:
                kept[member.name] = content
    statements = as_sql(parts, tmp_path)
    assert (holds(statements, UNIT), b"guests_note" in statements, holds(statements, WORD)) == (
        True,
        True,
        False,
    )
    assert [name for name, content in kept.items() if holds(content, WORD)] == []
