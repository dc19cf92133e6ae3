"""The ceremony: signing here with one's own certificate, and certifying the scanned original of the others."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.documents.api import preview as print_preview
from balai.foundation.forms.api import FORM_ID, current_holder, render_step, save_step, start_draft
from balai.territory.agreements import access, policies
from balai.territory.agreements.actions.sign import (
    certify_original,
    preview_blocks,
    request_of,
    sign_party,
    unsigned,
)
from balai.territory.agreements.connecting import ORIGINAL_FORM, ORIGINAL_PURPOSE


@require_POST
@second_factor_required
@officer_required("documents.sign")
def sign(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Sign for a unit of here."""
    signature = sign_party(request.actor, party_id)  # type: ignore[attr-defined]
    messages.success(request, _("{name} menandatangani.").format(name=signature.signer))
    return redirect("agreements:agreement", signature.party.agreement_id)


@require_safe
@officer_required()
def preview(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The text as it would be printed, for those who may see it; no number is drawn."""
    found = access.get_agreement(request.actor, agreement_id)  # type: ignore[attr-defined]
    content = print_preview(request_of(found, preview_blocks(found)))
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{found.code}.pdf"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def original(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The scanned original with the signatures of everybody who signs on paper."""
    found = access.get_agreement(request.actor, agreement_id, "keep")  # type: ignore[attr-defined]
    outside = [party for party in unsigned(found.pk) if party.unit_id is None]
    holder = current_holder(request)
    draft = start_draft(holder, ORIGINAL_FORM, f"{ORIGINAL_PURPOSE}:{found.pk}")
    outcome = None
    if request.method == "POST":
        chosen = set(request.POST.getlist("pihak"))
        outcome = save_step(holder, draft.id, draft.step, request.POST, request.FILES)
        if outcome.is_done:
            signing = [party.pk for party in outside if str(party.pk) in chosen]
            certify_original(holder, found.pk, signing, draft.id)
            messages.success(request, _("Naskah asli disimpan dengan sidik berkasnya."))
            return redirect("agreements:agreement", found.pk)
        draft = outcome.draft
    context = {
        "agreement": found, "draft": draft, "outside": outside, "form_id": FORM_ID,
        "form": render_step(request, draft, draft.step, outcome),
    }  # fmt: skip
    return render(request, "agreements/original.html", context, status=422 if outcome else 200)
