"""The ways to obtain a plan, a step, a requirement or a result: the object, or 404, or 403."""

from typing import Any, Literal, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.territory.adoption.models import Plan, Requirement, Result, Step
from balai.territory.adoption.policies import require_judge, require_manager, require_worker

M = TypeVar("M", bound=Model)
Purpose = Literal["read", "manage", "judge"]


def get_plan(actor: Actor, plan_id: UUID, to: Purpose = "read", *, lock: bool = False) -> Plan:
    """The plan; ``lock`` holds its row. Raises NotVisible outside the actor's scope, NotAllowed without the right."""
    rows = Plan.objects.visible_to(actor).select_related("unit")
    plan = _one(rows, plan_id, lock=lock)
    if to == "manage":
        require_manager(actor)
    if to == "judge":
        require_judge(actor, plan)
    return plan


def get_step(actor: Actor, step_id: UUID, to: Literal["work", "manage"], *, lock: bool = False) -> Step:
    """The step. Raises NotVisible, NotAllowed."""
    step = _one(Step.objects.visible_to(actor).select_related("plan", "unit"), step_id, lock=lock)
    if to == "manage":
        require_manager(actor)
    require_worker(actor, step)
    return step


def get_requirement(actor: Actor, requirement_id: UUID, *, lock: bool = False) -> Requirement:
    """A need of a plan for whoever may judge it. Raises NotVisible, NotAllowed."""
    seen = Plan.objects.visible_to(actor).values("pk")
    rows = Requirement.objects.filter(plan__in=seen).select_related("plan__unit")
    found = _one(rows, requirement_id, lock=lock)
    require_judge(actor, found.plan)
    return found


def get_result(actor: Actor, result_id: UUID, *, lock: bool = False) -> Result:
    """An indicator of a plan for whoever may measure it. Raises NotVisible, NotAllowed."""
    seen = Plan.objects.visible_to(actor).values("pk")
    found = _one(Result.objects.filter(plan__in=seen).select_related("plan__unit"), result_id, lock=lock)
    require_judge(actor, found.plan)
    return found


def _one(rows: "QuerySet[M, Any]", key: UUID, *, lock: bool) -> M:
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=key).first()
    if found is None:
        raise NotVisible(_("Rencana adopsi ini tidak ditemukan."))
    return found
