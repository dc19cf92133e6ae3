"""Hand a task over to a colleague who holds the same role on the same unit."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.cases.access import get_case, get_task
from balai.foundation.cases.colleagues import colleagues_of
from balai.foundation.cases.events import HANDED_OVER
from balai.foundation.cases.models import Task


@transaction.atomic
def hand_over(actor: Actor, task_id: UUID, to_id: UUID) -> None:
    """Give the task to a colleague. Raises NotVisible, NotAllowed, Invalid; Conflict when just closed."""
    task = get_task(actor, task_id)
    case = get_case(actor, task.case_id)
    names = {person.id: person.name for person in colleagues_of(task)}
    if to_id not in names:
        raise Invalid(_("Pilih rekan dari unit dan peran yang sama."), {"to": _("Pilih seorang rekan.")})
    if not Task.objects.unscoped().filter(pk=task.pk, closed_at=None).update(taken_by_id=to_id):
        raise Conflict(_("Tugas ini baru saja selesai dikerjakan."))
    record(
        actor,
        HANDED_OVER,
        subject=case,
        unit_id=task.unit_id,
        region_code=case.region_id,
        to=names[to_id],
        **case.facts(),
    )
