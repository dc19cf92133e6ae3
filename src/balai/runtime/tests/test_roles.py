"""A restore brings no rights: the web role gets them again, or the command says how."""

import pytest
from django.db import connection

from balai.runtime import roles
from balai.runtime.database import OWNER, WEB

pytestmark = pytest.mark.django_db
ROLE = "balai_web_restored"


def may(right: str, table: str) -> bool:
    """Whether the web role has the right on the table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [ROLE, table, right])
        return bool(cursor.fetchone()[0])


@pytest.fixture
def _stripped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A web role as a restore leaves it: it exists, and has no right on any table of the new schema."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
    monkeypatch.setenv(OWNER, "postgresql://pemilik@127.0.0.1/balai")
    monkeypatch.setenv(WEB, f"postgresql://{ROLE}@127.0.0.1/balai")


@pytest.mark.usefixtures("_stripped")
def test_the_web_role_works_again_and_still_cannot_rewrite_the_trail() -> None:
    assert not may("SELECT", "cases_case")
    said: list[str] = []
    roles.after_restore(said.append, is_embedded=False)
    assert [may(right, "cases_case") for right in roles.ROWS] == [True, True, True, True]
    assert [may(right, "audit_event") for right in roles.ROWS] == [True, True, False, False]
    assert said == [f"Peran {ROLE}: hak atas baris saja; tabel yang hanya bertambah tidak dapat diubahnya."]


def test_one_role_on_a_server_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OWNER, raising=False)
    said: list[str] = []
    roles.after_restore(said.append, is_embedded=False)
    assert [sentence for sentence in said if "`balai roles`" in sentence] == said != []
    roles.after_restore(said.append, is_embedded=True)
    assert len(said) == 1
