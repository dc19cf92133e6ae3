"""Workplace pages of the catalogue: the list, one innovation with its life, its draft."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotVisible
from balai.core.exchange import download
from balai.core.http.drafts import DraftLife, draft_views
from balai.core.http.forms import attempt, sent
from balai.core.http.saving import answer_save
from balai.core.ui.editing import PieceForm, short_name
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required
from balai.foundation.audit.api import events_of
from balai.territory.innovations import selectors
from balai.territory.innovations.access import get_draft, get_innovation
from balai.territory.innovations.actions.move_stage import move_stage, next_stages
from balai.territory.innovations.actions.review_innovation import may_publish
from balai.territory.innovations.actions.write_innovation import (
    begin_innovation,
    change_innovation,
    discard_innovation,
    publish_innovation,
    undo_innovation,
)
from balai.territory.innovations.cards import card_of
from balai.territory.innovations.content import columns_of, entry_of
from balai.territory.innovations.forms import ListForm, MoveForm, NewForm
from balai.territory.innovations.models import Innovation, InnovationDraft, Stage
from balai.territory.innovations.outline import entry_from, parts_of, sections_of
from balai.territory.innovations.policies import (
    MANAGE,
    may_manage,
    may_review,
    may_write,
    unit_of_writer,
)
from balai.territory.innovations.schema import TAKEN, faults_of, missing_for
from balai.territory.innovations.views.guard import hand_required
from balai.territory.innovations.views.public import page_facts

PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@hand_required
def shelf(request: HttpRequest) -> HttpResponse:
    """All innovations, and a new idea."""
    actor, form = request.actor, NewForm(sent(request))  # type: ignore[attr-defined]
    draft = attempt(
        form, lambda: begin_innovation(actor, short_name(form.title()["id"], TAKEN, "-"), form.title())
    )
    if draft:
        return redirect("innovations:draft", draft.code)
    narrowed = ListForm(request.GET)
    page = Paginator(selectors.shelf(actor, narrowed.filters), PAGE).get_page(request.GET.get("hal"))
    kept = request.GET.copy()
    kept.pop("hal", None)
    context = {
        "form": form,
        "narrowed": narrowed,
        "filters": narrowed.filters,
        "query": kept.urlencode(),
        "page": page,
        "counts": [(stage, Stage(stage).label, count) for stage, count in selectors.stage_counts().items()],
        "drafts": selectors.drafts_at_hand(actor),
        "writes": bool(unit_of_writer(actor)),
        "manages": may_manage(actor),
    }
    return render(request, "innovations/shelf.html", context, status=422 if form.errors else 200)


@require_safe
@hand_required
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the list shows, as a file."""
    if form not in {"csv", "xlsx"}:
        raise NotVisible
    rows = selectors.shelf(request.actor, ListForm(request.GET).filters)  # type: ignore[attr-defined]
    return download(selectors.innovation_sheet(rows), "inovasi", form)


@never_cache
@require_safe
@hand_required
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One innovation: what is published, how far it has come, what happened to it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_innovation(actor, code)
    writes = may_write(actor, found.unit_id)
    draft = selectors.find_draft(code)
    context = {
        **page_facts(card_of(found)),
        **_frame(code, str(found)),
        "steps": selectors.steps_of(found),
        "moves": _moves(found),
        "manages": may_manage(actor),
        "writes": writes,
        "draft": draft if writes else None,
        "reviews": bool(draft and draft.is_waiting and may_review(actor)),
        "events": reversed(events_of(found.pk)),
    }
    return render(request, "innovations/entry.html", context)


def _moves(found: Innovation) -> list[tuple[str, list[str]]]:
    """The stages beside this one, each with what it still demands."""
    entry = entry_of(found)
    return [
        (str(Stage(stage).label), [told for _name, told in missing_for(entry, stage)])
        for stage in next_stages(found.stage)
    ]


