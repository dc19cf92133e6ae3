"""The forms of the regency for whoever keeps them: the list, one with its versions, the life of a draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.core.ui.editing import short_name
from balai.core.ui.uses import uses_of
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required
from balai.foundation.forms.actions.edit_form import begin_form, discard_form, publish_form, undo_form
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


@require_POST
@officer_required(MANAGE)
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Go on with the draft, or begin one from the newest version."""
    newest_version(code)
    begin_form(request.actor, code)  # type: ignore[attr-defined]
    return redirect("forms:form_draft", code)


@require_POST
@officer_required(MANAGE)
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take the last change back."""
    undo_form(request.actor, get_draft(code))  # type: ignore[attr-defined]
    messages.success(request, _("Perubahan terakhir diurungkan."))
    return redirect("forms:form_draft", code)


@require_POST
@officer_required(MANAGE)
def discard_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Throw the draft away."""
    discard_form(request.actor, get_draft(code))  # type: ignore[attr-defined]
    messages.success(request, _("Draf dibuang. Versi yang berlaku tetap berlaku."))
    return redirect("forms:shelf")


@require_POST
@officer_required(MANAGE)
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Put the draft into force."""
    version = publish_form(request.actor, get_draft(code))  # type: ignore[attr-defined]
    done = _("Versi %(number)s berlaku mulai sekarang untuk permohonan baru.") % {"number": version.version}
    messages.success(request, done)
    return redirect("forms:form", code)
