"""The ways to obtain one case or one task."""

from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor, Grant, reaches
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.cases import policies
from balai.foundation.cases.models import Case, Delegation, Task, spec_of
from balai.foundation.cases.policies import SUPERVISE

Purpose = Literal["read", "see", "work", "act"]


def get_case(actor: Actor, case_id: UUID, to: Purpose = "read") -> Case:
    """The case. ``see`` needs an officer who reaches it, ``work`` one who works and not only watches there,
    ``act`` an action there now.

    Raises NotVisible outside the actor's scope, NotAllowed inside it without the right.
    """
    case = Case.objects.visible_to(actor).filter(pk=case_id).first()
    if case is None:
        raise NotVisible(_("Perkara ini tidak ditemukan."))
    if to in {"see", "work"} and not (actor.is_system or is_officer_of(actor, case)):
        raise NotAllowed(_("Bagian ini hanya untuk petugas."))
    if to == "work" and not (actor.is_system or works_on(actor, case)):
        raise NotAllowed(_("Peran Anda melihat perkara ini tanpa mengubahnya."))
    if to == "act" and not _has_any_action(actor, case):
        raise NotAllowed(_("Tidak ada tindakan untuk Anda pada perkara ini."))
    return case


def case_at_counter(actor: Actor, case_id: UUID, person_id: UUID) -> Case:
    """A case of the person who is served there, whom the caller has obtained through ``accounts``.

    Raises NotAllowed for anybody but a counter, NotVisible for a case of somebody else.
    """
    policies.require_counter(actor, person_id)
    case = Case.objects.unscoped().filter(pk=case_id, applicant_id=person_id).first()
    if case is None:
        raise NotVisible(_("Perkara ini tidak ditemukan."))
    return case


def get_task(actor: Actor, task_id: UUID, to: Literal["work", "assign"] = "work") -> Task:
    """An open task that the actor's role holds, or (``assign``) whose unit the actor supervises.

    Raises NotVisible or NotAllowed.
    """
    task = (
        Task.objects.unscoped().filter(pk=task_id, closed_at=None).select_related("taken_by", "case").first()
    )
    if task is None:
        raise NotVisible(_("Tugas ini tidak ditemukan."))
    get_case(actor, task.case_id)
    if to == "assign" and policies.may_assign(actor, task):
        return task
    if policies.grant_for(actor, task) is None:
        raise NotAllowed(_("Tugas ini bukan milik peran Anda."))
    return task


def get_delegation(actor: Actor, delegation_id: UUID) -> Delegation:
    """A delegation that the actor gave, or whose unit the actor supervises. Raises NotVisible."""
    found = Delegation.objects.select_related("giver", "receiver").filter(pk=delegation_id).first()
    if found is None or not (found.giver_id == actor.user_id or actor.may(SUPERVISE, unit_id=found.unit_id)):
        raise NotVisible(_("Pelimpahan ini tidak ditemukan."))
    return found


def open_tasks(case: Case) -> list[Task]:
    """The open tasks of a case that somebody was allowed to see."""
    return list(Task.objects.unscoped().filter(case_id=case.pk, closed_at=None).select_related("taken_by"))


def is_officer_of(actor: Actor, case: Case) -> bool:
    """True when the case is seen by an office and not only as its applicant."""
    return bool(actor.grants) and (
        Case.objects.in_reach(actor).filter(pk=case.pk).exists() or _at_hand(actor.grants, case)
    )


def works_on(actor: Actor, case: Case) -> bool:
    """True when a role that works (and does not only supervise) reaches the case."""
    grants = actor.grants_with("cases.work")
    return any(reaches(grant, case.unit_id, case.region_id) for grant in grants) or _at_hand(grants, case)


def _at_hand(grants: tuple[Grant, ...], case: Case) -> bool:
    units = {grant.unit_id for grant in grants}
    return bool(units) and Task.objects.unscoped().filter(case_id=case.pk, unit_id__in=units).exists()


def _has_any_action(actor: Actor, case: Case) -> bool:
    tasks = open_tasks(case)
    actions = spec_of(case.procedure_id).actions_from(case.state)
    return any(policies.has_action(actor, case, action, tasks) for action in actions)
