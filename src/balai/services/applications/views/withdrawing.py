"""Withdrawing an application of one's own, after being asked once more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.errors import Invalid, NotVisible
from balai.foundation.accounts.api import sign_in_required
from balai.foundation.cases.api import ActInput, act, available_actions_of, get_case


@require_http_methods(["GET", "POST"])
@sign_in_required
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Withdraw before a decision."""
    actor = request.actor  # type: ignore[attr-defined]
    card = get_case(actor, case_id)
    action = next((one for one in available_actions_of(actor, case_id) if one.kind == "withdraw"), None)
    if action is None or card.applicant_id != actor.user_id:
        raise NotVisible
    fault, reason = "", request.POST.get("reason", "")
    if request.method == "POST":
        try:
            act(actor, case_id, action.code, ActInput(reason=reason))
        except Invalid as error:
            fault = error.fields.get("reason", str(error))
        else:
            messages.success(request, _("Permohonan ditarik."))
            return redirect("applications:case", case_id)
    context = {"case": card, "action": action, "reason": reason, "fault": fault}
    return render(request, "applications/withdraw.html", context, status=422 if fault else 200)
