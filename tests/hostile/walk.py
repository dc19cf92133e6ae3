"""Walks through the house: every page that a role may read, every form that it may send."""

from collections.abc import Iterator
from functools import cache

from django.http import HttpResponse
from django.test import Client

from tests.access import table
from tests.access.conftest import Cast
from tests.access.test_access import address
from tests.hostile.forms import Form, posts

# leave the house or the account as it stands: what follows in the walk needs both
SKIPPED = {"/keluar/", "/akun/sesi/keluar/", "/akun/kata-sandi/ganti/", "/akun/faktor-kedua/lepas/"}


@cache
def rows() -> list[table.Row]:
    """The addresses that answer to reading."""
    return [row for row in table.read() if row.method == "GET"]


def pages(cast: Cast, role: str) -> Iterator[tuple[str, HttpResponse]]:
    """Every HTML page that opens for the role."""
    client = cast.client(role)
    for row in rows():
        if row.expected[role] != "200":
            continue
        path = address(row.name, cast)
        answer = client.get(path)
        if answer["Content-Type"].startswith("text/html"):
            yield path, answer


def forms(cast: Cast, role: str) -> Iterator[tuple[str, Form]]:
    """Every form on these pages that changes something, once."""
    seen = set()
    for path, answer in pages(cast, role):
        for form in posts(answer.content.decode(), path):
            key = (form.action, tuple(control.name for control in form.controls))
            if form.action not in SKIPPED and key not in seen:
                seen.add(key)
                yield path, form


def send(client: Client, form: Form, values: dict[str, str]) -> HttpResponse:
    """Send the form to where it goes."""
    return client.post(form.action, values)
