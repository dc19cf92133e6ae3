"""What guests take home, and what they take away: reports, the plan file, erasing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import Invalid, NotVisible
from balai.core.http.forms import sent
from balai.territory.guests.actions.erase import erase_book, erase_notes
from balai.territory.guests.forms import EraseForm
from balai.territory.guests.guest import Guest
from balai.territory.guests.report import Report, joint_report, own_report
from balai.territory.guests.reports.docx import as_docx
from balai.territory.guests.reports.pdf import as_pdf
from balai.territory.guests.reports.plan import as_plan
from balai.territory.guests.views.book import page
from balai.territory.guests.views.inside import FORM_METHODS, guest_page, let_out

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS: dict[str, tuple[Callable[[Report], bytes], str, str]] = {
    "pdf": (as_pdf, "application/pdf", "laporan-kunjungan"),
    "docx": (as_docx, WORD, "laporan-kunjungan"),
    "json": (as_plan, "application/json", "rencana-adopsi"),
}
SCOPES: dict[str, Callable[[Guest], Report]] = {"unit": own_report, "rombongan": joint_report}


@require_safe
@guest_page
def report(request: HttpRequest, guest: Guest) -> HttpResponse:
    """What was noted so far, and the ways to take it home."""
    return _report_page(request, guest)


def _report_page(request: HttpRequest, guest: Guest, refusal: str = "") -> HttpResponse:
    scope = "rombongan" if guest.is_leading else "unit"
    facts = {"report": SCOPES[scope](guest), "scope": scope, "refusal": refusal}
    return page(request, guest, "report", status=422 if refusal else 200, **facts)


@require_safe
@guest_page
def download(request: HttpRequest, guest: Guest, scope: str, form: str) -> HttpResponse:
    """A file made for this answer alone; the house keeps none of it."""
    if scope not in SCOPES or form not in FORMS:
        raise NotVisible(_("Laporan ini tidak ada."))
    write, kind, name = FORMS[form]
    made = SCOPES[scope](guest)
    try:
        content = write(made)
    except Invalid as refusal:
        return _report_page(request, guest, str(refusal))
    disposition = f'attachment; filename="{name}-{made.visit.code}.{form}"'.lower()
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_http_methods(FORM_METHODS)
@guest_page
def erase(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Delete our notes for good, or the whole book; asked with a tick."""
    form = EraseForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return page(request, guest, "erase", form=form, status=422 if form.errors else 200)
    if form.cleaned_data["semua"]:
        return _erase_book(request, guest)
    erase_notes(guest)
    messages.success(request, _("Semua catatan unit Anda dihapus."))
    return redirect("guests:book")


def _erase_book(request: HttpRequest, guest: Guest) -> HttpResponse:
    erase_book(guest)
    messages.success(request, _("Buku rombongan Anda dihapus, dengan semua catatan dan tautannya."))
    return let_out(redirect("guests:door"))
