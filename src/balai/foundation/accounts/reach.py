"""From role grants to reach: which units and which part of the country a person may touch today."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from balai.core.actor import Actor, Grant, Reach, Standing
from balai.core.prepared import Prepared
from balai.foundation.accounts.models import RoleGrant
from balai.foundation.accounts.models.role import label_at
from balai.foundation.organizations.api import subtrees


def live_grants(user_id: UUID, on: date) -> tuple[Grant, ...]:
    """What the person holds on the day, reach resolved; one query, a second one when a role reaches sub-units."""
    rows = [_Held(*row) for row in _HELD.rows(user_id, on)]
    below = subtrees(row.unit_id for row in rows if row.reach == "subunits")
    return tuple(_resolve(row, below) for row in rows)


class _Held(NamedTuple):
    """A grant with its role and unit, as ``_held`` lists the columns."""

    role: str
    name: str  # JSON
    called: str  # JSON
    reach: Reach
    permissions: list[str]
    needs_second_factor: bool
    unit_id: UUID
    unit_name: str
    region_code: str
    standing: Standing
    basis: str
    ends_on: date | None


def _held(user_id: UUID, on: date) -> "QuerySet[RoleGrant, tuple[Any, ...]]":
    rows = RoleGrant.objects.live(on).filter(user_id=user_id, unit__is_active=True)
    role = (
        "role_id",
        "role__name",
        "role__called",
        "role__reach",
        "role__permissions",
        "role__needs_second_factor",
    )
    unit = ("unit_id", "unit__name", "unit__region_id")
    return rows.order_by("unit__code", "role_id").values_list(*role, *unit, "standing", "basis", "ends_on")


_HELD = Prepared(_held, UUID(int=1), date.min)


def _resolve(row: _Held, below: dict[UUID, frozenset[UUID]]) -> Grant:
    itself = frozenset({row.unit_id})
    return Grant(
        role=row.role,
        role_name=label_at(json.loads(row.called), json.loads(row.name), row.region_code),
        unit_id=row.unit_id,
        unit_name=row.unit_name,
        region_code=row.region_code,
        reach=row.reach,
        unit_ids=below.get(row.unit_id, itself) if row.reach == "subunits" else itself,
        region_prefix=row.region_code if row.reach == "region" else None,
        permissions=frozenset(row.permissions),
        standing=row.standing,
        needs_second_factor=row.needs_second_factor,
        basis=row.basis,
        ends_on=row.ends_on,
    )


def reach_q(grants: Iterable[Grant], unit: str = "unit") -> Q:
    """A filter for rows whose unit (by the lookup path ``unit``; "" for units themselves) the grants reach."""
    path = f"{unit}__" if unit else ""
    everything = Q(pk__in=[])
    for grant in grants:
        everything |= Q(**{f"{path}id__in" if path else "id__in": grant.unit_ids})
        if grant.region_prefix:
            everything |= Q(**{f"{path}region_id": grant.region_prefix})
            everything |= Q(**{f"{path}region__code__startswith": f"{grant.region_prefix}."})
    return everything


def within(actor: Actor, permission: str, unit: str = "unit") -> Q:
    """A filter for rows whose unit the actor reaches with the permission; the system reaches all."""
    return Q() if actor.is_system else reach_q(actor.grants_with(permission), unit)
