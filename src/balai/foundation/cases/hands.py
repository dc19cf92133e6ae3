"""What somebody has in hand on a unit, and who could take it over."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.core.ui.words import local
from balai.foundation.accounts.api import holders_of, person
from balai.foundation.cases.load import supervised_units
from balai.foundation.cases.models import Task
from balai.foundation.cases.policies import leads_work
from balai.foundation.organizations.api import UnitCard


@dataclass(frozen=True)
class Receiver:
    """A colleague, and how many of the tasks their roles let them take."""

    id: UUID
    name: str
    count: int


@dataclass(frozen=True)
class Hands:
    """The tasks of one person on a unit: how many, how many of them late, what is asked most, and the receivers."""

    person_id: UUID
    name: str
    unit: UnitCard
    count: int
    late: int
    asks: tuple[tuple[str, int], ...]
    receivers: tuple[Receiver, ...]


def get_hands(actor: Actor, unit_id: UUID, person_id: UUID) -> Hands:
    """What the person has in hand on a unit that the actor leads.

    Raises NotVisible for another unit or empty hands, NotAllowed for whoever only watches the unit.
    """
    unit = next((one for one in supervised_units(actor) if one.id == unit_id), None)
    if unit is None:
        raise NotVisible(_("Unit ini tidak ditemukan."))
    if not leads_work(actor, unit.id, unit.region_code):
        raise NotAllowed(_("Peran Anda melihat beban kerja tanpa mengubahnya."))
    tasks = held_by_person(unit_id, person_id)
    counts = tasks.aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_at__lt=timezone.now())))
    receivers = tuple(_receivers(tasks, person_id))
    return Hands(
        person_id, person(person_id).name, unit, counts["all"], counts["late"], tuple(_asks(tasks)), receivers
    )


def held_by_person(unit_id: UUID, person_id: UUID) -> QuerySet[Task]:
    """The open tasks that the person has taken on the unit, the next due first."""
    held = Task.objects.unscoped().filter(unit_id=unit_id, taken_by_id=person_id, closed_at=None)
    return held.order_by("due_at", "id")


def roles_of(person_id: UUID, unit_id: UUID, roles: Iterable[str]) -> set[str]:
    """Those of the roles that the person holds on the unit today."""
    return {role for role in roles if any(one.id == person_id for one in holders_of(role, unit_id))}


def _receivers(tasks: QuerySet[Task], person_id: UUID) -> Iterable[Receiver]:
    counts: dict[UUID, int] = {}
    names: dict[UUID, str] = {}
    for role, unit_id, count in tasks.order_by().values_list("role", "unit_id").annotate(Count("pk")):
        for one in holders_of(role, unit_id):
            names[one.id], counts[one.id] = one.name, counts.get(one.id, 0) + count
    found = [Receiver(one, name, counts[one]) for one, name in names.items() if one != person_id]
    return sorted(found, key=lambda one: (-one.count, one.name))


def _asks(tasks: QuerySet[Task]) -> Iterable[tuple[str, int]]:
    rows = (
        tasks.order_by()
        .values("ask")
        .annotate(count=Count("pk"))
        .order_by("-count")
        .values_list("ask", "count")
    )
    return [(local(ask), count) for ask, count in rows]