def _frame(code: str, title: str, *steps: tuple[str, str]) -> dict[str, Any]:
    trail = [(_("Inovasi daerah"), reverse("innovations:shelf"))]
    return {"code": code, "title": title, "trail": [*trail, *(steps or [(title, "")])]}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Let an innovation go on or back by one stage, with what shows it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_innovation(actor, code, to="manage")
    form = MoveForm(next_stages(found.stage), sent(request))
    moved = attempt(form, lambda: move_stage(actor, code, form.move()))
    if moved:
        messages.success(request, _("Tahapnya kini: {stage}.").format(stage=Stage(moved.stage).label))
        return redirect("innovations:entry", code)
    steps = ((str(found), reverse("innovations:entry", args=[code])), (_("Tahap"), ""))
    context = {**_frame(code, str(found), *steps), "form": form, "moves": _moves(found)}
    return render(request, "innovations/move.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@hand_required
def draft_page(request: HttpRequest, code: str) -> HttpResponse:
    """The draft: what was typed is kept, sound or not."""
    draft = get_draft(request.actor, code)  # type: ignore[attr-defined]
    if draft.is_waiting and request.method != "POST":
        return redirect("innovations:review", code)
    parts, faults = parts_of(), list(faults_of(draft.definition))
    if request.method == "POST":
        form = PieceForm(parts, request.POST)
        if attempt(form, lambda: _keep(request, draft, form)):
            messages.success(request, _("Tersimpan dalam draf."))
            return redirect("innovations:draft", code)
        return _show(request, draft, form, 422)
    form = PieceForm.of(parts, draft.definition, draft.version)
    form.show_faults(faults, ())
    return _show(request, draft, form)


@never_cache
@require_POST
@hand_required
def autosave(request: HttpRequest, code: str) -> JsonResponse:
    """Keep the draft while it is written; what cannot be read stays as it was, and on the device."""
    draft, form = get_draft(request.actor, code), PieceForm(parts_of(), request.POST)  # type: ignore[attr-defined]
    return answer_save(lambda: _save(request, draft, form))


def _save(request: HttpRequest, draft: InnovationDraft, form: PieceForm) -> int:
    if not form.is_valid():
        raise Invalid(_("Sebagian isian belum dapat dibaca."), dict.fromkeys(form.errors, ""))
    _keep(request, draft, form)
    return get_draft(request.actor, draft.code).version  # type: ignore[attr-defined]


def _keep(request: HttpRequest, draft: InnovationDraft, form: PieceForm) -> None:
    entry = entry_from(form, draft.definition)
    draft.version = form.cleaned_data["version"]
    change_innovation(request.actor, draft, entry)  # type: ignore[attr-defined]


def _show(request: HttpRequest, draft: InnovationDraft, form: PieceForm, status: int = 200) -> HttpResponse:
    title = local(draft.definition.get("title")) or draft.code
    context = {
        **_frame(draft.code, title),
        "draft": draft,
        "form": form,
        "sections": sections_of(form),
        "faults": list(faults_of(draft.definition)),
        "publishes": may_publish(request.actor, draft),  # type: ignore[attr-defined]
    }
    return render(request, "innovations/draft.html", context, status=status)


@never_cache
@require_safe
@hand_required
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The public page as the draft would make it. Raises NotVisible while the draft is not sound."""
    draft = get_draft(request.actor, code)  # type: ignore[attr-defined]
    if any(faults_of(draft.definition)):
        raise NotVisible(_("Lengkapi drafnya dahulu."))
    row = Innovation(code=code, **columns_of(draft.definition))
    return render(request, "innovations/one.html", {**page_facts(card_of(row)), "is_preview": True})


def _publish(actor: Actor, draft: InnovationDraft) -> str:
    publish_innovation(actor, draft)
    return _("Diterbitkan. Halaman inovasi sudah berubah.")


DRAFTS = draft_views(
    DraftLife(
        draft_page="innovations:draft",
        page="innovations:entry",
        shelf="innovations:shelf",
        standing=selectors.innovation_named,
        get=selectors.draft_named,
        begin=begin_innovation,
        undo=undo_innovation,
        publish=_publish,
        discard=discard_innovation,
    ),
    hand_required,
)
