"""The letters of the regency for whoever keeps them: the list, one with its picture, the draft of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.core.http.drafts import DraftLife, draft_views
from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.core.ui.editing import PieceForm, short_name
from balai.core.ui.uses import uses_of
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required
from balai.foundation.documents.actions.install import read_standard
from balai.foundation.documents.actions.write_letter import (
    begin_letter,
    change_letter,
    discard_letter,
    publish_letter,
    undo_letter,
)
from balai.foundation.documents.content import entry_in_force
from balai.foundation.documents.engine import press, sample
from balai.foundation.documents.forms import NewLetterForm
from balai.foundation.documents.models import LetterDraft
from balai.foundation.documents.policies import WRITE
from balai.foundation.documents.workshop import shelf as shelves
from balai.foundation.documents.workshop.writing import entry_of, faults_of, insertable, parts_of


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(WRITE)
def shelf(request: HttpRequest) -> HttpResponse:
    """All letters, and a new one from nothing."""
    actor, form, rows = request.actor, NewLetterForm(sent(request)), shelves.letter_rows()  # type: ignore[attr-defined]
    taken = {row.code for row in rows}

    def begin() -> LetterDraft:
        return begin_letter(
            actor, short_name(form.name()["id"], taken, "-"), form.name(), form.cleaned_data["form"]
        )

    draft = attempt(form, begin)
    if draft:
        return redirect("documents:letter_draft", draft.code)
    context = {"rows": rows, "form": form, "trail": trail((_("Surat"), ""))}
    return render(request, "documents/workshop/shelf.html", context, status=422 if form.errors else 200)


@require_safe
@officer_required(WRITE)
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The letter in force with its picture and versions."""
    template = shelves.get_template(code)
    context = {
        **_frame(code, local(template.name)),
        "template": template,
        "is_standard": bool(template.current and template.current.body),
        "uses": uses_of("documents", code),
        "versions": shelves.template_versions(code),
        "draft": shelves.find_letter_draft(code),
    }
    return render(request, "documents/workshop/letter.html", context)


def _frame(code: str, title: str) -> dict[str, Any]:
    steps = [(_("Surat"), reverse("documents:letters")), (title or code, "")]
    return {"code": code, "title": title or code, "trail": trail(*steps)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(WRITE)
def draft_page(request: HttpRequest, code: str) -> HttpResponse:
    """The text and settings of the draft beside its picture; what was typed is kept, sound or not."""
    draft = shelves.get_letter_draft(code)
    parts, faults = parts_of(draft.definition), faults_of(draft.definition)
    if request.method == "POST":
        form = PieceForm(parts, request.POST)
        if attempt(form, lambda: _keep(request, draft, form)):
            messages.success(request, _("Tersimpan dalam draf."))
            return redirect("documents:letter_draft", code)
        return _show(request, draft, form, faults, 422)
    form = PieceForm.of(parts, draft.definition, draft.version)
    form.show_faults(faults, ())
    return _show(request, draft, form, faults)


def _keep(request: HttpRequest, draft: LetterDraft, form: PieceForm) -> None:
    kept = {key: draft.definition[key] for key in ("code", "personal", "facts")}
    blank = {
        "name": {"id": "", "en": ""},
        "text": "",
        "form": "",
        "kind": "surat-keterangan",
        "code_prefix": "",
    }
    draft.version = form.cleaned_data["version"]
    change_letter(request.actor, draft, {**blank, **form.body(), **kept})  # type: ignore[attr-defined]


def _show(
    request: HttpRequest, draft: LetterDraft, form: PieceForm, faults: list[Any], status: int = 200
) -> HttpResponse:
    context = {
        **_frame(draft.code, local(draft.definition["name"])),
        "draft": draft,
        "form": form,
        "faults": faults,
        "insertable": insertable(draft.definition),
        "uses": uses_of("documents", draft.code),
    }
    return render(request, "documents/workshop/draft.html", context, status=status)


@never_cache
@require_safe
@officer_required(WRITE)
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """The letter as it is printed with examples: of the draft when there is one that can be printed."""
    draft = shelves.find_letter_draft(code)
    try:
        if draft:
            content = sample.picture(read_standard(), entry_of(draft.definition))
        else:
            version = shelves.get_template(code).current
            content = sample.picture(version.source if version else "", entry_in_force(code))
    except press.PressError as error:
        raise NotVisible(str(error)) from error
    return HttpResponse(content, content_type="image/png")


def _publish(actor: Actor, draft: LetterDraft) -> str:
    publish_letter(actor, draft)
    return _("Surat berlaku. Yang terbit mulai sekarang dicetak seperti ini.")


DRAFTS = draft_views(
    DraftLife(
        draft_page="documents:letter_draft",
        page="documents:letter",
        shelf="documents:letters",
        standing=shelves.get_template,
        get=shelves.get_letter_draft,
        begin=begin_letter,
        undo=undo_letter,
        publish=_publish,
        discard=discard_letter,
    ),
    officer_required(WRITE),
)
