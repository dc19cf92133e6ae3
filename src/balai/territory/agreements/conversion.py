"""Tells visits what they led to."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from balai.territory.agreements.models import Agreement
from balai.territory.agreements.selectors import outcomes_of, signed_with_regions, visits_that_led_to_one
from balai.territory.visits.api import DelegationCard, Outcome, conversion_of


def visits_with_agreement() -> Q:
    """Visits of which a signed agreement came: it names the visit, or the region signed it while it was here."""
    days = (OuterRef("first_day"), OuterRef("last_day"))
    here = signed_with_regions().filter(region=OuterRef("origin"), agreement__signed_on__range=days)
    return Q(pk__in=visits_that_led_to_one()) | Q(Exists(here))


@conversion_of("agreement", reached=visits_with_agreement)
def agreements_after(cards: Sequence[DelegationCard]) -> Mapping[UUID, Sequence[Outcome]]:
    """The agreements that came of the visits; confidential ones stay among their parties. Two queries."""
    found: dict[UUID, dict[UUID, Agreement]] = {card.id: {} for card in cards}
    for agreement in outcomes_of(found):
        if agreement.delegation_id:
            found[agreement.delegation_id][agreement.pk] = agreement
    codes = {card.origin_code for card in cards if card.origin_code}
    for party in signed_with_regions().filter(region__in=codes).select_related("agreement"):
        for card in cards:
            if card.origin_code == party.region_id and _was_here(card, party.agreement):
                found[card.id][party.agreement_id] = party.agreement
    return {key: [_outcome(one) for one in rows.values()] for key, rows in found.items() if rows}


def _was_here(card: DelegationCard, agreement: Agreement) -> bool:
    days = (card.first_day, agreement.signed_on, card.last_day)
    return None not in days and card.first_day <= agreement.signed_on <= card.last_day  # type: ignore[operator]


def _outcome(agreement: Agreement) -> Outcome:
    return Outcome(agreement.title, reverse("agreements:agreement", args=[agreement.pk]), agreement.signed_on)
