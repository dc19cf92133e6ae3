"""What people with an account are told about their number."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.actor import SYSTEM
from balai.foundation.notices import api as notices
from balai.services.queues.cards import TicketCard, VisitCard
from balai.services.queues.following import positions_at
from balai.services.queues.hours import live_since
from balai.services.queues.models import Ticket, Visit

SOON = notices.declare(
    notices.Kind(
        "queues.soon",
        _("Giliran Anda sebentar lagi"),
        "citizen",
        frozenset({"label", "place", "line", "ahead"}),
    )
)


def tell_soon() -> int:
    """Tell everybody with an account, once a visit, when three or fewer are before one of their numbers; how many."""
    waiting = Visit.objects.filter(
        day__gte=live_since(), person__isnull=False, told_at=None, tickets__state=Ticket.State.WAITING
    )
    places = waiting.values_list("place_id", flat=True).distinct()
    return sum(_tell_at(place_id) for place_id in list(places))


def _tell_at(place_id: UUID) -> int:
    cards = positions_at(place_id).values()
    near = [(card, one) for card in cards for one in _near(card.tickets)]
    return sum(_tell(card, one, card.person_id) for card, one in near if card.person_id)


def _near(tickets: Iterable[TicketCard]) -> list[TicketCard]:
    """The first number that is nearly called."""
    return sorted((one for one in tickets if one.is_near), key=lambda one: one.ahead or 0)[:1]


@transaction.atomic
def _tell(card: VisitCard, ticket: TicketCard, person_id: UUID) -> bool:
    """Claimed by the row: whoever comes second finds it told."""
    claimed = Visit.objects.filter(pk=card.id, told_at=None).update(told_at=timezone.now())
    if claimed:
        facts = {
            "label": ticket.label,
            "place": card.place_name,
            "line": ticket.line_name,
            "ahead": ticket.ahead,
        }
        notices.notify(
            SYSTEM,
            SOON.code,
            recipient_id=person_id,
            subject=Visit.objects.get(pk=card.id),
            facts=facts,
            link=reverse("queues:follow", args=[card.code]),
        )
    return bool(claimed)
