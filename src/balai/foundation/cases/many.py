"""The same for many tasks: each on its own, so that one refusal takes nothing from the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import BalaiError, NotVisible
from balai.foundation.cases.models import Task

MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Result:
    """What became of one task; ``refusal`` is empty where it was done."""

    task_id: UUID
    case_id: UUID | None
    code: str
    title: str
    refusal: str = ""


def for_each(actor: Actor, task_ids: Iterable[UUID], do: Callable[[UUID], None]) -> list[Result]:
    """Do it with each task, in the order given, each in a transaction of its own."""
    chosen = list(dict.fromkeys(task_ids))[:MOST_AT_ONCE]
    known = {task.pk: task for task in chosen_tasks(actor, chosen)}
    return [_result(known.get(task_id), task_id, _try(do, task_id, known)) for task_id in chosen]


def chosen_tasks(actor: Actor, task_ids: Iterable[UUID]) -> list[Task]:
    """The open tasks among those chosen that lie on the actor's units, in the order of their deadlines."""
    return list(Task.objects.of_units(actor).filter(pk__in=task_ids, closed_at=None).order_by("due_at", "id"))


def _try(do: Callable[[UUID], None], task_id: UUID, known: dict[UUID, Task]) -> str:
    try:
        if task_id not in known:
            raise NotVisible(_("Tugas ini sudah selesai atau tidak ditemukan."))
        with transaction.atomic():
            do(task_id)
    except BalaiError as refusal:
        return str(refusal)
    return ""


def _result(task: Task | None, task_id: UUID, refusal: str) -> Result:
    if task is None:
        return Result(task_id, None, "", "", refusal)
    return Result(task_id, task.case_id, task.case_code, task.title, refusal)
