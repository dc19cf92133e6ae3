"""Procedures for whoever keeps them: the list, one with its versions, the beginning and the end of its life."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases.actions.begin_draft import begin_draft
from balai.foundation.cases.actions.discard_draft import discard_draft
from balai.foundation.cases.actions.publish_draft import publish_draft
from balai.foundation.cases.actions.retire_procedure import retire_procedure
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


@require_POST
@officer_required(WORKSHOP)
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Go on with the draft, or begin one from the newest version."""
    newest_version(code)
    begin_draft(request.actor, code)  # type: ignore[attr-defined]
    return redirect("cases:draft", code)


@require_POST
@officer_required(WORKSHOP)
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Throw the draft away."""
    discard_draft(request.actor, get_draft(code))  # type: ignore[attr-defined]
    messages.success(request, _("Draf dibuang. Versi yang berlaku tetap berlaku."))
    return redirect("cases:procedures")


@require_POST
@officer_required(WORKSHOP)
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Put the draft into force."""
    version = publish_draft(request.actor, get_draft(code))  # type: ignore[attr-defined]
    done = _("Versi %(number)s berlaku mulai sekarang untuk perkara baru.") % {"number": version.number}
    messages.success(request, done)
    return redirect("cases:procedure", code)


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
