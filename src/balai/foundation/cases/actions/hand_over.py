"""Hand a task over to a colleague who holds the same role on the same unit."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.cases import policies
from balai.foundation.cases.access import get_task
from balai.foundation.cases.colleagues import colleagues_of
from balai.foundation.cases.events import HANDED_OVER
from balai.foundation.cases.holding import held_by, note, pass_to


@transaction.atomic
def hand_over(actor: Actor, task_id: UUID, to_id: UUID) -> None:
    """Give the task to a colleague; a supervisor also what somebody else has in hand.

    Raises NotVisible, NotAllowed, Invalid; Conflict when it is a colleague's or was just closed.
    """
    task = get_task(actor, task_id, to="assign")
    if not (policies.is_free_for(actor, task) or policies.may_assign(actor, task)):
        raise Conflict(held_by(task))
    names = {person.id: person.name for person in colleagues_of(task)}
    if to_id not in names:
        raise Invalid(_("Pilih rekan dari unit dan peran yang sama."), {"to": _("Pilih seorang rekan.")})
    pass_to(task, to_id)
    note(actor, HANDED_OVER, task, to=names[to_id])
