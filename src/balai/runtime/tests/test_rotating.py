"""A data key is renewed while people work: numbers are found and unique throughout, and nothing stays behind."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from balai.core.ids import uuid7
from balai.core.keys import audit_public_keys, data_keys
from balai.core.secret import seal, unseal
from balai.foundation.accounts.models import Profile, User
from balai.foundation.documents import vault as letters
from balai.foundation.forms import vault as attachments
from balai.foundation.forms.models import Attachment, Draft, FormVersion
from balai.runtime.keyring import replacing, rotating
from balai.runtime.problem import Problem
from balai.runtime.tests.command import balai

pytestmark = pytest.mark.django_db(transaction=True)
NIK = "7210010101900001"


def silent(line: str) -> None:
    """Says nothing."""


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """A home with keys of its own, and files."""
    settings.HOME = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files", "base_url": None},
        },
    }
    return tmp_path


@pytest.fixture
def person(home: Path) -> User:
    user = User.objects.create(username="warga", full_name="Warga", nik=NIK)
    Profile.objects.create(user=user, family_card="7210010101900002")
    return user


@pytest.fixture
def draft(person: User) -> Draft:
    form = FormVersion.objects.create(code="uji", version=1, definition={}, digest="x", pack="uji")
    answers = {"pasangan": {"sealed": seal(NIK, "nik")}, "usaha": "1: bukan rahasia", "anak": ["a"]}
    return Draft.objects.create(
        owner=person, form=form, purpose="uji", answers=answers, step="a",
        saved_at=datetime.now(UTC), expires_at=datetime.now(UTC),
    )  # fmt: skip


def stored_nik() -> str:
    """As it stands in the table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik FROM accounts_user WHERE username = 'warga'")
        return str(cursor.fetchone()[0])


def test_everything_is_sealed_anew(home: Path, person: User, draft: Draft) -> None:
    digest = letters.put(b"%PDF surat")
    attachment = Attachment.objects.create(id=uuid7(), field="ktp", name="ktp.jpg", uploader=person)
    attachment.path, attachment.key_name = attachments.put(attachment.id, b"gambar")
    attachment.save()
    old = attachment.path
    assert rotating.rotate_data(home, silent) == 4  # NIK, family card, answer, attachment; letters need a row
    assert data_keys(home)[0] == "2"
    assert stored_nik().startswith("2:")
    person.refresh_from_db()
    assert (person.nik, person.profile.family_card) == (NIK, "7210010101900002")
    draft.refresh_from_db()
    assert draft.answers["pasangan"]["sealed"].startswith("2:")
    assert unseal(draft.answers["pasangan"]["sealed"], "nik") == NIK
    assert (draft.answers["usaha"], draft.answers["anak"]) == ("1: bukan rahasia", ["a"])
    attachment.refresh_from_db()
    assert attachment.key_name == "2"
    assert attachments.get(attachment.id, attachment.path, "2") == b"gambar"
    assert not default_storage.exists(old)
    assert letters.reseal(letters.path_of(digest)) is True
    assert letters.reseal(letters.path_of(digest)) is False
    assert letters.get(letters.path_of(digest), digest) == b"%PDF surat"


def test_a_number_is_found_and_stays_unique_under_either_key(home: Path, person: User) -> None:
    """Between the new key and the new sealing: the row lies under the old one, searches know only the number."""
    from balai.core.keys import add_data_key

    add_data_key(home, "2", bytes(range(64)), make_current=True)
    assert stored_nik().startswith("1:")
    assert User.objects.get(nik=NIK) == person
    assert not User.objects.filter(nik="7210010101900009").exists()
    with pytest.raises(Exception, match="NIK|nik"):
        User(username="lain", full_name="Lain", nik=NIK).validate_unique()
    User.objects.filter(pk=person.pk).update(nik=NIK)
    assert stored_nik().startswith("2:")
    assert User.objects.get(nik=NIK) == person


def test_a_rotation_that_was_cut_off_goes_on(home: Path, person: User, draft: Draft) -> None:
    class CutOffError(Exception):
        pass

    def cut(line: str) -> None:
        if "User.nik" in line:
            raise CutOffError

    with pytest.raises(CutOffError):
        rotating.rotate_data(home, cut)
    assert data_keys(home)[0] == "2"
    said: list[str] = []
    assert rotating.rotate_data(home, said.append) == 2
    assert said[0] == "Penggantian ke kunci data 2 dilanjutkan …"
    assert data_keys(home)[0] == "2"


def test_an_old_key_is_forgotten_only_when_nothing_needs_it(home: Path, person: User) -> None:
    with pytest.raises(Problem, match="sedang dipakai"):
        rotating.forget(home, "1")
    rotating.rotate_data(home, silent)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_profile SET family_card = '1:YWFhYWFhYWFhYWFhYWFhYWFhYWE='")
    with pytest.raises(Problem, match="Masih ada isi di bawah kunci lama"):
        rotating.forget(home, "1")
    Profile.objects.update(family_card="")
    rotating.forget(home, "1")
    assert sorted(data_keys(home)[1]) == ["2"]


def test_sessions_and_authority(home: Path) -> None:
    (home / "keys" / "authority").mkdir(parents=True)
    replacing.rotate_django(home)
    first = (home / "keys" / "django.key").read_text()
    replacing.rotate_django(home)
    assert (home / "keys" / "django.key").read_text() != first
    replacing.rotate_authority(home)
    (kept,) = (home / "keys").glob("authority-*")
    assert not (home / "keys" / "authority").exists()
    assert kept.is_dir()


def test_heads_of_a_retired_key_are_still_believed(home: Path) -> None:
    before = audit_public_keys(home)
    replacing.rotate_audit(home)
    after = audit_public_keys(home)
    assert len(before) == 1
    assert before < after
    assert len(after) == 2


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("sessions", "  Kunci sesi diganti; mulai ulang `balai run`."),
        ("audit", "  Kunci kepala segel diganti; separuh umum yang lama tetap tersimpan."),
        ("authority", "  Otoritas lama disisihkan di folder keys; mulai ulang `balai run`."),
    ],
)
def test_the_command_itself_renews_a_key(what: str, said: str, tmp_path: Path) -> None:
    done = balai(tmp_path / "rumah", "key", "rotate", what)
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (0, [said], "")
