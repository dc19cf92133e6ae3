"""Displays and followers: what the push process sends, computed once for everybody who sees the same."""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from django.utils import translation

from balai.core.live import Topic
from balai.front.displays.screens import fragment
from balai.front.displays.spoken import TICKET, label_words
from balai.services.queues import api as queues

__all__ = ["contents", "place_of", "ticket_words"]
Found = Iterator[tuple[Topic, str]]


def ticket_words(label: str) -> tuple[str, ...]:
    """The recorded words that say a number in Indonesian."""
    return (TICKET, *label_words(label))


def place_of(topic: Topic) -> str | None:
    """The code of the place whose changes concern a topic; None when there is no such display, visit or place."""
    return _PLACES[topic.kind](topic.code)


def contents(place: str, topics: Collection[Topic]) -> dict[Topic, str]:
    """What each of these topics of a place says now; those that are no more are missing."""
    found: dict[Topic, str] = {}
    for kind, read in _READERS.items():
        if asked := [topic for topic in topics if topic.kind == kind]:
            found.update(read(place, asked))
    return found


def _displays(place: str, topics: Collection[Topic]) -> Found:
    """Displays of the same lines show the same: each choice of lines is drawn once."""
    drawn: dict[tuple[str, ...], str] = {}
    known = {display.code: display for display in queues.displays() if display.place_code == place}
    for topic in topics:
        if display := known.get(topic.code):
            if display.letters not in drawn:
                drawn[display.letters] = fragment(place, display.letters)
            yield topic, drawn[display.letters]


def _numbers(place: str, topics: Collection[Topic]) -> Found:
    """The place is read once for each language; what stands as before is not drawn again."""
    for language in {topic.language for topic in topics}:
        asked = [topic for topic in topics if topic.language == language]
        with translation.override(language):
            positions = queues.positions(place, [topic.code for topic in asked])
        for topic in asked:
            if card := positions.get(topic.code):
                yield topic, _position(card, language)


@lru_cache(maxsize=2048)
def _position(card: queues.VisitCard, language: str) -> str:
    return queues.position_html(card, language)


def _place_of_display(code: str) -> str | None:
    display = queues.display(code)
    return display.place_code if display else None


def _place_itself(code: str) -> str | None:
    return code if queues.place_now(code) else None


_PLACES: dict[str, Callable[[str], str | None]] = {
    "layar": _place_of_display,
    "nomor": queues.place_of_visit,
    "tempat": _place_itself,
}
_READERS: dict[str, Callable[[str, Collection[Topic]], Found]] = {
    "layar": _displays,
    "nomor": _numbers,
}
