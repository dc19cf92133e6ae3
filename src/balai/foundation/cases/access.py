"""The ways to obtain one case or one task."""

from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.cases import policies
from balai.foundation.cases.models import Case, Task, spec_of


def get_case(actor: Actor, case_id: UUID, to: Literal["read", "act", "work"] = "read") -> Case:
    """The case. ``act`` needs an action there now, ``work`` being an officer who reaches it.

    Raises NotVisible outside the actor's scope, NotAllowed inside it without the right.
    """
    case = Case.objects.visible_to(actor).filter(pk=case_id).first()
    if case is None:
        raise NotVisible(_("Perkara ini tidak ditemukan."))
    if to == "work" and not (actor.is_system or is_officer_of(actor, case)):
        raise NotAllowed(_("Bagian ini hanya untuk petugas."))
    if to == "act" and not _has_any_action(actor, case):
        raise NotAllowed(_("Tidak ada tindakan untuk Anda pada perkara ini."))
    return case


def get_task(actor: Actor, task_id: UUID) -> Task:
    """An open task that the actor's role holds. Raises NotVisible or NotAllowed."""
    task = Task.objects.unscoped().filter(pk=task_id, closed_at=None).first()
    if task is None:
        raise NotVisible(_("Tugas ini tidak ditemukan."))
    get_case(actor, task.case_id)
    if policies.grant_for(actor, task) is None:
        raise NotAllowed(_("Tugas ini bukan milik peran Anda."))
    return task


def open_tasks(case: Case) -> list[Task]:
    """The open tasks of a case that somebody was allowed to see."""
    return list(Task.objects.unscoped().filter(case_id=case.pk, closed_at=None))


def is_officer_of(actor: Actor, case: Case) -> bool:
    """True when the case is seen by an office and not only as its applicant."""
    return bool(actor.grants) and (
        Case.objects.in_reach(actor).filter(pk=case.pk).exists()
        or Task.objects.unscoped().filter(case_id=case.pk, unit_id__in=_own_units(actor)).exists()
    )


def _own_units(actor: Actor) -> set[UUID]:
    return {grant.unit_id for grant in actor.grants}


def _has_any_action(actor: Actor, case: Case) -> bool:
    tasks = open_tasks(case)
    actions = spec_of(case.procedure_id).actions_from(case.state)
    return any(policies.has_action(actor, case, action, tasks) for action in actions)
