"""Pages of letterheads: those of one's units, the draft of one with its printed sheet, earlier ones."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.foundation.documents import access, selectors
from balai.foundation.documents.actions import keep_letterhead
from balai.foundation.documents.engine import sample
from balai.foundation.documents.forms import LetterheadForm
from balai.foundation.documents.letterheads import Dress, dressed, in_force
from balai.foundation.documents.models import OwnLetterhead
from balai.foundation.documents.policies import MANAGE

PAGE_SIZE = 25
LONGEST = 60
PDF_HEADERS = {
    "Content-Disposition": 'inline; filename="contoh-kop.pdf"',
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


@require_safe
@officer_required(MANAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """The units that one administers with what their letters wear."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    rows = selectors.letterhead_rows(request.actor, text)  # type: ignore[attr-defined]
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("hal"))
    context = {"page": page, "text": text, "trail": trail()}
    return render(request, "documents/letterheads.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def one(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The letterhead of a unit: the form of the draft, the printed sheet, what it wore before."""
    actor = request.actor  # type: ignore[attr-defined]
    unit = access.get_office(actor, unit_id)
    draft, own = selectors.letterhead_draft(unit_id), in_force(unit_id)
    shown_row = draft or own
    shown = dressed(unit_id, shown_row)
    form = LetterheadForm(sent(request), request.FILES or None, initial=_initial(shown))
    if request.method == "POST" and attempt(
        form, lambda: keep_letterhead.save_draft(actor, unit_id, form.facts())
    ):
        messages.success(request, _("Draf disimpan. Periksa lembarnya sebelum diberlakukan."))
        return redirect("documents:letterhead", unit_id)
    context = {
        "unit": unit,
        "form": form,
        "draft": draft,
        "own": own,
        "has_emblem": bool(shown_row and shown_row.emblem_file),
        "versions": [(row, keep_letterhead.changes_of(row)) for row in selectors.letterheads_of(unit_id)],
        "trail": _trail(),
    }
    return render(request, "documents/letterhead.html", context, status=422 if form.errors else 200)


def _trail() -> list[tuple[str, str]]:
    return trail((_("Kop surat"), reverse("documents:letterheads")))


def _initial(dress: Dress) -> dict[str, Any]:
    head = dress.letterhead
    return {
        "lines": "\n".join(head.lines),
        "title": head.title,
        "address": head.address,
        "contact": head.contact,
    }


@never_cache
@require_safe
@officer_required(MANAGE)
def sheet(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The sheet as the PDF that the press prints: of the draft when there is one."""
    pdf = sample.sheet(_worn(request, unit_id))
    return HttpResponse(pdf, content_type="application/pdf", headers=PDF_HEADERS)


@never_cache
@require_safe
@officer_required(MANAGE)
def picture(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The same sheet as a picture."""
    return HttpResponse(sample.sheet_picture(_worn(request, unit_id)), content_type="image/png")


def _worn(request: HttpRequest, unit_id: UUID) -> Dress:
    access.get_office(request.actor, unit_id)  # type: ignore[attr-defined]
    return dressed(unit_id, selectors.letterhead_draft(unit_id) or in_force(unit_id))


@require_POST
@officer_required(MANAGE)
def publish(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Let further letters wear the draft."""
    keep_letterhead.put_in_force(request.actor, unit_id)  # type: ignore[attr-defined]
    return _done(request, unit_id, _("Kop surat berlaku untuk surat yang terbit mulai sekarang."))


@require_POST
@officer_required(MANAGE)
def discard(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    keep_letterhead.discard_draft(request.actor, unit_id)  # type: ignore[attr-defined]
    return _done(request, unit_id, _("Draf dibuang. Kop surat tidak berubah."))


@require_POST
@officer_required(MANAGE)
def reset(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Return to what the unit's data give."""
    keep_letterhead.back_to_data(request.actor, unit_id)  # type: ignore[attr-defined]
    return _done(request, unit_id, _("Kop surat kembali mengikuti data unit."))


@require_POST
@officer_required(MANAGE)
def again(request: HttpRequest, letterhead_id: UUID) -> HttpResponse:
    """Return to what the unit wore before."""
    row: OwnLetterhead = access.get_letterhead(request.actor, letterhead_id)[0]  # type: ignore[attr-defined]
    keep_letterhead.use_again(request.actor, letterhead_id)  # type: ignore[attr-defined]
    return _done(request, row.unit_id, _("Kop surat berlaku untuk surat yang terbit mulai sekarang."))


def _done(request: HttpRequest, unit_id: UUID, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("documents:letterhead", unit_id)
