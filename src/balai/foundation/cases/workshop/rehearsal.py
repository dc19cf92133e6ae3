"""Trying a procedure: the engine itself plays a case through, and then the transaction is rolled back.

So a trial takes no number, tells nobody, stands in no figure and leaves nothing behind. Effects are named, not
brought about. What was pressed is kept with the draft and played again each time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor, Grant
from balai.core.errors import BalaiError
from balai.core.ui.words import local
from balai.foundation.accounts.api import all_roles
from balai.foundation.cases.access import open_tasks
from balai.foundation.cases.actions.act import act
from balai.foundation.cases.actions.install_procedure import digest_of
from balai.foundation.cases.actions.open_case import open_case
from balai.foundation.cases.actions.send_signal import send_signal
from balai.foundation.cases.cards import ActInput, OpenCase
from balai.foundation.cases.deciding import decide
from balai.foundation.cases.effects import only_named
from balai.foundation.cases.engine import Step
from balai.foundation.cases.models import Case, ProcedureVersion, Task, spec_of
from balai.foundation.cases.places import acting_unit
from balai.foundation.cases.policies import has_action
from balai.foundation.cases.procedure.spec import Action, ActionKind
from balai.foundation.cases.timeline import TimelineEntry, public_timeline
from balai.foundation.forms.api import Answers
from balai.foundation.organizations.api import UnitCard, get_unit

TRIAL = "UJI"  # the prefix of the code that the case has while it is played
LATE, SIGNAL, APPLICANT = "late", "signal", "applicant"


@dataclass(frozen=True)
class Press:
    """One press in a trial: which action, and by whom (a role, the applicant, a signal, or the limit that passes)."""

    action: str
    by: str


@dataclass(frozen=True)
class Script:
    """What is tried: at which unit, with which answers, and what was pressed so far."""

    unit_id: UUID
    answers: Mapping[str, Any] = field(default_factory=dict)
    presses: tuple[Press, ...] = ()


@dataclass(frozen=True)
class Choice:
    """What can be pressed now, and as whom."""

    press: Press
    label: str
    who: str


@dataclass(frozen=True)
class Rehearsal:
    """How the case stands after the presses. ``fault`` says why the last one failed; the script is without it."""

    state: str
    outcome: str
    choices: tuple[Choice, ...]
    story: tuple[TimelineEntry, ...]
    effects: tuple[str, ...]
    script: Script
    fault: str = ""


class _Over(Exception):
    """Carries the result out of the transaction that is rolled back."""

    def __init__(self, result: Rehearsal) -> None:
        super().__init__()
        self.result = result


def rehearse(actor: Actor, definition: Mapping[str, Any], script: Script) -> Rehearsal:
    """Play the script on a case that never was. The definition must be sound. Raises what opening a case raises."""
    try:
        with transaction.atomic(), only_named() as effects:
            raise _Over(_play(actor, definition, script, effects))
    except _Over as over:
        return over.result


def _play(actor: Actor, definition: Mapping[str, Any], script: Script, effects: list[str]) -> Rehearsal:
    case = begin(actor, definition, script)
    done: list[Press] = []
    fault = ""
    for press in script.presses:
        try:
            with transaction.atomic():
                take(actor, case, press)
        except BalaiError as error:
            fault = str(error)
            break
        done.append(press)
        case = Case.objects.unscoped().get(pk=case.pk)
    return Rehearsal(
        case.state,
        case.outcome,
        tuple(choices_of(actor, case)),
        tuple(public_timeline(case)),
        tuple(effects),
        replace(script, presses=tuple(done)),
        fault,
    )


def begin(actor: Actor, definition: Mapping[str, Any], script: Script) -> Case:
    """The case of a trial, just opened; inside a transaction that the caller rolls back."""
    code = f"{definition['code'][:56]}+uji"
    ProcedureVersion.objects.create(
        code=code,
        number=1,
        name=definition["name"],
        definition={**definition, "code": code},
        digest=digest_of(definition),
    )
    request = OpenCase(
        procedure=code,
        unit_id=script.unit_id,
        code_prefix=TRIAL,
        title=local(definition["name"]),
        applicant_id=actor.user_id,
        applicant_name=_("Pemohon percobaan"),
        data=script.answers,
    )
    return Case.objects.unscoped().get(pk=open_case(actor, request).id)


def take(actor: Actor, case: Case, press: Press) -> None:
    """Do what was pressed, as whom it was pressed. Raises what the action raises."""
    spec = spec_of(case.procedure_id)
    action = spec.actions[press.action]
    if press.by == SIGNAL:
        send_signal(case.pk, action.signal)
    elif press.by == LATE:
        task = next(
            task for task in open_tasks(case) if spec.states[case.state].lane(task.lane).deemed == action.code
        )
        decide(Step(SYSTEM, case, spec, action, task, timezone.now()), ActInput())
    else:
        act(_player(actor, case, action, press.by), case.pk, action.code, _input(action))


def _player(actor: Actor, case: Case, action: Action, role: str) -> Actor:
    """The administrator in the part of the role, or of the applicant."""
    units = _units_of(case, action, role)
    grants = tuple(_grant(role, get_unit(unit_id), action) for unit_id in units)
    return replace(actor, grants=grants, second_factor=True)


def _units_of(case: Case, action: Action, role: str) -> set[UUID]:
    """Where the role acts: on its tasks, or, in a decided case, where the action says."""
    if action.kind == ActionKind.AFTER:
        return {acting_unit(action.where, get_unit(case.unit_id)).id}
    return set(
        Task.objects.unscoped()
        .filter(case_id=case.pk, role=role)
        .order_by()
        .values_list("unit_id", flat=True)
    )


def _grant(role: str, unit: UnitCard, action: Action) -> Grant:
    return Grant(
        role=role,
        role_name=dict(all_roles()).get(role, role),
        unit_id=unit.id,
        unit_name=unit.name,
        region_code=unit.region_code,
        reach="unit",
        unit_ids=frozenset({unit.id}),
        region_prefix=None,
        permissions=frozenset({"cases.work", action.permission}),
    )


def _input(action: Action) -> ActInput:
    """What an action asks, filled in with something that suffices."""
    usual = {"date": timezone.localdate().isoformat(), "number": "1"}
    data = {item.name: usual.get(item.kind, _("Uji coba")) for item in action.fields}
    filed = Answers(action.form, 1, {}) if action.form else None
    return ActInput(reason=_("Alasan percobaan"), data=data, filed=filed)


def choices_of(actor: Actor, case: Case) -> Iterator[Choice]:
    """Everything that somebody could press now."""
    spec, tasks = spec_of(case.procedure_id), open_tasks(case)
    for action in spec.actions_from(case.state):
        for by, who in _players(case, action, tasks):
            player = _player(actor, case, action, by)
            if by in {SIGNAL, LATE} or has_action(player, case, action, tasks):
                yield Choice(Press(action.code, by), local(action.label), who)


def _players(case: Case, action: Action, tasks: list[Task]) -> Iterator[tuple[str, str]]:
    state = spec_of(case.procedure_id).states[case.state]
    if action.by_system and state.waits:
        yield SIGNAL, _("Tanda dari luar")
    if any(state.lane(task.lane).deemed == action.code for task in tasks):
        yield LATE, _("Batas waktu terlewati")
    if action.by_applicant:
        yield APPLICANT, _("Pemohon")
    if action.kind == ActionKind.AFTER:
        yield from _named({role: unit for role in action.roles for unit in _units_of(case, action, role)})
    elif not (action.by_system or action.by_applicant):
        yield from _officers(case, action, tasks)


def _officers(case: Case, action: Action, tasks: list[Task]) -> Iterator[tuple[str, str]]:
    """The roles that may have the action, each with the unit where it works."""
    if action.kind == ActionKind.RECALL:
        tasks = list(Task.objects.unscoped().filter(case_id=case.pk, closed_at__isnull=False))
    yield from _named({task.role: task.unit_id for task in tasks})


def _named(units: Mapping[str, UUID]) -> Iterator[tuple[str, str]]:
    names = dict(all_roles())
    for role, unit_id in units.items():
        yield role, f"{names.get(role, role)}, {get_unit(unit_id).short_name}"
