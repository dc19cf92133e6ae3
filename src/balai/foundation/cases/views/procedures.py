"""Procedures for whoever keeps them: the list, one with its versions, the beginning and the end of its life."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.actor import Actor
from balai.core.http.drafts import DraftLife, draft_views
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases.actions.begin_draft import begin_draft
from balai.foundation.cases.actions.discard_draft import discard_draft
from balai.foundation.cases.actions.publish_draft import publish_draft
from balai.foundation.cases.actions.retire_procedure import retire_procedure
from balai.foundation.cases.actions.undo_draft import undo_draft
from balai.foundation.cases.models import ProcedureDraft
from balai.foundation.cases.policies import WORKSHOP
from balai.foundation.cases.procedure.drawing import draw
from balai.foundation.cases.workshop.forms import NewProcedureForm, RetireForm
from balai.foundation.cases.workshop.shelf import find_draft, get_draft, newest_version, shelf, versions_of


@require_http_methods(["GET", "POST"])
@officer_required(WORKSHOP)
def procedures_page(request: HttpRequest) -> HttpResponse:
    """All procedures, and a new one from nothing."""
    form = NewProcedureForm(sent(request))
    actor = request.actor  # type: ignore[attr-defined]
    draft = attempt(form, lambda: begin_draft(actor, form.cleaned_data["code"], form.name()))
    if draft:
        return redirect("cases:draft", draft.code)
    context = {"shelf": shelf(), "form": form}
    return render(request, "cases/procedures.html", context, status=422 if form.errors else 200)


@require_safe
@officer_required(WORKSHOP)
def procedure_page(request: HttpRequest, code: str) -> HttpResponse:
    """What is in force, with its drawing, and what was before."""
    version = newest_version(code)
    context = {
        "version": version,
        "is_closed": hasattr(version, "retirement"),
        "versions": versions_of(code),
        "drawing": draw(version.spec),
        "draft": find_draft(code),
    }
    return render(request, "cases/procedure.html", context)


def _publish(actor: Actor, draft: ProcedureDraft) -> str:
    version = publish_draft(actor, draft)
    return _("Versi %(number)s berlaku mulai sekarang untuk perkara baru.") % {"number": version.number}


DRAFTS = draft_views(
    DraftLife(
        draft_page="cases:draft",
        page="cases:procedure",
        shelf="cases:procedures",
        standing=newest_version,
        get=get_draft,
        begin=begin_draft,
        undo=undo_draft,
        publish=_publish,
        discard=discard_draft,
    ),
    officer_required(WORKSHOP),
)


@require_http_methods(["GET", "POST"])
@officer_required(WORKSHOP)
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Close the procedure for new cases."""
    version, form = newest_version(code), RetireForm(sent(request))
    actor = request.actor  # type: ignore[attr-defined]
    if attempt(form, lambda: retire_procedure(actor, version, form.cleaned_data["reason"])):
        messages.success(request, _("Prosedur ditutup untuk perkara baru."))
        return redirect("cases:procedure", code)
    context = {"version": version, "form": form}
    return render(request, "cases/retire.html", context, status=422 if form.errors else 200)
