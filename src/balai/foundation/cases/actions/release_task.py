"""Give a task back to everybody who holds its role."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict
from balai.foundation.cases.access import get_task
from balai.foundation.cases.events import RELEASED
from balai.foundation.cases.holding import note, pass_to


@transaction.atomic
def release_task(actor: Actor, task_id: UUID) -> None:
    """Leave the task to colleagues. Raises NotVisible, NotAllowed; Conflict when it is not in the actor's hands."""
    task = get_task(actor, task_id)
    if task.taken_by_id != actor.user_id:
        raise Conflict(_("%(code)s tidak sedang Anda kerjakan.") % {"code": task.case_code})
    pass_to(task, None)
    note(actor, RELEASED, task)
