"""What visitors are shown of the queue: their place, and the rules that they are asked by."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils import translation

from balai.services.queues.cards import LineNow, PriorityCard, VisitCard


def position_html(card: VisitCard, language: str) -> str:
    """The numbers of a visit with their places, in a language: no form in it, and nothing of the reader."""
    with translation.override(language):
        return render_to_string("queues/public/bits/visit.html", {"visit": card})


def priorities_of(lines: Iterable[LineNow]) -> tuple[PriorityCard, ...]:
    """Who comes earlier in any of the lines; where their rules differ, by the least of the minutes."""
    found: dict[str, PriorityCard] = {}
    for card in (card for line in lines for card in line.rule.priority):
        if card.code not in found or card.minutes < found[card.code].minutes:
            found[card.code] = card
    return tuple(found.values())
