"""Objecting to a decision while there is time (UU 30/2014 pasal 75-78): by its applicant, or at a counter."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.core.errors import Invalid, NotVisible
from balai.foundation.accounts.api import PersonCard, officer_required, served_citizen, sign_in_required
from balai.foundation.cases.api import (
    ActInput,
    ActionCard,
    Behalf,
    CaseCard,
    available_actions_of,
    get_case,
    objection_of,
)
from balai.foundation.forms.api import (
    FORM_ID,
    DraftCard,
    StepOutcome,
    current_holder,
    render_step,
    save_step,
    start_draft,
)
from balai.services.applications.actions.assistance import checked_basis
from balai.services.applications.actions.lodge_objection import lodge_objection
from balai.services.applications.purpose import objection_purpose
from balai.services.applications.views.assist import COUNTER, proof_of
from balai.services.applications.views.assisting import assistance, bases


@dataclass(frozen=True)
class Asked:
    """The decided case with the action that objects to it; at a counter with the person who is served."""

    case: CaseCard
    action: ActionCard
    person: PersonCard | None = None
    proof: str = ""


@require_http_methods(["GET", "POST"])
@sign_in_required
def object_to(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The applicant objects."""
    actor = request.actor  # type: ignore[attr-defined]
    case = get_case(actor, case_id)
    action = next((one for one in available_actions_of(actor, case_id) if one.kind == "objection"), None)
    if action is None or case.applicant_id != actor.user_id:
        raise NotVisible
    return _ask(request, Asked(case, action))


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(COUNTER)
def assist_object(request: HttpRequest, user_id: UUID, case_id: UUID) -> HttpResponse:
    """An officer lodges the objection of somebody at the counter."""
    actor, proof = request.actor, proof_of(request)  # type: ignore[attr-defined]
    person = served_citizen(actor, user_id, proof)
    found = objection_of(actor, person.id, case_id)
    if found is None:
        raise NotVisible(_("Keputusan ini tidak dapat dikeberatani lagi."))
    return _ask(request, Asked(*found, person, proof))


def _ask(request: HttpRequest, asked: Asked) -> HttpResponse:
    draft = _draft_for(request, asked)
    if request.method == "GET":
        return _show(request, asked, draft)
    outcome = _kept(request, draft) if draft else None
    if outcome and not outcome.is_done:
        return _show(request, asked, outcome.draft, outcome, status=422)
    try:
        lodge_objection(
            current_holder(request),
            asked.case.id,
            asked.action.code,
            _given(request, asked),
            outcome.draft if outcome else None,
        )
    except Invalid as fault:
        return _show(request, asked, draft, fault=fault, status=422)
    return _done(request, asked)


def _draft_for(request: HttpRequest, asked: Asked) -> DraftCard | None:
    if not asked.action.form:
        return None
    purpose = objection_purpose(asked.case.id, asked.person.id if asked.person else None)
    return start_draft(current_holder(request), asked.action.form, purpose)


def _kept(request: HttpRequest, draft: DraftCard) -> StepOutcome:
    return save_step(current_holder(request), draft.id, draft.spec.steps[0].name, request.POST, request.FILES)


def _given(request: HttpRequest, asked: Asked) -> ActInput:
    reason = request.POST.get("reason", "")
    if asked.person is None:
        return ActInput(reason=reason)
    basis = checked_basis(request.actor, assistance(request))  # type: ignore[attr-defined]
    return ActInput(reason=reason, behalf=Behalf(asked.person.id, basis))


def _done(request: HttpRequest, asked: Asked) -> HttpResponse:
    if asked.person is None:
        messages.success(request, _("Diterima. Batas waktu jawabannya tertulis di halaman ini."))
        return redirect("applications:case", asked.case.id)
    told = _("{code}: diterima. Pemohon mendapat kabar dan batas waktu jawabannya.")
    messages.success(request, told.format(code=asked.case.code))
    return redirect("accounts:citizen", asked.person.id)


def _show(
    request: HttpRequest,
    asked: Asked,
    draft: DraftCard | None,
    outcome: StepOutcome | None = None,
    *,
    fault: Invalid | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "base": "workplace.html" if asked.person else "portal.html",
        "case": asked.case,
        "action": asked.action,
        "person": asked.person,
        "proof": asked.proof,
        "form_id": FORM_ID,
        "fault": str(fault) if fault and not fault.fields else "",
    }
    context["besides"] = besides = _besides(request, asked, fault)
    if draft:
        context["form"] = render_step(request, draft, draft.spec.steps[0].name, outcome, besides=besides)
    return render(request, "applications/object.html", context, status=status)


def _besides(request: HttpRequest, asked: Asked, fault: Invalid | None) -> SafeString:
    """What is asked besides the form: the reason, and at a counter on what basis."""
    context = {
        "reason": request.POST.get("reason", ""),
        "person": asked.person,
        "proof": asked.proof,
        "given": assistance(request),
        "bases": bases(),
        "faults": fault.fields if fault else {},
    }
    return render_to_string("applications/bits/objection.html", context, request)
