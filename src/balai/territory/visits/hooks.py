"""What modules above hang onto visits: work to do when one is confirmed, and what became of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Q

from balai.core.actor import Actor
from balai.territory.visits.cards import DelegationCard

Stage = Literal["agreement", "adoption", "result"]
STAGES: tuple[Stage, ...] = ("agreement", "adoption", "result")


@dataclass(frozen=True)
class Outcome:
    """What a visit led to: how it is called, its page ("" for none), since when."""

    title: str
    href: str
    on: date | None


Confirmed = Callable[[Actor, DelegationCard], None]
Reader = Callable[[Sequence[DelegationCard]], Mapping[UUID, Sequence[Outcome]]]
_confirmed: list[Confirmed] = []
Reached = Callable[[], Q]
_readers: dict[Stage, Reader] = {}
_reached: dict[Stage, Reached] = {}


def when_confirmed(work: Confirmed) -> Confirmed:
    """Register work for the transaction that confirms a visit, or changes its units afterwards."""
    if work not in _confirmed:
        _confirmed.append(work)
    return work


def conversion_of(stage: Stage, *, reached: Reached) -> Callable[[Reader], Reader]:
    """Register what reads, for many visits at once, what they led to at a stage.

    ``reached`` says the same of all visits as a condition on ``Delegation``, so that they are counted where they lie.
    """

    def register(reader: Reader) -> Reader:
        _readers[stage], _reached[stage] = reader, reached
        return reader

    return register


def reached(stage: Stage) -> Q:
    """Which visits led to the stage; none while nobody above tells."""
    return _reached[stage]() if stage in _reached else Q(pk__in=[])


def tell_confirmed(actor: Actor, card: DelegationCard) -> None:
    """Have everybody above do their work; whatever they raise undoes the confirmation."""
    for work in _confirmed:
        work(actor, card)


def outcomes(cards: Sequence[DelegationCard]) -> dict[UUID, dict[Stage, tuple[Outcome, ...]]]:
    """What the visits led to, by stage; one call to each reader."""
    found: dict[UUID, dict[Stage, tuple[Outcome, ...]]] = {card.id: {} for card in cards}
    for stage in STAGES:
        for delegation_id, rows in (_readers[stage](cards) if stage in _readers and cards else {}).items():
            if rows and delegation_id in found:
                found[delegation_id][stage] = tuple(rows)
    return found
