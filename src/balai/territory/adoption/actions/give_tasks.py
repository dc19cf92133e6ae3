"""The task of a step: in the inbox of its unit from its month on, ended by what is told of the step."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.apart import each_apart
from balai.foundation.cases.api import OpenCase, open_case, procedure_codes, send_signal
from balai.foundation.regions.api import today, zone
from balai.territory.adoption.models import Step

PROCEDURE, PREFIX = "langkah-adopsi", "ADP"
TOLD, RECALLED = "step.told", "step.recalled"  # the signals of the procedure
END_OF_DAY, AT_ONCE = time(23, 59), timedelta(seconds=1)


def give_due_tasks(day: date) -> int:
    """A task for each open step whose month has begun; one each, also with two workers."""
    due = Step.objects.unfinished().filter(case_id=None, month__lte=day.replace(day=1))
    return each_apart(list(due.values_list("pk", flat=True)), _give, "adoption.not_given")


@transaction.atomic
def _give(step_id: UUID) -> bool:
    waiting = Step.objects.unfinished().filter(pk=step_id, case_id=None)
    step = waiting.select_for_update(of=("self",)).select_related("plan").first()
    return step is not None and give_task(step)


def give_task(step: Step) -> bool:
    """The task of a step that the caller has locked, once its month has begun; False where it has none to have.

    Nothing happens where the pack with the procedure is not installed: the step stays on its own page.
    """
    begins = step.is_open and step.month <= today()
    if not begins or step.case_id or PROCEDURE not in dict(procedure_codes()):
        return False
    step.case_id = open_case(SYSTEM, _task_of(step)).id
    step.save(update_fields=["case_id"])
    return True


def _task_of(step: Step) -> OpenCase:
    return OpenCase(
        procedure=PROCEDURE,
        unit_id=step.unit_id,
        code_prefix=PREFIX,
        title=step.text,
        applicant_name=step.plan.origin_name or step.plan.name[:160],
        subject=step.plan.name[:160],
        channel="kantor",
        due_at=_due(step),
    )


def _due(step: Step) -> datetime:
    """The end of the step's month; at once where that is over already."""
    return max(datetime.combine(step.last_day, END_OF_DAY, zone()), timezone.now() + AT_ONCE)


def end_task(step: Step) -> None:
    """The step is done or dropped: its task is done with it, and stays known."""
    if step.case_id:
        send_signal(step.case_id, TOLD)


def recall_task(step: Step) -> None:
    """The step goes elsewhere, to another month or away: its task is taken back, a new one may follow."""
    if step.case_id:
        send_signal(step.case_id, RECALLED)
        step.case_id = None
