"""Kinds for administrators: what the pack brought, what of it is not verified, and correcting it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.territory.agreements import policies, selectors
from balai.territory.agreements.actions.correct_kind import KindFacts, correct_kind, get_kind
from balai.territory.agreements.forms import KindForm


@require_safe
@officer_required(policies.ADMINISTER)
def kinds(request: HttpRequest) -> HttpResponse:
    """All kinds with their terms."""
    return render(request, "agreements/kinds.html", {"kinds": selectors.kinds(), "trail": trail()})


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.ADMINISTER)
def kind(request: HttpRequest, code: str) -> HttpResponse:
    """Correct one."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_kind(actor, code)
    initial = {
        "longest_months": found.longest_months,
        "follow_months": found.follow_months,
        "remind_days": ", ".join(str(days) for days in found.remind_days),
        "source": found.source,
    }
    form = KindForm(sent(request), initial=initial)
    if request.method == "POST" and attempt(
        form, lambda: correct_kind(actor, code, KindFacts(**form.cleaned_data))
    ):
        messages.success(request, _("Jenis kerja sama disimpan dan ditandai sudah diperiksa."))
        return redirect("agreements:kinds")
    context = {
        "kind": found,
        "form": form,
        "trail": trail((_("Jenis kerja sama"), reverse("agreements:kinds"))),
    }
    return render(request, "agreements/kind.html", context, status=422 if form.errors else 200)
