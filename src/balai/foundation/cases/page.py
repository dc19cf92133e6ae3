"""Everything that the case page shows, gathered once."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.ui.pills import Pill
from balai.foundation.cases import policies
from balai.foundation.cases.access import open_tasks, works_on
from balai.foundation.cases.cards import ActionCard, CaseCard
from balai.foundation.cases.deadlines import objection_until
from balai.foundation.cases.holding import since
from balai.foundation.cases.models import Case, Task, spec_of
from balai.foundation.cases.procedure.drawing import Drawing, draw
from balai.foundation.cases.procedure.spec import APPLICANT
from balai.foundation.cases.selectors import available_actions, case_card
from balai.foundation.cases.timeline import TimelineEntry, timeline
from balai.foundation.cases.wording import CHANNELS, due_pill, outcome_pill
from balai.foundation.organizations.api import get_unit


@dataclass(frozen=True)
class CasePage:
    """A case as an officer sees it now."""

    card: CaseCard
    unit_name: str
    channel: str
    pill: Pill
    actions: tuple[ActionCard, ...]
    my_task: Task | None
    is_mine: bool  # this person has the task in hand
    for_name: str
    may_note: bool
    timeline: tuple[TimelineEntry, ...]
    holder: str  # the colleague who has the task in hand
    held_since: str
    drawing: Drawing
    objection_until: datetime | None  # while the applicant may still object to the decision

    @property
    def primary(self) -> ActionCard | None:
        """The one next step."""
        return next((action for action in self.actions if action.primary), None)

    @property
    def quiet(self) -> tuple[ActionCard, ...]:
        """The other actions."""
        return tuple(action for action in self.actions if not action.primary)


def case_page_of(actor: Actor, case: Case) -> CasePage:
    """The page of a case that the actor was allowed to see as an officer."""
    tasks = open_tasks(case)
    mine = next((task for task in tasks if policies.grant_for(actor, task)), None)
    grant = policies.grant_for(actor, mine) if mine else None
    held = mine if mine and not policies.is_free_for(actor, mine) else None
    return CasePage(
        card=case_card(case),
        unit_name=get_unit(case.unit_id).name,
        channel=str(CHANNELS[case.channel]),
        pill=_pill(case, mine or next(iter(tasks), None)),
        actions=tuple(available_actions(actor, case, tasks)),
        my_task=mine,
        is_mine=mine is not None and mine.taken_by_id is not None and mine.taken_by_id == actor.user_id,
        for_name=grant.for_name if grant else "",
        may_note=works_on(actor, case),
        timeline=tuple(timeline(case)),
        holder=held.taken_by.full_name if held and held.taken_by else "",
        held_since=since(held) if held else "",
        drawing=draw(spec_of(case.procedure_id), case.state),
        objection_until=_objection_until(case),
    )


def _objection_until(case: Case) -> datetime | None:
    until = objection_until(case)
    return until if until and until > timezone.now() else None


def _pill(case: Case, task: Task | None) -> Pill:
    if not case.is_open:
        return outcome_pill(case.outcome)
    if task is None and spec_of(case.procedure_id).states[case.state].signal != APPLICANT:
        return Pill(_("Waktu berhenti"), "calm", "circle-pause")
    return due_pill(task.due_at if task else None)
