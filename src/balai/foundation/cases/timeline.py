"""The story of a case: what was done, who has it now and until when, what follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from balai.core.ui.words import local
from balai.foundation.audit.api import EventCard, events_of
from balai.foundation.cases.events import REJECTED
from balai.foundation.cases.models import Case, CaseNote, Task, spec_of
from balai.foundation.cases.procedure.spec import State, StateKind


@dataclass(frozen=True)
class TimelineEntry:
    """One line of the story. ``at`` is when it happened; for ``now`` the deadline (None while waiting)."""

    status: Literal["done", "now", "next"]
    title: str
    detail: str = ""
    who: str = ""
    at: datetime | None = None
    is_internal: bool = False
    is_refusal: bool = False

    @property
    def shape(self) -> str:
        """How the line is drawn: done, now, later, or stopped for a refusal."""
        if self.is_refusal:
            return "stopped"
        return "later" if self.status == "next" else self.status


def timeline(case: Case) -> list[TimelineEntry]:
    """For officers: every event with its person, and internal remarks."""
    past = [_officer_entry(event) for event in events_of(case.id) if event.name != "cases.noted"]
    notes = [
        TimelineEntry("done", note.text, _("Catatan internal"), note.author_name, note.created_at, True)
        for note in CaseNote.objects.filter(case=case)
    ]
    told = sorted([*past, *notes], key=lambda entry: entry.at or case.submitted_at)
    return [*told, *_present(case), *_future(case)]


def public_timeline(case: Case) -> list[TimelineEntry]:
    """For the applicant: what was done, without names of officers, who has it now, what follows."""
    past = [_public_entry(event) for event in events_of(case.id, public_only=True)]
    return [*past, *_present(case), *_future(case)]


def tracked_timeline(case: Case) -> list[TimelineEntry]:
    """For whoever knows the code: the public timeline without reasons, which may speak of persons."""
    events = events_of(case.id, public_only=True)
    past = [
        TimelineEntry("done", _title(event), at=event.happened_at, is_refusal=event.name == REJECTED)
        for event in events
    ]
    return [*past, *_present(case), *_future(case)]


def _title(event: EventCard) -> str:
    if event.name == "cases.opened":
        return _("Permohonan diajukan")
    says = event.facts.get("says")
    return local(says) if says else event.sentence


def _public_entry(event: EventCard) -> TimelineEntry:
    reason = event.facts.get("reason", "")
    refused = event.name == REJECTED
    return TimelineEntry(
        "done", _title(event), reason, event.actor_role, event.happened_at, is_refusal=refused
    )


def _officer_entry(event: EventCard) -> TimelineEntry:
    who = f"{event.actor_name}, {event.actor_role}" if event.actor_role else event.actor_name
    inside, refused = not event.is_public, event.name == REJECTED
    return TimelineEntry("done", _title(event), _detail(event), who, event.happened_at, inside, refused)


def _detail(event: EventCard) -> str:
    if event.facts.get("filed"):
        return _("Isiannya ada di bawah.")
    return str(event.facts.get("reason", ""))


def _present(case: Case) -> Iterable[TimelineEntry]:
    if not case.is_open:
        return
    state = spec_of(case.procedure_id).states[case.state]
    if state.waits:
        yield TimelineEntry("now", local(state.public), _while_waiting(state), _awaited(state))
    tasks = Task.objects.unscoped().filter(case_id=case.pk, closed_at=None).select_related("unit")
    for lane in state.lanes:
        task = next((task for task in tasks if task.lane == lane.code), None)
        if task:
            title = local(lane.name if lane.code else state.public)
            yield TimelineEntry("now", title, who=f"{local(lane.holder)}, {task.unit.name}", at=task.due_at)


def _while_waiting(state: State) -> str:
    if state.kind == StateKind.WAIT_APPLICANT:
        return _("Waktu berhenti sampai pemohon melengkapi.")
    return _("Waktu berhenti selama menunggu.")


def _awaited(state: State) -> str:
    return _("Pemohon") if state.kind == StateKind.WAIT_APPLICANT else local(state.holder)


def _future(case: Case) -> Iterable[TimelineEntry]:
    if not case.is_open:
        return
    for state in spec_of(case.procedure_id).path_from(case.state):
        name, holder = local(state.name), local(state.holder)
        ends = state.kind == StateKind.END
        yield TimelineEntry("next", name, who="" if ends or holder == name else holder)
