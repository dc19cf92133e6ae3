"""Workplace pages of the administrator: what a service says, as a draft, previewed, published, exported."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.actor import Actor
from balai.core.errors import Conflict, NotVisible
from balai.core.exchange.sheets import as_download
from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.documents.api import letter_standing
from balai.foundation.forms.api import form_standing
from balai.foundation.packs.api import PackError, as_zip
from balai.services.catalogue.actions.begin_service import begin_part, begin_service
from balai.services.catalogue.actions.edit_service import (
    discard_draft,
    draft_of,
    fault_of,
    publish_draft,
    save_draft,
    service_of,
    service_pack,
)
from balai.services.catalogue.checklist import Item, checklist
from balai.services.catalogue.forms import NewServiceForm, PublishForm
from balai.services.catalogue.models import ServiceDraft
from balai.services.catalogue.policies import EDIT, MANAGE, may_edit_all
from balai.services.catalogue.schema import is_informed
from balai.services.catalogue.sections import SectionForm, sections_of
from balai.services.catalogue.selectors import page_of
from balai.services.catalogue.views.browse import service_facts


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(EDIT)
@second_factor_required
def edit_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The sections of a service; a POST publishes the draft."""
    actor = request.actor  # type: ignore[attr-defined]
    draft = draft_of(actor, slug)
    form = PublishForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: publish_draft(actor, slug, form.cleaned_data["reason"])
    ):
        messages.success(request, _("Diterbitkan. Halaman layanan sudah berubah."))
        return redirect("catalogue:edit", slug)
    items = _items(actor, draft)
    context = {
        **_frame(draft, slug, ""),
        "is_whole": may_edit_all(actor),
        "is_changed": draft.entry != draft.base,
        "is_new": draft.base is None,
        "items": items,
        "left": [item for item in items if not item.is_done],
        "fault": "" if draft.base is None else fault_of(draft.entry),
        "form": form,
    }
    return render(request, "catalogue/edit.html", context, status=422 if form.errors else 200)


def _items(actor: Actor, draft: ServiceDraft) -> list[Item]:
    """What there is to do for this person: how a service is given is for the regency's administrator."""
    sections = sections_of(draft.entry, is_whole=False)
    return [item for item in checklist(draft.entry) if may_edit_all(actor) or item.code in sections]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(EDIT)
@second_factor_required
def section_page(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """One section of the draft."""
    actor = request.actor  # type: ignore[attr-defined]
    draft = draft_of(actor, slug)
    sections = sections_of(draft.entry, is_whole=may_edit_all(actor))
    if section not in sections:
        raise NotVisible(_("Bagian ini tidak ada."))
    label, make = sections[section]
    form = make(draft.entry, sent(request))
    if draft.base is None:
        form.relax()
    if request.method == "POST" and attempt(form, lambda: _save(actor, slug, form, draft, str(label))):
        messages.success(request, _("Draf disimpan. Lihat pratinjaunya sebelum diterbitkan."))
        return redirect("catalogue:edit", slug)
    context = {**_frame(draft, slug, str(label)), "form": form, "label": label, "stamp": form.stamp()}
    return render(request, "catalogue/edit_section.html", context, status=422 if form.errors else 200)


def _save(actor: Actor, slug: str, form: SectionForm, draft: ServiceDraft, label: str) -> ServiceDraft:
    """Keep the section, unless it was changed elsewhere since it was opened; the second time it is meant."""
    if form.cleaned_data["seen"] not in ("", form.stamp()):
        told = _("Bagian ini diubah di tempat lain sejak Anda membukanya.")
        raise Conflict(f"{told} {_('Tulisan Anda masih di sini; simpan lagi untuk memakainya.')}")
    return save_draft(actor, slug, form.changed(draft.entry), label)


def _frame(draft: ServiceDraft, slug: str, section: str) -> dict[str, Any]:
    title = local(draft.entry["title"])
    steps = [(_("Isi layanan"), reverse("catalogue:edit_list"))]
    if section:
        steps += [(title, reverse("catalogue:edit", args=[slug]))]
    return {"draft": draft, "slug": slug, "title": title, "trail": [*steps, (section or title, "")]}


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
@second_factor_required
def new_service(request: HttpRequest) -> HttpResponse:
    """A service from nothing: its name, and who gives it."""
    form = NewServiceForm(sent(request))
    actor = request.actor  # type: ignore[attr-defined]
    draft = attempt(form, lambda: begin_service(actor, form.title(), form.provider()))
    if draft:
        messages.success(request, _("Layanan baru dimulai. Kerjakan daftarnya dari atas ke bawah."))
        return redirect("catalogue:edit", draft.entry["slug"])
    steps = trail((_("Isi layanan"), reverse("catalogue:edit_list")), (_("Layanan baru"), ""))
    context = {"form": form, "trail": steps}
    return render(request, "catalogue/new_service.html", context, status=422 if form.errors else 200)


@require_POST
@officer_required(MANAGE)
@second_factor_required
def begin_piece(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Begin the form, the letter or the procedure of a service, and go there."""
    actor = request.actor  # type: ignore[attr-defined]
    entry = draft_of(actor, slug).entry
    if is_informed(entry):
        raise NotVisible(_("Layanan ini tidak diajukan lewat sini."))
    if what == "prosedur":
        known = {"code": entry["procedure"], "name_id": entry["title"]["id"], "name_en": entry["title"]["en"]}
        if letter_standing(entry["code"]).number:
            known["letter"] = entry["code"]
        if form_standing(entry["form"]).number:
            known["form"] = entry["form"]
        return redirect(f"{reverse('cases:pattern')}?{urlencode(known)}")
    begin_part(actor, slug, what)
    standing = form_standing(entry["form"]) if what == "formulir" else letter_standing(entry["code"])
    return redirect(standing.href)


@never_cache
@require_safe
@officer_required(EDIT)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of the service as citizens would see it."""
    service = page_of(service_of(draft_of(request.actor, slug)))  # type: ignore[attr-defined]
    return render(request, "catalogue/service.html", {**service_facts(request, service), "is_preview": True})


@require_POST
@officer_required(EDIT)
@second_factor_required
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw the draft away; a service that was never published is gone with it."""
    actor = request.actor  # type: ignore[attr-defined]
    is_new = draft_of(actor, slug).base is None
    discard_draft(actor, slug)
    if is_new:
        messages.success(
            request, _("Draf layanan dibuang. Formulir, surat dan prosedur yang sudah terbit tetap ada.")
        )
        return redirect("catalogue:edit_list")
    messages.success(request, _("Draf dibuang. Halaman layanan tidak berubah."))
    return redirect("catalogue:edit", slug)


@require_safe
@officer_required(EDIT)
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """The published service as a pack, with all that it needs."""
    try:
        files = service_pack(request.actor, slug)  # type: ignore[attr-defined]
    except PackError as error:
        raise NotVisible(str(error)) from error
    return as_download(f"layanan-{slug}.zip", "application/zip", as_zip(files))
