"""On a server with two roles the whole letter goes through with the one that owns no table."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from psycopg.errors import InsufficientPrivilege

from balai.foundation.audit.api import append_only_tables
from balai.foundation.cases.models import Case
from balai.foundation.documents.models import Document
from balai.runtime.roles import grant, owned_tables
from tests.access.conftest import Cast
from tests.world import issue_a_letter

pytestmark = pytest.mark.django_db(databases="__all__")
ROLE = "balai_web_test"


@pytest.fixture(autouse=True)
def _role(cast: Cast) -> None:
    run(f"CREATE ROLE {ROLE}")
    run(f"GRANT {ROLE} TO CURRENT_USER")  # lets the owner step into it
    grant(ROLE)


def run(statement: str) -> None:
    """A statement with the rights of now."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def as_web() -> Iterator[None]:
    """Within: what the web role may."""
    run(f"SET LOCAL ROLE {ROLE}")
    try:
        yield
    finally:
        run("RESET ROLE")


def refused(statement: str) -> bool:
    """True when the role has not the right; the triggers are not even asked."""
    try:
        with transaction.atomic():
            run(statement)
    except DatabaseError as error:
        return isinstance(error.__cause__, InsufficientPrivilege)
    return False


def test_a_letter_from_application_to_verification(cast: Cast) -> None:
    before = Document.objects.count()
    with as_web():
        issue_a_letter(cast.world)
        assert Client().get(f"/v/{cast.world.document_code}").status_code == 200
        assert cast.client("owner").get("/permohonan/").status_code == 200
        assert cast.client("operator").get("/kerja/kotak/").status_code == 200
    assert Document.objects.count() == before + 1
    assert Case.objects.unscoped().filter(outcome="granted").count() == 2


def test_the_web_role_owns_nothing(cast: Cast) -> None:
    assert len(owned_tables()) > 50
    with as_web():
        assert owned_tables() == []


@pytest.mark.parametrize("table", sorted(append_only_tables()))
def test_what_only_grows_is_not_changed_by_the_web_role(cast: Cast, table: str) -> None:
    rights = append_only_tables()[table]
    key = next(model._meta.pk.column for model in apps.get_models() if model._meta.db_table == table)
    with as_web():
        assert refused(f"UPDATE {table} SET {key} = {key}")  # noqa: S608
        assert refused(f"TRUNCATE {table}")
        assert refused(f"DELETE FROM {table}") == ("DELETE" not in rights)  # noqa: S608
        assert refused(f"INSERT INTO {table} DEFAULT VALUES") == ("INSERT" not in rights)  # noqa: S608


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "DROP TABLE cases_case",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "TRUNCATE cases_case CASCADE",
        "DROP FUNCTION audit_refuse() CASCADE",
        "DELETE FROM django_migrations",
        "SET SESSION AUTHORIZATION postgres",
    ],
)
def test_tables_are_the_owners_matter(cast: Cast, statement: str) -> None:
    with as_web():
        assert refused(statement)


def test_granting_again_changes_nothing(cast: Cast) -> None:
    def rights() -> list[tuple[str, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, privilege_type FROM information_schema.role_table_grants "
                "WHERE grantee = %s ORDER BY 1, 2",
                [ROLE],
            )
            return cursor.fetchall()

    first = rights()
    grant(ROLE)
    assert rights() == first
    assert ("audit_event", "UPDATE") not in first
    assert ("cases_case", "UPDATE") in first
