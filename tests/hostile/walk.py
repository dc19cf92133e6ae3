"""Walks through the house: every page that a role may read, every form that it may send."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from tests.access import table
from tests.access.conftest import Cast
from tests.access.test_access import address
from tests.hostile.forms import Form, posts

# between them they open every form; the first who finds one sends it
ROLES = ("visitor", "owner", "operator", "head", "supervisor", "admin")
# leave the house or the account as it stands: what follows in the walk needs both
SKIPPED = {"/keluar/", "/akun/sesi/keluar/", "/akun/kata-sandi/ganti/", "/akun/faktor-kedua/lepas/"}


@dataclass(frozen=True)
class Sheet:
    """A form in the hands of somebody, with the page on which it stands."""

    role: str
    path: str
    form: Form

    @property
    def view(self) -> str:
        """The name of the address that it goes to."""
        return resolve(self.form.action.partition("?")[0]).view_name

    @property
    def kind(self) -> tuple[str, ...]:
        """What it has in common with the same form about another thing."""
        return (self.view, *(control.name for control in self.form.controls))


@cache
def rows() -> list[table.Row]:
    """The addresses that answer to reading."""
    return [row for row in table.read() if row.method == "GET"]


def answers(cast: Cast, role: str) -> Iterator[tuple[str, HttpResponse]]:
    """Whatever opens for the role."""
    client = cast.client(role)
    for row in rows():
        if row.expected[role] == "200":
            path = address(row.name, cast)
            yield path, client.get(path)


def once(cast: Cast, roles: Iterable[str]) -> Iterator[tuple[str, HttpResponse]]:
    """Whatever opens for any of the roles, each address once, by the first who may."""
    for row in rows():
        role = next((one for one in roles if row.expected[one] == "200"), None)
        if role is not None:
            path = address(row.name, cast)
            yield path, cast.client(role).get(path)


def is_page(answer: HttpResponse) -> bool:
    """True for what a browser shows as a page."""
    return str(answer.get("Content-Type", "")).startswith("text/html")


def body_of(answer: HttpResponse) -> bytes:
    """All of an answer, also of one that comes as a stream."""
    return b"".join(answer) if answer.streaming else answer.content


def sheets(cast: Cast, roles: Iterable[str]) -> list[Sheet]:
    """Every kind of form that changes something, once, in the hands of the first who finds it."""
    found: dict[tuple[str, ...], Sheet] = {}
    for role in roles:
        for path, answer in answers(cast, role):
            if is_page(answer):
                for form in posts(answer.content.decode(), path):
                    if form.action not in SKIPPED:
                        sheet = Sheet(role, path, form)
                        found.setdefault(sheet.kind, sheet)
    return list(found.values())


def offered(found: Iterable[Sheet]) -> dict[str, set[str]]:
    """The names that any form offers to an address."""
    names: dict[str, set[str]] = defaultdict(set)
    for sheet in found:
        names[sheet.view] |= {control.name for control in sheet.form.controls}
    return names


def send(client: Client, form: Form, values: dict[str, Any]) -> HttpResponse:
    """Send the form to where it goes."""
    return client.post(form.action, values)
