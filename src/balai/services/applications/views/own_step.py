"""What applicants do with a case of their own after being asked once more: withdraw it, object to its decision."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from balai.core.errors import Invalid, NotVisible
from balai.foundation.accounts.api import sign_in_required
from balai.foundation.cases.api import ActInput, act, available_actions_of, get_case


@dataclass(frozen=True)
class OwnStep:
    """The kind of the action, the page that asks, and what is said when it is done."""

    kind: str
    template: str
    done: Promise


WITHDRAWAL = OwnStep("withdraw", "applications/withdraw.html", _("Permohonan ditarik."))
OBJECTION = OwnStep(
    "objection",
    "applications/object.html",
    _("Keberatan Anda diterima. Batas waktu jawabannya tertulis di halaman ini."),
)


@require_http_methods(["GET", "POST"])
@sign_in_required
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Withdraw before a decision."""
    return _ask(request, case_id, WITHDRAWAL)


@require_http_methods(["GET", "POST"])
@sign_in_required
def object_to(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Object to a decision while there is time (UU 30/2014 pasal 75–78)."""
    return _ask(request, case_id, OBJECTION)


def _ask(request: HttpRequest, case_id: UUID, step: OwnStep) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    card = get_case(actor, case_id)
    action = next((one for one in available_actions_of(actor, case_id) if one.kind == step.kind), None)
    if action is None or card.applicant_id != actor.user_id:
        raise NotVisible
    fault, reason = "", request.POST.get("reason", "")
    if request.method == "POST":
        try:
            act(actor, case_id, action.code, ActInput(reason=reason))
        except Invalid as error:
            fault = error.fields.get("reason", str(error))
        else:
            messages.success(request, str(step.done))
            return redirect("applications:case", case_id)
    context = {"case": card, "action": action, "reason": reason, "fault": fault}
    return render(request, step.template, context, status=422 if fault else 200)
