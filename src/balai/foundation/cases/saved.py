"""Saved views for the head of the inbox."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from balai.core.actor import Actor
from balai.foundation.cases.models import SavedView, units_of_work


@dataclass(frozen=True)
class ViewCard:
    """A view as a list shows it; ``from_name`` is the colleague who shares it, empty for one's own."""

    id: UUID
    name: str
    query: str
    is_default: bool
    is_shared: bool
    from_name: str


def views_of(actor: Actor) -> list[ViewCard]:
    """The person's own views, then those that colleagues share on their units; one query."""
    mine = Q(owner_id=actor.user_id)
    rows = SavedView.objects.filter(mine | Q(unit_id__in=units_of_work(actor))).select_related("owner")
    cards = [
        ViewCard(
            view.pk,
            view.name,
            view.query,
            view.is_default and view.owner_id == actor.user_id,
            view.unit_id is not None,
            "" if view.owner_id == actor.user_id else view.owner.full_name,
        )
        for view in rows
    ]
    return sorted(cards, key=lambda card: bool(card.from_name))
