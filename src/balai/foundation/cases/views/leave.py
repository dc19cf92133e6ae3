"""Work while on leave: to whom, until when, and back again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.actor import Actor
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases.actions.delegate import Leave, delegate
from balai.foundation.cases.actions.revoke_delegation import revoke_delegation
from balai.foundation.cases.colleagues import colleagues_in
from balai.foundation.cases.forms_lists import LeaveForm
from balai.foundation.cases.selectors import own_delegations


@require_http_methods(["GET", "POST"])
@officer_required("cases.work")
def leave_page(request: HttpRequest) -> HttpResponse:
    """What is delegated now and later, and a form for the next leave."""
    actor = request.actor  # type: ignore[attr-defined]
    form = _form(request, actor)
    if attempt(form, lambda: delegate(actor, _leave(form))):
        messages.success(request, _("Tugas Anda dilimpahkan. Tanda tangan tetap pada Anda."))
        return redirect("cases:leave")
    today = timezone.localdate()
    context = {
        "form": form,
        "rows": own_delegations(actor, today),
        "has_people": bool(form.fields["receiver"].choices),  # type: ignore[attr-defined]
        "today": today,
    }
    return render(request, "cases/leave.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, actor: Actor) -> LeaveForm:
    own = [grant for grant in actor.grants_with("cases.work") if not grant.for_id]
    units = {str(grant.unit_id): grant.unit_name for grant in own}
    people = {
        str(one.id): one.name
        for unit in units
        for one in colleagues_in(UUID(unit))
        if one.id != actor.user_id
    }
    return LeaveForm(list(units.items()), list(people.items()), sent(request))


def _leave(form: LeaveForm) -> Leave:
    given = form.cleaned_data
    return Leave(
        UUID(given["unit"]), UUID(given["receiver"]), given["starts_on"], given["ends_on"], given["reason"]
    )


@require_POST
@officer_required()
def revoke(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """End a delegation now."""
    revoke_delegation(request.actor, delegation_id)  # type: ignore[attr-defined]
    messages.success(request, _("Pelimpahan dicabut."))
    return redirect("cases:leave")
