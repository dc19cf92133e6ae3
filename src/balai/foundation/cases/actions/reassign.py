"""Move everything that somebody has in hand on a unit: they left, or are ill."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.apart import each_apart
from balai.core.errors import BalaiError, Conflict, Invalid
from balai.foundation.accounts.api import actor_for
from balai.foundation.cases import policies
from balai.foundation.cases.events import REASSIGNED
from balai.foundation.cases.hands import Hands, get_hands, held_by_person, roles_of
from balai.foundation.cases.holding import note, pass_to
from balai.foundation.cases.models import Reassignment, Task
from balai.foundation.cases.telling import tell_reassigned

AT_ONCE = 50  # more than that a page does not wait for


@dataclass(frozen=True)
class Move:
    """Whose tasks, on which unit, to whom (None: back to everybody with the role), and why."""

    unit_id: UUID
    giver_id: UUID
    receiver_id: UUID | None
    reason: str


@transaction.atomic
def begin_reassignment(actor: Actor, move: Move) -> Reassignment:
    """Write down what is to be moved; ``carry_out`` does it.

    Raises NotVisible, NotAllowed, Invalid for a receiver without a fitting role, Conflict while one is under way.
    """
    hands = get_hands(actor, move.unit_id, move.giver_id)
    _require_receiver(hands, move.receiver_id)
    running = Reassignment.objects.filter(unit_id=move.unit_id, giver_id=move.giver_id, done_at=None)
    if running.exists():
        raise Conflict(_("Tugas %(name)s sedang dipindahkan.") % {"name": hands.name})
    return Reassignment.objects.create(
        unit_id=move.unit_id,
        giver_id=move.giver_id,
        receiver_id=move.receiver_id,
        asked_by_id=cast(UUID, actor.user_id),  # whoever leads a unit is signed in
        reason=move.reason,
    )


def _require_receiver(hands: Hands, receiver_id: UUID | None) -> None:
    if receiver_id and receiver_id not in {one.id for one in hands.receivers}:
        raise Invalid(_("Pilih rekan dari unit dan peran yang sama."), {"to": _("Pilih seorang rekan.")})


def carry_out(reassignment_id: UUID) -> Reassignment:
    """Move the tasks, each in a transaction of its own; done again after a kill, it goes on where it stopped."""
    related = ("unit", "giver", "receiver", "asked_by")
    row = Reassignment.objects.select_related(*related).get(pk=reassignment_id)
    if row.done_at:
        return row
    actor = actor_for(row.asked_by)
    tasks = _fitting(row).values_list("pk", flat=True)
    each_apart(list(tasks), lambda task_id: _move(actor, row, task_id), "cases.not_reassigned", BalaiError)
    return _finish(actor, row)


def _fitting(row: Reassignment) -> QuerySet[Task]:
    held = held_by_person(row.unit_id, row.giver_id)
    if row.receiver_id is None:
        return held
    roles = set(held.order_by().values_list("role", flat=True))
    return held.filter(role__in=roles_of(row.receiver_id, row.unit_id, roles))


@transaction.atomic
def _move(actor: Actor, row: Reassignment, task_id: UUID) -> bool:
    """True when it was moved; what was decided or handed on meanwhile is left alone."""
    held = held_by_person(row.unit_id, row.giver_id).filter(pk=task_id)
    task = held.select_related("case", "taken_by").first()
    if task is None or not policies.may_assign(actor, task):
        return False
    pass_to(task, row.receiver_id)
    to = row.receiver.full_name if row.receiver else _("semua pemegang peran")
    note(actor, REASSIGNED, task, earlier=row.giver.full_name, to=to, reason=row.reason)
    Reassignment.objects.filter(pk=row.pk).update(moved=F("moved") + 1)
    return True


@transaction.atomic
def _finish(actor: Actor, row: Reassignment) -> Reassignment:
    if Reassignment.objects.filter(pk=row.pk, done_at=None).update(done_at=timezone.now()):
        row.refresh_from_db(fields=["moved", "done_at"])
        tell_reassigned(actor, row)
    return row
