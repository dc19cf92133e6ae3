"""What the push process is told: each choice of lines drawn once, each visitor's own place."""

from typing import Any

import pytest
import time_machine

from balai.core.live import Topic, topic_at
from balai.front.displays import api
from balai.services.queues import api as queues
from balai.services.queues.models import Display
from balai.services.queues.tests.conftest import MONDAY, Mall, plant


@pytest.fixture
def mall(db: None) -> Any:
    """The mall on Monday, 08.00 WIB, with displays of all lines, of line A, and one that is switched off."""
    with time_machine.travel(MONDAY, tick=False):
        planted = plant()
        for code, letters, is_active in (("mpp-2", [], True), ("mpp-a", ["A"], True), ("mpp-x", [], False)):
            Display.objects.create(
                place=planted.place, code=code, name=code, letters=letters, is_active=is_active
            )
        yield planted


def test_addresses_that_can_be_followed() -> None:
    assert topic_at("/siaran/layar/mpp-1") == Topic("layar", "mpp-1", "id")
    assert topic_at("/siaran/nomor/7K3F9Q2X", "en") == Topic("nomor", "7K3F9Q2X", "en")
    assert topic_at("/siaran/tempat/mpp", "fr") == Topic("tempat", "mpp", "id")
    for path in (
        "/siaran/lain/mpp",
        "/siaran/layar/",
        "/siaran/layar/a/b",
        "/layar/mpp-1",
        "/siaran/layar/a%00",
    ):
        assert topic_at(path) is None


def test_every_topic_knows_its_place(mall: Mall) -> None:
    visit = mall.take("A")
    assert api.place_of(Topic("layar", "mpp-1")) == "mpp"
    assert api.place_of(Topic("nomor", visit.code)) == "mpp"
    assert api.place_of(Topic("tempat", "mpp")) == "mpp"
    for topic in (Topic("layar", "mpp-x"), Topic("nomor", "7K3F9Q2X"), Topic("tempat", "lain")):
        assert api.place_of(topic) is None


def test_displays_of_the_same_lines_are_drawn_once(mall: Mall, monkeypatch: Any) -> None:
    drawn = []
    monkeypatch.setattr(api, "fragment", lambda place, letters: f"{place} {letters} {drawn.append(letters)}")
    topics = [Topic("layar", code) for code in ("mpp-1", "mpp-2", "mpp-a", "mpp-x")]
    found = api.contents("mpp", topics)
    assert [topic.code for topic in found] == ["mpp-1", "mpp-2", "mpp-a"]
    assert drawn == [(), ("A",)]


def test_a_follower_is_told_the_own_place_in_the_own_language(mall: Mall) -> None:
    first, second = mall.take("A"), mall.take("A")
    topics = [Topic("nomor", first.code), Topic("nomor", second.code, "en"), Topic("nomor", "7K3F9Q2X")]
    found = api.contents("mpp", topics)
    assert set(found) == set(topics[:2])
    assert "giliran berikutnya" in found[topics[0]]
    assert found[topics[0]] == queues.position_html(queues.positions("mpp")[first.code], "id")
    assert second.tickets[0].label in found[topics[1]]
    assert "giliran" not in found[topics[1]]
