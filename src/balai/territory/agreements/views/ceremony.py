"""The ceremony: who signs how, signing here with one's own certificate, certifying the scanned original of others."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import NotVisible
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.documents import api as documents
from balai.foundation.forms.api import FORM_ID, current_holder, render_step, save_step, start_draft
from balai.territory.agreements import access, policies, selectors
from balai.territory.agreements.actions.sign import (
    certify_original,
    lay_out,
    request_of,
    sign_party,
    signs_here,
    take_back,
    unsigned,
)
from balai.territory.agreements.forms import PaperForm, SeatsForm
from balai.territory.agreements.models import Agreement, Stage
from balai.territory.agreements.purposes import ORIGINAL_FORM, ORIGINAL_PURPOSE
from balai.territory.agreements.views.agreement import form_page


@require_safe
@never_cache
@officer_required()
def ceremony(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Who has signed by which means, live; first whoever keeps it seats the parties. ``?layar`` is for the hall."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_agreement(actor, agreement_id)
    is_open, passphrase = found.stage == Stage.SIGNATURE, not documents.signs_at_once()
    rows = selectors.seats_of(found)
    seats = [(seat, is_open and not seat.signature and signs_here(actor, seat.party)) for seat in rows]
    context = {
        "agreement": found,
        "seats": seats,
        "signed": sum(seat.signature is not None for seat in rows),
        "is_open": is_open,
        "keeps": is_open and policies.keeps(actor, found),
        "passphrase": passphrase,
        "asks": passphrase and any(_is_typed(*each) for each in seats),
    }
    return render(request, f"agreements/{'screen' if 'layar' in request.GET else 'ceremony'}.html", context)


def _is_typed(seat: selectors.Seat, signs: bool) -> bool:
    """True while a passphrase is asked for at the seat: nothing on the page changes under whoever types it."""
    return signs and not seat.waits_for and not (seat.block and seat.block.is_asked)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def seat(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Say who signs by which means and in which turn, and have the final text printed."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_agreement(actor, agreement_id, "keep")
    form = SeatsForm(selectors.parties_of(found), sent(request))
    if request.method == "POST" and attempt(form, lambda: lay_out(actor, found.pk, form.seats)):
        messages.success(request, _("Naskah akhir bernomor dan siap ditandatangani."))
        return redirect("agreements:ceremony", found.pk)
    return form_page(
        request, found, form, _("Siapkan naskah akhir"), _("Siapkan"), back="agreements:ceremony"
    )


@require_POST
@officer_required(policies.MANAGE)
def unseat(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Withdraw the final text that nobody has signed."""
    found = take_back(request.actor, agreement_id)  # type: ignore[attr-defined]
    messages.success(request, _("Naskah akhir ditarik; nomornya tetap terpakai."))
    return redirect("agreements:ceremony", found.pk)


@require_POST
@second_factor_required
@officer_required("documents.sign")
def sign(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Sign for a unit of here."""
    passphrase = request.POST.get("passphrase", "")[:200]
    party = sign_party(request.actor, party_id, passphrase)  # type: ignore[attr-defined]
    sentence = (
        _("{name} menandatangani.")
        if documents.signs_at_once()
        else _("{name}: BSrE diminta menandatangani.")
    )
    messages.success(request, sentence.format(name=party.name))
    return redirect("agreements:ceremony", party.agreement_id)


@require_safe
@officer_required()
def preview(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The text as it would be printed, for those who may see it; no number is drawn."""
    found = access.get_agreement(request.actor, agreement_id)  # type: ignore[attr-defined]
    return pdf_answer(documents.preview(request_of(found, {})), f"{found.code}.pdf", "inline")


@require_safe
@never_cache
@officer_required()
def final(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The final text as it stands now with its signatures, for those who may see the agreement."""
    found = access.get_agreement(request.actor, agreement_id)  # type: ignore[attr-defined]
    return final_text(found)


def final_text(found: Agreement) -> HttpResponse:
    """The final text as a file. Raises NotVisible while there is none."""
    if found.document_id is None:
        raise NotVisible(_("Naskah akhirnya belum disiapkan."))
    return pdf_answer(documents.file_to_sign(found.document_id), f"naskah-{found.code}.pdf", "attachment")


def pdf_answer(content: bytes, name: str, kind: str) -> HttpResponse:
    """A PDF to look at or to keep."""
    headers = {"Content-Disposition": f'{kind}; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def original(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The scanned original with the signatures of everybody who signs on paper."""
    found = access.get_agreement(request.actor, agreement_id, "keep")  # type: ignore[attr-defined]
    holder = current_holder(request)
    draft = start_draft(holder, ORIGINAL_FORM, f"{ORIGINAL_PURPOSE}:{found.pk}")
    form, outcome = PaperForm(unsigned(found.pk), sent(request)), None
    if request.method == "POST":
        outcome = save_step(holder, draft.id, draft.step, request.POST, request.FILES)
        if outcome.is_done and attempt(
            form, lambda: certify_original(holder, found.pk, form.signed, draft.id)
        ):
            messages.success(request, _("Naskah asli disimpan dengan sidik berkasnya."))
            return redirect("agreements:agreement", found.pk)
        draft = outcome.draft
    besides = render_to_string("agreements/bits/on_paper.html", {"form": form}, request)
    context = {
        "agreement": found, "draft": draft, "form_id": FORM_ID, "waits": bool(form.parties),
        "form": render_step(request, draft, draft.step, outcome, besides=besides),
    }  # fmt: skip
    return render(request, "agreements/original.html", context, status=422 if outcome else 200)
