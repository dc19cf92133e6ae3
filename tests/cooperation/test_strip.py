"""The strip of the public pages of cooperation: what is open, in order, and the current page marked once."""

import pytest
from django.template.loader import render_to_string

from balai.core.actor import VISITOR
from balai.core.ui.navigation import groups


def drawn(path: str) -> str:
    return render_to_string(
        "core/bits/cooperation.html", {"cooperation_links": groups("cooperation", VISITOR, path)}
    )


def test_the_strip_leads_to_five_rooms_in_their_order() -> None:
    (group,) = groups("cooperation", VISITOR, "/katalog/")
    assert [link.href for link in group.links] == [
        "/inovasi/", "/kunjungan/", "/kerja-sama/", "/jejaring/", "/katalog/",
    ]  # fmt: skip
    assert 'aria-label="Belajar bersama"' in drawn("/katalog/")


@pytest.mark.parametrize("path", ["/inovasi/", "/inovasi/smart-kampung/"])
def test_the_room_of_a_page_is_marked_once(path: str) -> None:
    text = drawn(path)
    assert text.count("aria-current") == 1
    assert '<a href="/inovasi/" aria-current="page">' in text
