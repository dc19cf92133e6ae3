"""The units and posts that accounts refers to, obtained through its own foreign keys."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext as _

from balai.core.errors import NotVisible

_SUBTREES = """
WITH RECURSIVE tree(root, id) AS (
  SELECT id, id FROM organizations_unit WHERE id = ANY(%s)
  UNION
  SELECT tree.root, unit.id FROM organizations_unit unit JOIN tree ON unit.parent_id = tree.id
)
SELECT root, id FROM tree
"""


@dataclass(frozen=True)
class Place:
    """A unit with what reach needs."""

    id: UUID
    name: str
    region_code: str


def place_of(unit: Any) -> Place:
    """The place of a unit that was selected with a grant or a post."""
    return Place(unit.id, unit.name, unit.region_id)


def active_place(unit_id: UUID) -> Place:
    """The unit. Raises NotVisible when there is none or it is closed."""
    unit = apps.get_model("organizations.Unit").objects.filter(id=unit_id, is_active=True).first()
    if unit is None:
        raise NotVisible(_("Unit ini tidak ada di dalam jangkauan Anda."))
    return place_of(unit)


def subtrees(unit_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """For each unit, itself and all units below it; one query, none for no units."""
    wanted = list(unit_ids)
    if not wanted:
        return {}
    found: dict[UUID, set[UUID]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_SUBTREES, [wanted])
        for root, unit_id in cursor.fetchall():
            found[root].add(unit_id)
    return {root: frozenset(ids) for root, ids in found.items()}
