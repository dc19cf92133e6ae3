"""The forms of the regency for whoever keeps them: the list, one with its versions, the life of a draft."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.actor import Actor
from balai.core.http.drafts import DraftLife, draft_views
from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.core.ui.editing import short_name
from balai.core.ui.uses import uses_of
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required
from balai.foundation.forms.actions.edit_form import begin_form, discard_form, publish_form, undo_form
from balai.foundation.forms.models import FormDraft
from balai.foundation.forms.policies import MANAGE
from balai.foundation.forms.workshop.forms import NewFormForm
from balai.foundation.forms.workshop.shelf import (
    find_draft,
    get_draft,
    newest_version,
    outline_of,
    shelf,
    versions_of,
)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def shelf_page(request: HttpRequest) -> HttpResponse:
    """All forms, and a new one from nothing."""
    actor, form, cards = request.actor, NewFormForm(sent(request)), shelf()  # type: ignore[attr-defined]
    taken = {card.code for card in cards}
    draft = attempt(form, lambda: begin_form(actor, short_name(form.title()["id"], taken, "-"), form.title()))
    if draft:
        return redirect("forms:form_draft", draft.code)
    context = {"shelf": cards, "form": form, "trail": trail((_("Formulir"), ""))}
    return render(request, "forms/workshop/shelf.html", context, status=422 if form.errors else 200)


@require_safe
@officer_required(MANAGE)
def form_page(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked now, by whom it is used, and what was asked before."""
    version = newest_version(code)
    title = local(version.definition["title"])
    context = {
        "code": code,
        "title": title,
        "steps": outline_of(version.definition),
        "versions": versions_of(code),
        "uses": uses_of("forms", code),
        "draft": find_draft(code),
        "trail": trail((_("Formulir"), reverse("forms:shelf")), (title, "")),
    }
    return render(request, "forms/workshop/form.html", context)


def _publish(actor: Actor, draft: FormDraft) -> str:
    version = publish_form(actor, draft)
    return _("Versi %(number)s berlaku mulai sekarang untuk permohonan baru.") % {"number": version.version}


DRAFTS = draft_views(
    DraftLife(
        draft_page="forms:form_draft",
        page="forms:form",
        shelf="forms:shelf",
        standing=newest_version,
        get=get_draft,
        begin=begin_form,
        undo=undo_form,
        publish=_publish,
        discard=discard_form,
    ),
    officer_required(MANAGE),
)
