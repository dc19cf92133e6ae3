"""What happens after the signature: duties, extension, ending, reports."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import NotVisible
from balai.core.exchange import download
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.forms.api import FORM_ID, current_holder, render_step, save_step, start_draft
from balai.territory.agreements import access, policies, reporting, selectors
from balai.territory.agreements.actions.end_agreement import Addendum, extend, stop
from balai.territory.agreements.actions.keep_duties import DutyDraft, add_duty, settle_duty
from balai.territory.agreements.actions.report import ReportDraft, write_report, years_of
from balai.territory.agreements.forms import DutyForm, ExtendForm, ReportForm, StopForm
from balai.territory.agreements.purposes import DUTY_FORM, DUTY_PURPOSE
from balai.territory.agreements.views.agreement import form_page

FIRST, LAST = 2000, 2200


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def duty(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Write down a duty."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_agreement(actor, agreement_id, "keep")
    form = DutyForm(selectors.parties_of(found), sent(request))
    if request.method == "POST" and attempt(
        form, lambda: add_duty(actor, found.pk, DutyDraft(**form.cleaned_data))
    ):
        return redirect("agreements:agreement", found.pk)
    return form_page(request, found, form, _("Tambah kewajiban"), _("Tambahkan"))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required()
def settle(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """Say that a duty is done, with what proves it; files come in two stages."""
    owed = access.get_duty(request.actor, duty_id, to="fulfil")  # type: ignore[attr-defined]
    holder = current_holder(request)
    draft = start_draft(holder, DUTY_FORM, f"{DUTY_PURPOSE}:{owed.pk}")
    outcome = None
    if request.method == "POST":
        outcome = save_step(holder, draft.id, draft.step, request.POST, request.FILES)
        if outcome.is_done:
            settle_duty(holder, owed.pk, draft.id)
            messages.success(request, _("Kewajiban dipenuhi; buktinya disimpan."))
            return redirect("agreements:agreement", owed.agreement_id)
        draft = outcome.draft
    context = {
        "duty": owed, "agreement": owed.agreement, "draft": draft, "form_id": FORM_ID,
        "form": render_step(request, draft, draft.step, outcome),
    }  # fmt: skip
    return render(request, "agreements/settle.html", context, status=422 if outcome else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def lengthen(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Extend by an addendum."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_agreement(actor, agreement_id, "keep")
    form = ExtendForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: extend(actor, found.pk, Addendum(**form.cleaned_data))
    ):
        messages.success(request, _("Perpanjangan dicatat."))
        return redirect("agreements:agreement", found.pk)
    return form_page(request, found, form, _("Perpanjang"), _("Catat perpanjangan"))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def end(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """End early, with the reason."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_agreement(actor, agreement_id, "keep")
    form = StopForm(sent(request))
    if request.method == "POST" and attempt(form, lambda: stop(actor, found.pk, **form.cleaned_data)):
        messages.success(request, _("Kerja sama dihentikan."))
        return redirect("agreements:agreement", found.pk)
    return form_page(request, found, form, _("Hentikan sebelum waktunya"), _("Hentikan"))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def report(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Write the report of a year."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_agreement(actor, agreement_id, "keep")
    years = list(years_of(found))[::-1]
    form = ReportForm(years, sent(request))
    if request.method == "POST" and attempt(
        form, lambda: write_report(actor, found.pk, ReportDraft(**form.cleaned_data))
    ):
        messages.success(request, _("Laporan disimpan."))
        return redirect("agreements:agreement", found.pk)
    return form_page(request, found, form, _("Tulis laporan tahunan"), _("Simpan laporan"))


@require_safe
@officer_required()
def yearly(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The report of all agreements of a year, as a table or as a PDF."""
    actor = request.actor  # type: ignore[attr-defined]
    if not FIRST <= year <= LAST or form not in {"xlsx", "csv", "pdf"}:
        raise NotVisible
    if form != "pdf":
        return download(reporting.yearly_sheet(actor, year), f"laporan-kerja-sama-{year}", form)
    name = f"laporan-kerja-sama-{year}.pdf"
    return HttpResponse(
        reporting.yearly_pdf(actor, year),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
