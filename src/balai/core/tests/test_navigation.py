"""The entries of the frame: only what the actor may enter, in order, with the place where they are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from balai.core.actor import VISITOR, Actor, Grant
from balai.core.counting import counted_for
from balai.core.ui import navigation
from balai.core.ui.navigation import Entry, groups, register

UNIT = UUID(int=7)
GRANT = Grant(
    role="operator_desa",
    role_name="Operator desa",
    unit_id=UNIT,
    unit_name="Desa Tamansari",
    region_code="35.10.24.2008",
    reach="unit",
    unit_ids=frozenset({UNIT}),
    region_prefix=None,
    permissions=frozenset({"cases.view"}),
)
OPERATOR = Actor(user_id=UUID(int=1), name="Operator (fiktif)", grants=(GRANT,))


pytestmark = pytest.mark.django_db


def sessions_of(actor: Actor) -> "QuerySet[Session]":
    """Something of which there can be many, to be counted in the frame."""
    return Session.objects.all()


@pytest.fixture(autouse=True)
def _own_entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "_entries", {})
    register(
        Entry("Galeri", "palette", "core:gallery", order=20, permission="cases.view", waiting=sessions_of),
        Entry("Tema", "brush", "core:theme", order=10, group="Desa"),
        Entry("Lambang", "shield", "core:arms", order=30, permission="audit.read"),
        Entry("Belum ada", "x", "core:missing"),
    )
    return


def test_an_operator_sees_what_the_role_carries() -> None:
    found = groups("workplace", OPERATOR, "/galeri/")
    assert [(group.label, [link.label for link in group.links]) for group in found] == [
        ("Desa", ["Tema"]),
        ("", ["Galeri"]),
    ]


def test_the_link_of_this_page_says_so_and_counts_stop_at_999() -> None:
    late = datetime(2030, 1, 1, tzinfo=UTC)
    Session.objects.bulk_create(Session(f"s{number}", "", late) for number in range(1001))
    (_, first) = groups("workplace", replace(OPERATOR, extra={}), "/galeri/")
    (link,) = first.links
    assert (link.href, link.is_here, link.count) == ("/galeri/", True, "999+")


def test_what_the_page_counted_the_frame_asks_no_more(django_assert_num_queries) -> None:
    actor = replace(OPERATOR, extra={})
    with django_assert_num_queries(1):
        assert counted_for(actor, [sessions_of]) == {sessions_of: 0}
        groups("workplace", actor, "/galeri/")
    with django_assert_num_queries(1):
        counted_for(actor, [sessions_of])


def test_a_visitor_sees_only_what_is_open() -> None:
    assert [link.label for group in groups("workplace", VISITOR, "/") for link in group.links] == ["Tema"]


def test_another_room_has_entries_of_its_own() -> None:
    assert groups("portal", OPERATOR, "/") == []
