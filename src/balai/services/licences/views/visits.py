"""Supervision: writing down a visit, its findings, and what became of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.forms.api import (
    FORM_ID,
    StepOutcome,
    current_holder,
    render_step,
    save_step,
)
from balai.services.licences import access, policies
from balai.services.licences.actions.note_visit import FindingDraft, add_finding, note_visit, settle_finding
from balai.services.licences.forms import FindingForm, OutcomeForm
from balai.services.licences.models import Licence
from balai.services.licences.visiting import begin_visit


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.INSPECT)
def visit(request: HttpRequest, licence_id: UUID) -> HttpResponse:
    """The form of a visit: saved by itself, photographs on the spot, kept as a whole."""
    licence = access.get_licence(request.actor, licence_id, to="inspect")  # type: ignore[attr-defined]
    holder = current_holder(request)
    draft = begin_visit(holder, licence.pk)
    if request.method != "POST":
        return _visit_page(request, licence, draft)
    outcome = save_step(holder, draft.id, draft.step, request.POST, request.FILES)
    if not outcome.is_done:
        return _visit_page(request, licence, outcome.draft, outcome)
    kept = note_visit(holder, licence.pk, draft.id)
    messages.success(request, _("Kunjungan dicatat. Tambahkan temuan bila ada yang harus diperbaiki."))
    return redirect(f"{reverse('licences:licence', args=[licence.pk])}#kunjungan-{kept.pk}")


def _visit_page(
    request: HttpRequest, licence: Licence, draft: object, outcome: StepOutcome | None = None
) -> HttpResponse:
    context = {
        "licence": licence,
        "draft": draft,
        "form": render_step(request, draft, draft.step, outcome),  # type: ignore[arg-type, attr-defined]
        "form_id": FORM_ID,
    }
    return render(request, "licences/visit.html", context, status=422 if outcome else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.INSPECT)
def find(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Add a finding to a visit."""
    actor = request.actor  # type: ignore[attr-defined]
    seen = access.get_visit(actor, visit_id)
    licence = access.get_licence(actor, seen.licence_id, to="inspect")
    form = FindingForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: add_finding(actor, visit_id, FindingDraft(**form.cleaned_data))
    ):
        messages.success(request, _("Temuan dicatat dan diberitahukan kepada pemegang izin."))
        return redirect("licences:licence", licence.pk)
    context = {"licence": licence, "visit": seen, "form": form}
    return render(request, "licences/find.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.INSPECT)
def settle(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """Say how a finding was put right."""
    actor = request.actor  # type: ignore[attr-defined]
    finding = access.get_finding(actor, finding_id)
    licence = finding.visit.licence
    form = OutcomeForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: settle_finding(actor, finding_id, form.cleaned_data["outcome"])
    ):
        messages.success(request, _("Temuan selesai."))
        return redirect("licences:licence", licence.pk)
    context = {"licence": licence, "finding": finding, "form": form}
    return render(request, "licences/settle.html", context, status=422 if form.errors else 200)
