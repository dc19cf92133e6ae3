"""What adoption tells others: visits learn what became of them, packs take results along to their origin."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from balai.foundation.packs.api import adoption_facts
from balai.territory.adoption.comparing import FACTS, facts_of_pack, results_of_adopters
from balai.territory.adoption.sources import adopted_from_us
from balai.territory.visits.api import DelegationCard, Outcome, conversion_of

adoption_facts(FACTS)(facts_of_pack)


@conversion_of("adoption")
def adoptions_after(cards: Sequence[DelegationCard]) -> Mapping[UUID, Sequence[Outcome]]:
    """What regions adopted from us since they visited, as far as they let us know."""
    rows = adopted_from_us()
    return {
        card.id: [
            Outcome(f"{row.pack} {row.version}", "", row.on)
            for row in rows
            if row.code == card.origin_code and card.first_day and row.on >= card.first_day
        ]
        for card in cards
        if card.origin_code
    }


@conversion_of("result")
def results_after(cards: Sequence[DelegationCard]) -> Mapping[UUID, Sequence[Outcome]]:
    """What they measured, as far as they agreed to be compared."""
    rows = results_of_adopters()
    return {
        card.id: [
            Outcome(f"{row.title}: {row.indicator}", "", None) for row in rows if row.code == card.origin_code
        ]
        for card in cards
        if card.origin_code
    }
