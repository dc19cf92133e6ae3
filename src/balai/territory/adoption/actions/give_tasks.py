"""The task of a step: in the inbox of its unit from its month on, ended by what is told of the step."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from balai.foundation.cases import api as cases
from balai.foundation.regions.api import today, zone
from balai.territory.adoption.models import Step

PROCEDURE, PREFIX = "langkah-adopsi", "ADP"
TOLD, RECALLED = "step.told", "step.recalled"  # the signals of the procedure
END_OF_DAY, AT_ONCE = time(23, 59), timedelta(seconds=1)


def give_due_tasks(day: date) -> int:
    """A task for each open step whose month has begun; one each, also with two workers."""
    due = Step.objects.unfinished().filter(month__lte=day.replace(day=1)).select_related("plan")
    return cases.give_tasks(due, give_task, "adoption.not_given")


def give_task(step: Step) -> bool:
    """The task of a step that the caller has locked, once its month has begun; False where it has none to have.

    Where the pack with the procedure is not installed the step stays on its own page.
    """
    begins = step.is_open and step.month <= today()
    return begins and cases.give_task(step, _task_of(step))


def _task_of(step: Step) -> cases.OpenCase:
    return cases.OpenCase(
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
        cases.send_signal(step.case_id, TOLD)


def recall_task(step: Step) -> None:
    """The step goes elsewhere, to another month or away: its task is taken back, a new one may follow."""
    if step.case_id:
        cases.send_signal(step.case_id, RECALLED)
        step.case_id = None
