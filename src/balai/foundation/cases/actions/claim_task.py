"""Take a task into one's hands, from nobody or from a colleague."""

from uuid import UUID

from django.db import transaction

from balai.core.actor import Actor
from balai.core.errors import Conflict
from balai.foundation.cases.access import get_task
from balai.foundation.cases.events import CLAIMED, TAKEN_OVER
from balai.foundation.cases.holding import held_by, note, pass_to


@transaction.atomic
def claim_task(actor: Actor, task_id: UUID, *, even_taken: bool = False) -> None:
    """Colleagues see who works on it. Raises NotVisible, NotAllowed; Conflict when a colleague has it.

    ``even_taken`` takes it over from a colleague; the story of the case says from whom.
    """
    task = get_task(actor, task_id)
    if task.taken_by_id == actor.user_id:
        return
    if task.taken_by and not even_taken:
        raise Conflict(held_by(task))
    pass_to(task, actor.user_id)
    if task.taken_by:
        note(actor, TAKEN_OVER, task, earlier=task.taken_by.full_name)
    else:
        note(actor, CLAIMED, task)
