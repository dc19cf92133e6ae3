"""One agreement: its way, what is next, its parties, text, signatures, duties, reports and history."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.audit.api import events_of
from balai.foundation.cases.api import ActionCard, available_actions_of
from balai.territory.agreements import access, policies, selectors
from balai.territory.agreements.actions.change_agreement import change_agreement, record_number
from balai.territory.agreements.actions.keep_parties import (
    add_party,
    end_link,
    invite,
    name_signer,
    remove_party,
)
from balai.territory.agreements.actions.write_text import missing_initials
from balai.territory.agreements.forms import AgreementForm, LinkForm, NumberForm, PartyForm, SignerForm
from balai.territory.agreements.models import Agreement
from balai.territory.agreements.views.showing import TONES, way_of
from balai.territory.innovations.api import innovation_titles


@require_safe
@never_cache
@officer_required()
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Everything of one agreement, for those who may see it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_agreement(actor, agreement_id)
    parties, duties = selectors.parties_of(found), selectors.duties_of(found)
    context = {
        "agreement": found,
        "tone": TONES[found.standing],
        "way": way_of(found),
        "keeps": policies.keeps(actor, found),
        "steps": _next_steps(actor, found),
        "parties": parties,
        "judged": selectors.judged_of(found),
        "links": selectors.open_links(found),
        "duties": [(duty, policies.fulfils(actor, duty)) for duty in duties],
        "evidence": selectors.evidence_of(duties),
        "originals": selectors.originals_of(found),
        "document": selectors.document_of(actor, found),
        "events": reversed(events_of(found.pk)),
        "visit": selectors.visit_of(found),
        "innovations": innovation_titles(set(found.innovations)),
        **_text_state(found),
    }
    return render(request, "agreements/agreement.html", context)


def _next_steps(actor: Actor, found: Agreement) -> list[ActionCard]:
    """What this person can do with the case of the agreement now; nothing where the case is not theirs."""
    if found.case_id is None:
        return []
    try:
        return available_actions_of(actor, found.case_id)
    except NotVisible:
        return []


def _text_state(found: Agreement) -> dict[str, Any]:
    drafts = selectors.drafts_of(found)
    remarks = selectors.remarks_of(found) if drafts else []
    return {
        "drafts": drafts,
        "open_remarks": sum(remark.state == remark.State.OPEN for remark in remarks),
        "missing": missing_initials(found.pk) if drafts else [],
        "extensions": found.extensions.all(),
        "reports": found.reports.all(),
        "followers": found.followers.select_related("kind"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def edit(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Correct what is said of it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_agreement(actor, agreement_id, "keep")
    names = (
        "title",
        "affair",
        "scope",
        "months",
        "cost",
        "cost_source",
        "burdens_budget",
        "is_confidential",
        "delegation_id",
    )
    initial = {name: getattr(found, name) for name in names} | {"innovations": found.innovations}
    form = AgreementForm(actor, sent(request), initial=initial)
    form.for_existing(found)
    if request.method == "POST" and attempt(form, lambda: change_agreement(actor, found.pk, form.draft)):
        messages.success(request, _("Keterangan disimpan."))
        return redirect("agreements:agreement", found.pk)
    return form_page(request, found, form, _("Ubah keterangan"), _("Simpan"))


def form_page(
    request: HttpRequest, found: Agreement, form: Any, title: str, button: str, **more: Any
) -> HttpResponse:
    """A page with one form of an agreement."""
    context = {"agreement": found, "form": form, "heading": title, "button": button, **more}
    return render(request, "agreements/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def party(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Name a further party."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_agreement(actor, agreement_id, "keep")
    form = PartyForm(found.kind.sorts, sent(request))
    if request.method == "POST" and attempt(form, lambda: add_party(actor, found.pk, form.draft)):
        return redirect("agreements:agreement", found.pk)
    return form_page(request, found, form, _("Tambah pihak"), _("Tambahkan"))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def signer(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Say who signs for a party."""
    actor = request.actor  # type: ignore[attr-defined]
    side = access.get_party(actor, party_id, "keep")
    form = SignerForm(sent(request), initial={"signer": side.signer, "office": side.office})
    if request.method == "POST" and attempt(form, lambda: name_signer(actor, side.pk, **form.cleaned_data)):
        return redirect("agreements:agreement", side.agreement_id)
    return form_page(request, side.agreement, form, _("Penanda tangan"), _("Simpan"), lead=side.name)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def number(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Record the number of a party."""
    actor = request.actor  # type: ignore[attr-defined]
    side = access.get_party(actor, party_id, "keep")
    voice = access.own_voice(actor, side.agreement_id)
    form = NumberForm(sent(request), initial={"number": side.number})
    if request.method == "POST" and attempt(
        form, lambda: record_number(voice, side.pk, form.cleaned_data["number"])
    ):
        return redirect("agreements:agreement", side.agreement_id)
    return form_page(request, side.agreement, form, _("Nomor pihak"), _("Simpan"), lead=side.name)


@require_POST
@officer_required(policies.MANAGE)
def drop_party(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Take a party out again."""
    found = remove_party(request.actor, party_id)  # type: ignore[attr-defined]
    return redirect("agreements:agreement", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@officer_required(policies.MANAGE)
def link(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Make a private link for a party; it is shown once, on the answer to this form."""
    actor = request.actor  # type: ignore[attr-defined]
    side = access.get_party(actor, party_id, "keep")
    form = LinkForm(sent(request), initial={"guest": side.signer})
    made = (
        attempt(form, lambda: invite(actor, side.pk, **form.cleaned_data))
        if request.method == "POST"
        else None
    )
    address = request.build_absolute_uri(reverse("agreements:enter", args=[made.secret])) if made else ""
    return form_page(
        request,
        side.agreement,
        form,
        _("Tautan pribadi"),
        _("Buat tautan"),
        lead=side.name,
        made=made,
        address=address,
    )


@require_POST
@officer_required(policies.MANAGE)
def unlink(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Take a private link back."""
    found = end_link(request.actor, invitation_id)  # type: ignore[attr-defined]
    messages.success(request, _("Tautan dicabut."))
    return redirect("agreements:agreement", found.pk)
