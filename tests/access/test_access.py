"""Every address, every role, every method: the table is the promise, this walks it."""

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.access import table
from tests.access.arguments import arguments
from tests.access.conftest import Cast
from tests.access.resolver import addresses

pytestmark = pytest.mark.django_db(databases="__all__")
ROWS = table.read()
WRITES = [row for row in ROWS if row.method != "GET"]
NAMES = sorted({row.name for row in ROWS})
# why a form of this address needs no token
UNTOKENED = {
    "core:language": "keeps the language in a cookie of this browser, nothing else",
    "front_api:comparison": "compares a file and keeps nothing",
    "packs:report": "other installations post it; their signature says who",
    "notices:unsubscribe": "mail programs post it; the signed link names one person and one kind",
}
# where somebody writes
TOKENED = [
    row for row in WRITES if row.expected[row.welcome] not in table.REFUSALS and row.name not in UNTOKENED
]
# addresses that answer any method alike, and how
ALIKE = {"core:gallery": 404, "core:gallery_save": 404, "core:language": 302, "workplace:home": 302}
# views of the sign-in library read other methods like GET, or refuse them for want of a token
LIBRARY = ("account_", "mfa_")


def answer_of(response: HttpResponse) -> str:
    """The answer as the table writes it."""
    if response.status_code == 302:
        return "masuk" if response["Location"].startswith("/masuk/") else "302"
    return str(response.status_code)


def address(name: str, cast: Cast) -> str:
    """The path of an address for the case, document and people of the world."""
    return name if name.startswith("/") else reverse(name, kwargs=arguments(name, cast.world))


def test_every_address_has_a_row() -> None:
    assert sorted({each.name for each in addresses()} - set(NAMES)) == []


def test_every_row_has_an_address() -> None:
    assert sorted(set(NAMES) - {each.name for each in addresses()}) == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET"], ids=str)
def test_reading(row: table.Row, cast: Cast) -> None:
    path = address(row.name, cast)
    answers = {role: answer_of(cast.client(role).get(path)) for role in table.ROLES}
    assert answers == row.expected


@pytest.mark.parametrize("row", WRITES, ids=str)
def test_writing(row: table.Row, cast: Cast) -> None:
    path = address(row.name, cast)
    answers, disturbed = {}, {}
    for role in table.ROLES:
        with cast.undone():
            client = cast.client(role)
            with cast.memory.watching() as changed:
                answers[role] = answer_of(client.generic(row.method, path))
        if answers[role] in table.REFUSALS and changed:
            disturbed[role] = sorted(changed)
    assert answers == row.expected
    assert disturbed == {}, "a refused action changed something"


@pytest.mark.parametrize("row", TOKENED, ids=str)
def test_writing_needs_the_token_of_the_page(row: table.Row, cast: Cast) -> None:
    client = cast.client(row.welcome, enforce_csrf_checks=True)
    with cast.memory.watching() as changed:
        assert client.generic(row.method, address(row.name, cast)).status_code == 403
    assert changed == set()


@pytest.mark.parametrize("name", NAMES)
def test_other_methods_are_refused(name: str, cast: Cast) -> None:
    rows = {row.method: row for row in ROWS if row.name == name}
    library = name.startswith(LIBRARY)
    client = cast.client(next(iter(rows.values())).welcome, enforce_csrf_checks=library)
    path = address(name, cast)
    others = {*table.METHODS, "PUT"} - set(rows)
    answers = {client.generic(method, path).status_code for method in others}
    assert answers <= ({302, 403, 404, 405} if library else {405, ALIKE.get(name, 405)})


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET"], ids=str)
def test_pages_carry_the_strict_policy(row: table.Row, cast: Cast) -> None:
    response = cast.client(row.welcome).get(address(row.name, cast))
    policy = response["Content-Security-Policy"]
    assert re.search(r"default-src '(self|none)'", policy)
    assert "sandbox" in policy or not re.search(r"unsafe-|\*|https?:", policy)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    if response["Content-Type"].startswith("text/html"):
        page = response.content.decode()
        assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=[\"']", page) == []
