"""Who is told what: the applicant about the case, officers about their tasks. Written where events are recorded."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.api import holders_of
from balai.foundation.cases.addresses import applicant_address
from balai.foundation.cases.engine import Step
from balai.foundation.cases.models import Case, Task
from balai.foundation.cases.procedure.spec import DONE, ActionKind, Outcome
from balai.foundation.notices import api as notices

CASE = frozenset({"code", "title"})
TASK = CASE | {"ask", "due", "place"}
_DECIDED = _("Keputusan atas permohonan Anda wajib diberitahukan.")

RECEIVED = notices.declare(
    notices.Kind(
        "cases.received",
        _("Permohonan diterima"),
        "citizen",
        CASE | {"due"},
        duty=_("Tanda terima adalah hak Anda sebagai pemohon."),
    )
)
RETURNED = notices.declare(
    notices.Kind(
        "cases.returned",
        _("Permohonan perlu diperbaiki"),
        "citizen",
        CASE | {"reason"},
        frozenset({"reason"}),
        duty=_("Tanpa perbaikan dari Anda, permohonan tidak dapat dilanjutkan."),
    )
)
MOVED = notices.declare(
    notices.Kind("cases.moved", _("Permohonan berpindah tahap"), "citizen", CASE | {"stage"})
)
GRANTED = notices.declare(
    notices.Kind("cases.granted", _("Permohonan disetujui"), "citizen", CASE, duty=_DECIDED)
)
READY = notices.declare(
    notices.Kind("cases.document_ready", _("Surat siap diunduh"), "citizen", CASE, duty=_DECIDED)
)
REJECTED = notices.declare(
    notices.Kind(
        "cases.rejected",
        _("Permohonan ditolak"),
        "citizen",
        CASE | {"reason"},
        frozenset({"reason"}),
        duty=_DECIDED,
    )
)
NEW_TASK = notices.declare(
    notices.Kind("tasks.new", _("Tugas baru"), "officer", TASK, pace="daily", spares_actor=True)
)
NEAR = notices.declare(notices.Kind("tasks.near", _("Tugas mendekati batas"), "officer", TASK))
OVERDUE = notices.declare(
    notices.Kind(
        "tasks.overdue",
        _("Tugas terlambat"),
        "officer",
        TASK,
        duty=_("Batas waktu layanan mengikat petugas yang memegang tugasnya."),
    )
)
LETTERS = {"issue_document", "sign_document"}  # effects after which the applicant holds a document


def tell_opened(actor: Actor, case: Case) -> None:
    """The applicant gets a receipt with the deadline, officers their tasks."""
    _tell_applicant(actor, RECEIVED, case, due=case.due_at)
    tell_new_tasks(actor, case)


def tell_decision(step: Step, reason: str) -> None:
    """The applicant hears what an officer decided, officers of the next stage their tasks."""
    case, action = step.case, step.action
    if action.by_applicant:
        pass  # they did it themselves
    elif case.outcome in DONE:
        has_letter = any(call.name in LETTERS for call in action.effects)
        _tell_applicant(step.actor, READY if has_letter else GRANTED, case)
    elif case.outcome == Outcome.EXPIRED:
        _tell_applicant(step.actor, MOVED, case, stage=dict(step.spec.states[case.state].public))
    elif case.outcome or action.tells_applicant:
        told = reason or dict(action.public)
        _tell_applicant(step.actor, REJECTED if case.outcome else RETURNED, case, reason=told)
    elif (action.leads_on or action.kind == ActionKind.RECALL) and case.is_open:
        stage = dict(step.spec.states[case.state].public)
        _tell_applicant(step.actor, MOVED, case, stage=stage)
    if case.is_open:
        tell_new_tasks(step.actor, case)


def tell_new_tasks(actor: Actor, case: Case) -> None:
    """Everybody who holds an open task of the case."""
    for task in Task.objects.unscoped().filter(case_id=case.pk, closed_at=None):
        _tell_holders(actor, NEW_TASK, task)


def tell_late(tasks: Iterable[Task]) -> None:
    """Whoever holds a task whose limit has passed."""
    for task in tasks:
        _tell_holders(SYSTEM, OVERDUE, task)


def tell_near(tasks: Iterable[Task]) -> None:
    """Whoever holds a task of whose time a quarter is left."""
    for task in tasks:
        _tell_holders(SYSTEM, NEAR, task)


def _tell_applicant(actor: Actor, kind: notices.Kind, case: Case, **facts: Any) -> None:
    if case.applicant_id:
        notices.notify(
            actor,
            kind.code,
            recipient_id=case.applicant_id,
            subject=case,
            facts={**case.facts(), **facts},
            link=applicant_address(case.pk),
        )


def _tell_holders(actor: Actor, kind: notices.Kind, task: Task) -> None:
    """The colleague who took the task, else everybody who holds its role on its unit."""
    people = (
        {task.taken_by_id} if task.taken_by_id else {one.id for one in holders_of(task.role, task.unit_id)}
    )
    facts = {
        "code": task.case_code,
        "title": task.title,
        "ask": task.ask,
        "due": task.due_at,
        "place": task.place,
    }
    link = reverse("cases:case", args=[task.case_id])
    notices.notify_each(actor, notices.Message(kind.code, task, facts, link), people)
