"""Office pages: the documents of one's units, one document with its signing and revoking."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from balai.foundation.accounts.api import officer_required, personal_page, second_factor_required
from balai.foundation.documents import access, api, cards, policies, selectors
from balai.foundation.documents.forms import RevokeForm, SignForm
from balai.foundation.documents.models import Document
from balai.foundation.organizations import api as organizations

PAGE_SIZE = 25


@require_GET
@officer_required()
def documents(request: HttpRequest) -> HttpResponse:
    """The documents of the actor's units, newest first; ``?cari=`` finds by number or code."""
    words = request.GET.get("cari", "").strip()[:60]
    found = selectors.search(request.actor, words)  # type: ignore[attr-defined]
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    rows = cards.document_cards(page.object_list)
    return render(request, "documents/list.html", {"page": page, "rows": rows, "words": words})


@require_GET
@officer_required()
def copies(request: HttpRequest) -> HttpResponse:
    """The copies that the actor's units hold, newest first."""
    page = Paginator(selectors.copies_for(request.actor), PAGE_SIZE).get_page(request.GET.get("hal"))  # type: ignore[attr-defined]
    context = {"page": page, "rows": selectors.copy_rows(page.object_list)}
    return render(request, "documents/copies.html", context)


@require_GET
@personal_page("documents.Document", "document_id", "document")
@officer_required()
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """One document: what it is, who signed, and what its officer may do."""
    return _document_page(request, access.get_document(request.actor, document_id))  # type: ignore[attr-defined]


def _document_page(
    request: HttpRequest, row: Document, form: RevokeForm | None = None, status: int = 200
) -> HttpResponse:
    actor: Any = request.actor  # type: ignore[attr-defined]
    card = cards.registered_card(row)
    context = {
        "document": card,
        "row": row,
        "unit": organizations.get_unit(card.unit_id),
        "may_end": policies.may_end(actor, row) and row.ended_at is None,
        "form": form or RevokeForm(),
        "to_sign": _to_sign(actor, card),
        "sign_form": SignForm() if settings.DOCUMENT_SIGNER == "bsre" else None,
    }
    return render(request, "documents/document.html", context, status=status)


def _to_sign(actor: Any, card: api.DocumentCard) -> api.SignatureCard | None:
    """The open block whose turn it is, when it is the actor's."""
    first = next((each for each in card.signatures if each.signed_at is None), None)
    mine = first and first.user_id in {None, actor.user_id} and card.state == "waiting"
    return first if mine and actor.may(policies.SIGN) else None


@require_POST
@second_factor_required
def sign(request: HttpRequest, document_id: UUID, place: int) -> HttpResponse:
    """Sign an open block."""
    card = api.sign(request.actor, document_id, place, passphrase=request.POST.get("passphrase", ""))  # type: ignore[attr-defined]
    done = card.signatures[place].signed_at
    messages.success(request, _("Surat ditandatangani.") if done else _("Tanda tangan sedang diproses BSrE."))
    return redirect("documents:document", document_id)


@require_POST
@second_factor_required
def revoke(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Revoke a document with a reason."""
    row = access.get_document(request.actor, document_id, to="end")  # type: ignore[attr-defined]
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _document_page(request, row, form, 422)
    api.revoke(request.actor, row.pk, form.cleaned_data["reason"], form.cleaned_data["note"])  # type: ignore[attr-defined]
    messages.success(request, _("Surat dicabut. Halaman pemeriksaannya sudah mengatakannya."))
    return redirect("documents:document", document_id)
