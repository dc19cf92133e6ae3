"""What adoption tells others: visits learn what became of them, packs take results along to their origin."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from balai.foundation.packs.api import adoption_facts
from balai.territory.adoption.comparing import facts_of_pack, results_of_adopters
from balai.territory.adoption.sources import FACTS, adopted_from_us
from balai.territory.visits.api import DelegationCard, Outcome, conversion_of

adoption_facts(FACTS)(facts_of_pack)
Known = tuple[str, date, str]  # the region, since when, what


def _adopted() -> list[Known]:
    """What regions adopted from us, as far as they let us know."""
    return [(row.code, row.on, row.told) for row in adopted_from_us()]


def _measured() -> list[Known]:
    """What they measured, as far as they agreed to be compared; only what has a day can be said to come of a visit."""
    return [
        (row.region_code, row.day, f"{row.title}: {row.indicator}")
        for row in results_of_adopters()
        if row.day is not None
    ]


def visits_with_adoption() -> Q:
    """Visits since which the region adopted something."""
    return _visited_before(_adopted())


def visits_with_result() -> Q:
    """Visits since which the region measured something."""
    return _visited_before(_measured())


@conversion_of("adoption", reached=visits_with_adoption)
def adoptions_after(cards: Sequence[DelegationCard]) -> Mapping[UUID, Sequence[Outcome]]:
    """What regions adopted from us since they visited."""
    return _after(cards, _adopted())


@conversion_of("result", reached=visits_with_result)
def results_after(cards: Sequence[DelegationCard]) -> Mapping[UUID, Sequence[Outcome]]:
    """What they measured since."""
    return _after(cards, _measured())


def _after(cards: Iterable[DelegationCard], known: list[Known]) -> dict[UUID, list[Outcome]]:
    return {
        card.id: [
            Outcome(what, "", on)
            for code, on, what in known
            if code == card.origin_code and card.first_day and on >= card.first_day
        ]
        for card in cards
        if card.origin_code
    }


def _visited_before(known: list[Known]) -> Q:
    latest: dict[str, date] = {}
    for code, on, _what in known:
        latest[code] = max(on, latest.get(code, on))
    return reduce(or_, (Q(origin=code, first_day__lte=on) for code, on in latest.items()), Q(pk__in=[]))
