"""Trying a draft: a case that never was, played by the administrator through all roles."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.errors import BalaiError, Invalid
from balai.core.ids import read_id
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases.actions.keep_trial import keep_trial
from balai.foundation.cases.effects import effect_words
from balai.foundation.cases.models import ProcedureDraft
from balai.foundation.cases.policies import WORKSHOP
from balai.foundation.cases.procedure.checks import faults_of
from balai.foundation.cases.procedure.drawing import draw
from balai.foundation.cases.procedure.reading import read_procedure
from balai.foundation.cases.procedure.spec import Procedure
from balai.foundation.cases.wording import outcome_pill
from balai.foundation.cases.workshop.forms import TrialForm
from balai.foundation.cases.workshop.rehearsal import Press, Rehearsal, Script, rehearse
from balai.foundation.cases.workshop.shelf import get_draft
from balai.foundation.organizations.api import units_by_kind


@require_http_methods(["GET", "POST"])
@officer_required(WORKSHOP)
def trial(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a trial, press on in it, or begin again."""
    draft = get_draft(code)
    if faults_of(draft.definition):
        raise Invalid(_("Lengkapi dahulu drafnya; yang kurang ditandai pada daftar bagiannya."))
    procedure = read_procedure(draft.definition)
    if request.method == "POST":
        return _post(request, draft, procedure)
    script = _kept(draft)
    if script is None:
        return _begin(request, draft, TrialForm(_units(), _asked(procedure)))
    return _show(request, draft, procedure, rehearse(request.actor, draft.definition, script))  # type: ignore[attr-defined]


def _post(request: HttpRequest, draft: ProcedureDraft, procedure: Procedure) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    if "ulang" in request.POST:
        keep_trial(actor, draft, {})
        return redirect("cases:trial", draft.code)
    script = _kept(draft)
    if script is None:
        form = TrialForm(_units(), _asked(procedure), request.POST)
        if not form.is_valid():
            return _begin(request, draft, form)
        script = Script(UUID(form.cleaned_data["unit"]), form.answers())
    else:
        press = Press(request.POST.get("tindakan", ""), request.POST.get("sebagai", ""))
        script = Script(script.unit_id, script.answers, (*script.presses, press))
    return _press(request, draft, procedure, script)


def _press(request: HttpRequest, draft: ProcedureDraft, procedure: Procedure, script: Script) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    if script.presses and script.presses[-1].action not in procedure.actions:
        raise Invalid(_("Tindakan ini tidak ada pada prosedur perkara."))
    try:
        played = rehearse(actor, draft.definition, script)
    except BalaiError as error:
        form = TrialForm(_units(), _asked(procedure))
        return _begin(request, draft, form, str(error))
    if played.fault:
        return _show(request, draft, procedure, played)
    keep_trial(actor, draft, _as_data(script), is_over=bool(played.outcome))
    return redirect("cases:trial", draft.code)


def _show(
    request: HttpRequest, draft: ProcedureDraft, procedure: Procedure, played: Rehearsal
) -> HttpResponse:
    context = {
        "draft": draft,
        "played": played,
        "effects": effect_words(played.effects),
        "pill": outcome_pill(played.outcome) if played.outcome else None,
        "state": procedure.states[played.state],
        "drawing": draw(procedure, played.state),
    }
    return render(request, "cases/trial.html", context, status=422 if played.fault else 200)


def _begin(request: HttpRequest, draft: ProcedureDraft, form: TrialForm, fault: str = "") -> HttpResponse:
    context = {"draft": draft, "form": form, "fault": fault}
    return render(request, "cases/trial_begin.html", context, status=422 if form.errors or fault else 200)


def _units() -> list[tuple[str, str]]:
    """One unit of each kind: where a procedure is tried makes no other difference."""
    first = {unit.kind: unit for unit in reversed(units_by_kind())}
    agencies_first = sorted(first.values(), key=lambda unit: unit.kind != "opd")
    return [(str(unit.id), unit.name) for unit in agencies_first]


def _asked(procedure: Procedure) -> list[str]:
    """The answers that branches look at."""
    branches = (branch for state in procedure.states.values() for branch in state.branches)
    return list(dict.fromkeys(branch.field for branch in branches if branch.field))


def _kept(draft: ProcedureDraft) -> Script | None:
    unit_id = read_id(draft.trial.get("unit", ""))
    if unit_id is None:
        return None
    presses = tuple(Press(*one) for one in draft.trial["presses"])
    return Script(unit_id, draft.trial["answers"], presses)


def _as_data(script: Script) -> dict[str, Any]:
    presses = [[one.action, one.by] for one in script.presses]
    return {"unit": str(script.unit_id), "answers": dict(script.answers), "presses": presses}
