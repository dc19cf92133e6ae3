"""Who is told what: the applicant about the case, officers about their tasks. Written where events are recorded."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.core.actor import SYSTEM, Actor
from balai.core.ui.words import moment
from balai.foundation.accounts.api import holders_of
from balai.foundation.cases.addresses import applicant_address
from balai.foundation.cases.deadlines import objection_until
from balai.foundation.cases.engine import Step
from balai.foundation.cases.models import Case, Reassignment, Task
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
        CASE | {"reason", "rights"},
        frozenset({"reason"}),
        duty=_DECIDED,
    )
)
EXPIRED = notices.declare(
    notices.Kind(
        "cases.expired", _("Permohonan gugur karena waktu"), "citizen", CASE | {"stage"}, duty=_DECIDED
    )
)
CHANGED = notices.declare(
    notices.Kind(
        "cases.changed",
        _("Keputusan diubah"),
        "citizen",
        CASE | {"stage", "reason"},
        frozenset({"stage", "reason"}),
        duty=_DECIDED,
    )
)
OBJECTED = notices.declare(
    notices.Kind(
        "cases.objected",
        _("Keberatan diterima"),
        "citizen",
        CASE | {"due"},
        frozenset({"due"}),
        duty=_("Tanda terima keberatan adalah hak Anda sebagai pemohon."),
    )
)
NEW_TASK = notices.declare(
    notices.Kind("tasks.new", _("Tugas baru"), "officer", TASK, pace="daily", spares_actor=True)
)
NEAR = notices.declare(notices.Kind("tasks.near", _("Tugas mendekati batas"), "officer", TASK))
REASSIGNED = notices.declare(
    notices.Kind(
        "tasks.reassigned",
        _("Tugas dipindahkan kepada Anda"),
        "officer",
        frozenset({"count", "giver", "place"}),
        spares_actor=True,
    )
)
OVERDUE = notices.declare(
    notices.Kind(
        "tasks.overdue",
        _("Tugas terlambat"),
        "officer",
        TASK,
        duty=_("Batas waktu layanan mengikat petugas yang memegang tugasnya."),
    )
)
News = tuple[notices.Kind, dict[str, Any]]  # a notice and its facts besides those of every case
LETTERS = {"issue_document", "sign_document"}  # effects after which the applicant holds a document


def tell_opened(actor: Actor, case: Case) -> None:
    """The applicant gets a receipt with the deadline, officers their tasks."""
    _tell_applicant(actor, RECEIVED, case, due=case.due_at)
    tell_new_tasks(actor, case)


def tell_decision(step: Step, reason: str) -> None:
    """The applicant hears what an officer decided, officers of the next stage their tasks."""
    case = step.case
    news = _news(step, reason)
    if news:
        kind, facts = news
        _tell_applicant(step.actor, kind, case, **facts)
    if case.is_open:
        tell_new_tasks(step.actor, case)


def _news(step: Step, reason: str) -> News | None:
    """What the applicant hears; nothing of what they did themselves, but for the receipt of an objection."""
    case, action = step.case, step.action
    stage = dict(step.spec.states[case.state].public)
    if action.kind == ActionKind.OBJECTION:
        return OBJECTED, {"due": _answer_due(case)}
    if action.by_applicant:
        return None
    if action.kind == ActionKind.AFTER:
        return CHANGED, {"stage": stage, "reason": reason}
    if case.outcome:
        return _ending(step, stage, reason or dict(action.public))
    if action.tells_applicant:
        return RETURNED, {"reason": reason or dict(action.public)}
    if action.leads_on or action.kind == ActionKind.RECALL:
        return MOVED, {"stage": stage}
    return None


def _answer_due(case: Case) -> datetime:
    """When the first officer has to have answered."""
    tasks = Task.objects.unscoped().filter(case_id=case.pk, closed_at=None)
    return min(tasks.values_list("due_at", flat=True), default=case.due_at)


def _ending(step: Step, stage: dict[str, str], reason: str | dict[str, str]) -> News:
    outcome = step.case.outcome
    if outcome in DONE:
        has_letter = any(call.name in LETTERS for call in step.action.effects)
        return READY if has_letter else GRANTED, {}
    if outcome == Outcome.EXPIRED:
        return EXPIRED, {"stage": stage}
    return REJECTED, {"reason": reason, "rights": _rights(step.case)}


def _rights(case: Case) -> dict[str, str]:
    """Until when the applicant may object, in both languages; empty where the procedure knows no objection."""
    until = objection_until(case)
    return {language: _may_object(until, language) for language in notices.LANGUAGES} if until else {}


def _may_object(until: datetime, language: str) -> str:
    with translation.override(language):
        sentence = gettext("Bila tidak setuju, Anda dapat mengajukan keberatan sampai %(when)s.")
        return sentence % {"when": moment(until)}


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


def tell_reassigned(actor: Actor, row: Reassignment) -> None:
    """Whoever got the tasks of somebody else."""
    if row.receiver_id and row.moved:
        facts = {"count": row.moved, "giver": row.giver.full_name, "place": row.unit.name}
        link = reverse("cases:inbox")
        notices.notify(
            actor, REASSIGNED.code, recipient_id=row.receiver_id, subject=row, facts=facts, link=link
        )


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
