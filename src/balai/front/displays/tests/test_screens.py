"""A board as a display shows it."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from balai.front.displays.screens import about_minutes, screen_of
from balai.services.queues.api import Board, CallCard, LineCard

MORNING = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)


def call(number: int, minute: int, calls: int = 1) -> CallCard:
    """A number at a counter, called in that minute."""
    at = MORNING.replace(minute=minute)
    return CallCard(f"A {number:03d}", "3", "", "Kependudukan", at, calls, UUID(int=number))


BOARD = Board(
    place_code="mpp", place_name="Mal Pelayanan Publik", is_open=True, now=MORNING, called=(), serving=(), waiting=(),
    announcements=(), version=0,
)  # fmt: skip


def test_the_newest_call_to_which_nobody_came_is_the_big_one() -> None:
    screen = screen_of(replace(BOARD, called=(call(4, 40), call(2, 30)), serving=(call(5, 41), call(1, 20))))
    assert screen.current
    assert (screen.current.label, screen.current.is_serving) == ("A 004", False)
    assert [one.label for one in screen.recent] == ["A 005", "A 002", "A 001"]
    assert screen.more == ()


def test_when_everybody_came_the_newest_is_shown_as_being_served() -> None:
    screen = screen_of(replace(BOARD, serving=(call(5, 41), call(1, 20))))
    assert screen.current
    assert (screen.current.label, screen.current.is_serving) == ("A 005", True)


def test_a_call_that_does_not_fit_is_still_announced() -> None:
    called = tuple(call(number, 50 - number) for number in range(1, 9))
    screen = screen_of(replace(BOARD, called=called, serving=(call(9, 1),)))
    assert [one.label for one in screen.recent] == ["A 002", "A 003", "A 004", "A 005"]
    assert [one.label for one in screen.more] == ["A 006", "A 007", "A 008"]


def test_a_call_again_is_a_new_one() -> None:
    first, again = (screen_of(replace(BOARD, called=(call(4, 40, calls),))).current for calls in (1, 2))
    assert first
    assert again
    assert (first.key, again.key) == (f"{UUID(int=4)}-1", f"{UUID(int=4)}-2")
    assert first.words == "nomor-antrean a empat silakan-ke-loket tiga"


def test_lines_take_turns_five_at_a_time() -> None:
    lines = tuple(LineCard(letter, letter, 0, None, ()) for letter in "ABCDEFGH")
    pages = screen_of(replace(BOARD, waiting=lines)).pages
    assert [[line.letter for line in page] for page in pages] == [list("ABCDE"), list("FGH")]


def test_of_two_dozen_lines_those_take_turns_in_which_somebody_waits_or_is_called() -> None:
    quiet = tuple(LineCard(letter, letter, 0, None, ()) for letter in "ABCDE")
    lines = (*quiet, LineCard("F", "F", 0, 0, ()), LineCard("AA", "AA", 2, None, ("AA 001", "AA 002")))
    assert [line.letter for page in screen_of(replace(BOARD, waiting=lines)).pages for line in page] == [
        "F",
        "AA",
    ]
    fits = screen_of(replace(BOARD, waiting=lines[2:])).pages
    assert [line.letter for line in fits[0]] == ["C", "D", "E", "F", "AA"]


def test_a_closed_place_that_still_serves_shows_that() -> None:
    late = replace(BOARD, is_open=False, serving=(call(5, 41),))
    assert not screen_of(late).is_closed
    waits = replace(BOARD, is_open=False, waiting=(LineCard("A", "Kependudukan", 2, 600, ("A 006",)),))
    assert not screen_of(waits).is_closed


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(None, None), (0, 0), (1, 1), (60, 1), (61, 2), (600, 10), (601, 15), (900, 15), (901, 20), (3600, 60)],
)
def test_an_estimate_is_no_more_exact_than_it_is(seconds: int | None, minutes: int | None) -> None:
    assert about_minutes(seconds) == minutes
