"""A procedure from a pattern: a few questions, and the draft is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.core.ui.editing import short_name
from balai.foundation.accounts.api import all_roles, officer_required
from balai.foundation.cases.actions.begin_draft import begin_draft
from balai.foundation.cases.models import ProcedureDraft
from balai.foundation.cases.policies import WORKSHOP
from balai.foundation.cases.workshop.forms import PatternForm
from balai.foundation.cases.workshop.patterns import charge_pages, charges
from balai.foundation.cases.workshop.shelf import shelf
from balai.foundation.documents.api import letter_facts, letter_rows
from balai.foundation.forms.api import numbers_of


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(WORKSHOP)
def pattern_page(request: HttpRequest) -> HttpResponse:
    """Who checks, who decides, how long, which letter, which fee; the address may say what is known already."""
    letters = [(row.code, row.name) for row in letter_rows()]
    form = PatternForm(
        all_roles(),
        letters,
        charges(),
        numbers_of(request.POST.get("form") or request.GET.get("form", "")),
        sent(request),
        initial=request.GET.dict(),
    )

    def begin() -> ProcedureDraft:
        code = form.cleaned_data["code"] or short_name(form.name()["id"], {one.code for one in shelf()}, "-")
        pattern = form.pattern(code, tuple(letter_facts(form.cleaned_data["letter"])))
        return begin_draft(request.actor, code, definition=pattern.definition())  # type: ignore[attr-defined]

    draft = attempt(form, begin)
    if draft:
        return redirect("cases:draft", draft.code)
    context = {
        "form": form,
        "charge_pages": charge_pages(),
        "trail": trail((_("Prosedur"), reverse("cases:procedures")), (_("Dari pola"), "")),
    }
    return render(request, "cases/pattern.html", context, status=422 if form.errors else 200)
