"""What a display shows of a place, ready for its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from balai.foundation.regions.api import zone
from balai.front.displays.spoken import call_words, sentence
from balai.services.queues import api as queues

RECENT = 4  # calls beside the newest one
LINES = 5  # lines at a time; more of them take turns
NEXT = 3  # numbers of a line that come next
EXACT = 10  # minutes up to which a waiting time is told to the minute; above, to five
ICONS = {"info": "info", "health": "heart-pulse", "event": "calendar-days"}


@dataclass(frozen=True)
class Call:
    """A number at its counter. ``key`` is new for every call, also of the same number again."""

    key: str
    label: str
    counter: str
    line: str
    at: int  # milliseconds since 1970
    is_serving: bool
    words: str
    sentence: str

    @property
    def marks(self) -> SafeString:
        """What the announcer reads, as attributes."""
        told = format_html(
            'data-call="{}" data-at="{}" data-words="{}" data-sentence="{}"',
            self.key, self.at, self.words, self.sentence,
        )  # fmt: skip
        return format_html("{} data-serving", told) if self.is_serving else told


@dataclass(frozen=True)
class Line:
    """A line: how many wait, about how many minutes, and who comes next."""

    letter: str
    name: str
    waiting: int
    minutes: int | None
    next: tuple[str, ...]


@dataclass(frozen=True)
class Screen:
    """A display at one moment; the clock is not in it, so that the same state gives the same page.

    ``more`` are further calls for which nobody has come yet: shown while they are announced.
    """

    is_closed: bool
    opens_at: datetime | None
    current: Call | None
    recent: tuple[Call, ...]
    more: tuple[Call, ...]
    pages: tuple[tuple[Line, ...], ...]
    announcements: tuple[tuple[str, str], ...]


def about_minutes(seconds: int | None) -> int | None:
    """Whole minutes, rounded up; above ten to the next five, for no estimate is more exact than that."""
    if seconds is None:
        return None
    minutes = -(-seconds // 60)
    return minutes if minutes <= EXACT else -(-minutes // 5) * 5


def screen_of(board: queues.Board) -> Screen:
    """The board as it is shown. A closed place that still calls or lets wait shows that first."""
    calls = _calls(board)
    recent = calls[1 : RECENT + 1]
    waits = any(line.waiting for line in board.waiting)
    is_closed = not (board.is_open or calls or waits)
    lines = tuple(_line(card) for card in _alive(board.waiting))
    return Screen(
        is_closed=is_closed,
        opens_at=_opening(board.place_code) if is_closed else None,
        current=calls[0] if calls else None,
        recent=tuple(recent),
        more=tuple(call for call in calls[RECENT + 1 :] if not call.is_serving),
        pages=tuple(lines[start : start + LINES] for start in range(0, len(lines), LINES)),
        announcements=tuple((ICONS.get(card.kind, "info"), card.text) for card in board.announcements),
    )


def fragment(place_code: str, letters: Sequence[str]) -> str:
    """The part of a display that changes, in Indonesian and in the regency's time, whoever asks."""
    with translation.override("id"), timezone.override(zone()):
        board = queues.board(place_code, tuple(letters))
        return render_to_string("displays/body.html", {"screen": screen_of(board)})


def _opening(place_code: str) -> datetime | None:
    place = queues.place_now(place_code)
    return place.next_opens_at if place else None


def _calls(board: queues.Board) -> list[Call]:
    """Newest first; before all others the newest for which nobody has come yet."""
    called = [_call(card, is_serving=False) for card in board.called]
    serving = [_call(card, is_serving=True) for card in board.serving]
    rest = sorted([*called[1:], *serving], key=lambda call: call.at, reverse=True)
    return [*called[:1], *rest]


def _call(card: queues.CallCard, *, is_serving: bool) -> Call:
    return Call(
        key=f"{card.period_id}-{card.calls}",
        label=card.label,
        counter=card.counter,
        line=card.line_name,
        at=int(card.at.timestamp() * 1000),
        is_serving=is_serving,
        words=" ".join(call_words(card.label, card.counter)),
        sentence=sentence(card.label, card.counter),
    )


def _alive(cards: Sequence[queues.LineCard]) -> Sequence[queues.LineCard]:
    """Where more lines than one page holds take turns: those in which somebody waits or which a counter serves."""
    if len(cards) <= LINES:
        return cards
    return [card for card in cards if card.waiting or card.wait_seconds is not None] or cards


def _line(card: queues.LineCard) -> Line:
    return Line(card.letter, card.name, card.waiting, about_minutes(card.wait_seconds), card.next[:NEXT])
