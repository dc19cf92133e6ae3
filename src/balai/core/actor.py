"""Who acts. An ``Actor`` is resolved once a request (or job) and is the first argument of every action."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

Reach = Literal["unit", "subunits", "region"]
Standing = Literal["definitif", "plt", "plh", "delegasi"]


@dataclass(frozen=True)
class Grant:
    """A role held on a unit today, with its reach already resolved to unit ids or a region prefix.

    ``basis`` names the assignment of an acting officer or delegate, ``ends_on`` its last day.
    """

    role: str
    role_name: str
    unit_id: UUID
    unit_name: str
    region_code: str
    reach: Reach
    unit_ids: frozenset[UUID]
    region_prefix: str | None
    permissions: frozenset[str]
    standing: Standing = "definitif"
    needs_second_factor: bool = False
    basis: str = ""
    ends_on: date | None = None
    for_id: UUID | None = None  # whose work it is, when somebody on leave handed it to this person
    for_name: str = ""

    @property
    def title(self) -> str:
        """The role as a history names it, with "a.n." where it is done for somebody else."""
        return f"{self.role_name} a.n. {self.for_name}" if self.for_name else self.role_name


@dataclass(frozen=True)
class Actor:
    """A person (or the system itself) with what they hold now. ``user_id`` is None for a visitor or the system."""

    user_id: UUID | None
    name: str
    grants: tuple[Grant, ...] = ()
    second_factor: bool = False
    is_system: bool = False
    identity_level: int = 0
    origin: str = ""
    language: str = "id"
    extra: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_officer(self) -> bool:
        return bool(self.grants)

    @property
    def must_prove(self) -> bool:
        """True while a role asks for the second factor and this session has not shown it."""
        return not self.second_factor and any(grant.needs_second_factor for grant in self.grants)

    def grants_with(self, permission: str) -> tuple[Grant, ...]:
        """The grants of this actor whose role carries the permission."""
        return tuple(grant for grant in self.grants if permission in grant.permissions)

    def may(self, permission: str, *, unit_id: UUID | None = None, region_code: str = "") -> bool:
        """True when one grant carries the permission and reaches the unit (or, for a region reach, the place)."""
        return any(
            unit_id is None or reaches(grant, unit_id, region_code) for grant in self.grants_with(permission)
        )

    def task_keys(self) -> set[tuple[str, UUID]]:
        """The (role, unit) pairs whose open tasks are this actor's inbox."""
        return {(grant.role, grant.unit_id) for grant in self.grants}


def reaches(grant: Grant, unit_id: UUID, region_code: str = "") -> bool:
    """True when the grant's reach covers the unit."""
    if unit_id in grant.unit_ids:
        return True
    prefix = grant.region_prefix
    return bool(prefix and (region_code == prefix or region_code.startswith(prefix + ".")))


def unit_ids_of(grants: Iterable[Grant]) -> set[UUID]:
    """All unit ids that the grants reach by unit."""
    return {unit_id for grant in grants for unit_id in grant.unit_ids}


SYSTEM = Actor(user_id=None, name="Balai", is_system=True)
VISITOR = Actor(user_id=None, name="Pengunjung")
