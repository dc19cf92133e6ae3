"""Something of another module that somebody has to do: its task in the inbox, opened once and known by its row."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from balai.core.actor import SYSTEM
from balai.core.apart import each_apart
from balai.foundation.cases.actions.install_procedure import latest_version
from balai.foundation.cases.actions.open_case import open_case
from balai.foundation.cases.cards import OpenCase


def give_tasks(rows: "QuerySet[Any, Any]", give: Callable[[Any], bool], event: str) -> int:
    """How many of the rows without a task were given one; each apart and held meanwhile, so one each with two workers.

    What fails is logged as ``event`` and is there again at the next round.
    """
    waiting = rows.filter(case_id=None)

    @transaction.atomic
    def give_one(key: UUID) -> bool:
        row = waiting.filter(pk=key).select_for_update(of=("self",)).first()
        return row is not None and give(row)

    return each_apart(list(waiting.values_list("pk", flat=True)), give_one, event)


def give_task(row: Any, task: OpenCase) -> bool:
    """Open the task of a row that the caller has locked, and let its ``case_id`` know it.

    False where it has one already, and where the pack with the procedure is not installed: then it has none to have.
    """
    if row.case_id or latest_version(task.procedure) is None:
        return False
    row.case_id = open_case(SYSTEM, task).id
    row.save(update_fields=["case_id"])
    return True
