"""Saved views for the head of the inbox."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from balai.core.actor import Actor
from balai.foundation.cases.models import units_of_work


@dataclass(frozen=True)
class ViewCard:
    """A view as a list shows it; ``from_name`` is the colleague who shares it, empty for one's own."""

    id: UUID
    name: str
    query: str
    is_default: bool
    is_shared: bool
    from_name: str


VIEWS = """
SELECT view.id, view.name, view.query, view.is_default AND view.owner_id = %(me)s, view.unit_id IS NOT NULL,
       CASE WHEN view.owner_id = %(me)s THEN '' ELSE owner.full_name END
FROM cases_savedview AS view JOIN accounts_user AS owner ON owner.id = view.owner_id
WHERE view.owner_id = %(me)s OR view.unit_id = ANY(%(units)s)
ORDER BY view.owner_id <> %(me)s, view.name, view.id
"""


def views_of(actor: Actor) -> list[ViewCard]:
    """The person's own views, then those that colleagues share on their units; one query."""
    with connection.cursor() as cursor:
        cursor.execute(VIEWS, {"me": actor.user_id, "units": list(units_of_work(actor))})
        return [ViewCard(*row) for row in cursor.fetchall()]
