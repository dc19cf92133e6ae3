"""Tells visits what they led to."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from balai.territory.agreements.models import Agreement
from balai.territory.agreements.selectors import outcomes_of, visits_that_led_to_one
from balai.territory.visits.api import DelegationCard, Outcome, conversion_of


def visits_with_agreement() -> Q:
    """Visits of which a signed agreement came."""
    return Q(pk__in=visits_that_led_to_one())


@conversion_of("agreement", reached=visits_with_agreement)
def agreements_after(cards: Sequence[DelegationCard]) -> Mapping[UUID, Sequence[Outcome]]:
    """The agreements that came of the visits; confidential ones stay among their parties."""
    found: dict[UUID, list[Outcome]] = {}
    for agreement in outcomes_of(card.id for card in cards):
        if agreement.delegation_id:
            found.setdefault(agreement.delegation_id, []).append(_outcome(agreement))
    return found


def _outcome(agreement: Agreement) -> Outcome:
    return Outcome(agreement.title, reverse("agreements:agreement", args=[agreement.pk]), agreement.signed_on)
