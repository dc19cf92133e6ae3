"""From role grants to reach: which units and which part of the country a person may touch today."""

from collections.abc import Iterable
from datetime import date
from typing import cast
from uuid import UUID

from django.db.models import Q

from balai.core.actor import Actor, Grant, Reach, Standing
from balai.foundation.accounts.models import Role, RoleGrant
from balai.foundation.organizations.api import subtrees


def live_grants(user_id: UUID, on: date) -> tuple[Grant, ...]:
    """What the person holds on the day, reach resolved; one query, a second one when a role reaches sub-units."""
    rows = list(
        RoleGrant.objects.live(on)
        .filter(user_id=user_id, unit__is_active=True)
        .select_related("role", "unit")
        .order_by("unit__code", "role_id")
    )
    below = subtrees(row.unit_id for row in rows if row.role.reach == Role.Reach.SUBUNITS)
    return tuple(_resolve(row, below) for row in rows)


def _resolve(row: RoleGrant, below: dict[UUID, frozenset[UUID]]) -> Grant:
    role, unit = row.role, row.unit
    itself = frozenset({unit.id})
    return Grant(
        role=role.code,
        role_name=row.label,
        unit_id=unit.id,
        unit_name=unit.name,
        region_code=unit.region_id,
        reach=cast(Reach, role.reach),
        unit_ids=below.get(unit.id, itself) if role.reach == Role.Reach.SUBUNITS else itself,
        region_prefix=unit.region_id if role.reach == Role.Reach.REGION else None,
        permissions=frozenset(role.permissions),
        standing=cast(Standing, row.standing),
        needs_second_factor=role.needs_second_factor,
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
