"""The application in steps: one matter a page, saved by itself, reviewed before it is sent."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.errors import Invalid
from balai.foundation.accounts.api import person, sign_in_required
from balai.foundation.cases.api import get_case
from balai.foundation.forms.api import (
    FORM_ID,
    DraftCard,
    Holder,
    StepOutcome,
    current_holder,
    draft_of,
    render_step,
    render_summary,
    save_step,
)
from balai.foundation.organizations.api import get_unit
from balai.services.applications.actions.submit import submit
from balai.services.applications.earlier import earlier_of
from balai.services.applications.purpose import read_purpose
from balai.services.applications.views.assisting import assistance, bases
from balai.services.catalogue.api import service_by_code

REVIEW = "tinjau"
NOTHING: Mapping[str, str] = MappingProxyType({})


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, draft_id: UUID, name: str) -> HttpResponse:
    """One step. What was typed is kept even when it cannot stand."""
    holder = current_holder(request)
    if request.method == "GET":
        return _show(request, holder, draft_of(holder, draft_id), name, None)
    earlier = earlier_of(holder.actor, draft_of(holder, draft_id))
    outcome = save_step(holder, draft_id, name, request.POST, request.FILES, earlier=earlier)
    if "nanti" in request.POST:
        return _later(request, holder, outcome.draft)
    if not outcome.is_done:
        return _show(request, holder, outcome.draft, name, outcome)
    if outcome.next_step:
        return redirect("applications:step", draft_id, outcome.next_step)
    return redirect("applications:review", draft_id)


def _later(request: HttpRequest, holder: Holder, draft: DraftCard) -> HttpResponse:
    if read_purpose(draft.purpose).applicant_id:
        messages.success(request, _("Draf tersimpan. Lanjutkan dari Draf saya selama pemohon menunggu."))
        return redirect("forms:drafts")
    messages.success(request, _("Draf tersimpan. Lanjutkan kapan saja dari Permohonan saya."))
    return redirect("applications:mine" if holder.actor.is_signed_in else "portal:home")


def _show(
    request: HttpRequest, holder: Holder, draft: DraftCard, name: str, outcome: StepOutcome | None
) -> HttpResponse:
    context = {**_frame(holder, draft, name), "form_id": FORM_ID}
    context["form"] = render_step(request, draft, name, outcome, earlier=earlier_of(holder.actor, draft))
    return render(request, "applications/step.html", context, status=422 if outcome else 200)


def _frame(holder: Holder, draft: DraftCard, name: str) -> dict[str, Any]:
    """What every page of the wizard shows: the service, the unit, the steps."""
    names = [item.name for item in draft.spec.steps]
    steps = [
        {"label": str(item.title), "href": reverse("applications:step", args=[draft.id, item.name])}
        for item in draft.spec.steps
    ]
    steps.append({"label": _("Tinjau dan kirim"), "href": ""})
    purpose = read_purpose(draft.purpose)
    case = get_case(holder.actor, purpose.case_id) if purpose.case_id else None
    service = service_by_code(case.service if case else purpose.service_code)
    unit_id = case.unit_id if case else purpose.unit_id
    current = names.index(name) + 1 if name in names else len(steps)
    return {
        "draft": draft,
        "service": service,
        "unit": get_unit(unit_id) if unit_id else None,
        "case": case,
        "applicant": person(purpose.applicant_id) if purpose.applicant_id else None,
        "base": "workplace.html" if purpose.applicant_id else "portal.html",
        "steps": steps,
        "current": current,
        "title": steps[current - 1]["label"],
        "back": steps[current - 2]["href"] if current > 1 else "",
    }


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """All answers before they are sent; sending opens the case."""
    holder = current_holder(request)
    if request.method == "POST":
        return _send(request, holder, draft_id)
    return _show_review(request, holder, draft_id, "")


@sign_in_required
def _send(request: HttpRequest, holder: Holder, draft_id: UUID) -> HttpResponse:
    assisted = bool(read_purpose(draft_of(holder, draft_id).purpose).applicant_id)
    try:
        card = submit(holder, draft_id, assistance(request) if assisted else None)
    except Invalid as error:
        return _show_review(request, holder, draft_id, str(error), error.fields)
    if assisted:
        return redirect("applications:receipt", card.id)
    messages.success(request, _("Permohonan terkirim. Simpan kodenya: {code}").format(code=card.code))
    return redirect("applications:case", card.id)


def _show_review(
    request: HttpRequest, holder: Holder, draft_id: UUID, fault: str, faults: Mapping[str, str] = NOTHING
) -> HttpResponse:
    draft = draft_of(holder, draft_id)

    def address(name: str) -> str:
        return reverse("applications:step", args=[draft_id, name])

    context = {**_frame(holder, draft, REVIEW), "fault": fault, "is_complete": not draft.examine().errors}
    context |= {"faults": faults, "given": assistance(request), "bases": bases()}
    context["summary"] = render_summary(request, draft, address)
    return render(request, "applications/review.html", context, status=422 if fault else 200)
