"""Breaches: the register, noting one, its letters, telling the data subjects."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import Invalid
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.privacy.access import get_breach, get_letter
from balai.foundation.privacy.actions.note_breach import BreachFacts, note_breach, tell_subjects
from balai.foundation.privacy.forms import BreachForm, TellForm
from balai.foundation.privacy.policies import MANAGE, require_officer
from balai.foundation.privacy.selectors import breaches, letters, written

METHODS = ["GET", "HEAD", "POST"]


def _trail() -> list[tuple[str, str]]:
    return [(_("Kegagalan pelindungan"), reverse("privacy:breaches"))]


@require_safe
@officer_required(MANAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """The register of breaches."""
    context = {"rows": breaches(request.actor), "now": timezone.now()}  # type: ignore[attr-defined]
    return render(request, "privacy/breaches.html", context)


@require_http_methods(METHODS)
@officer_required(MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Note a breach; its guided case opens."""
    actor = request.actor  # type: ignore[attr-defined]
    require_officer(actor)
    form = BreachForm(sent(request))
    if breach_id := attempt(form, lambda: note_breach(actor, BreachFacts(**form.cleaned_data))):
        return redirect("privacy:breach", breach_id)
    context = {"form": form, "trail": _trail()}
    return render(request, "privacy/new_breach.html", context, status=422 if form.errors else 200)


@require_http_methods(METHODS)
@officer_required(MANAGE)
def show(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """One breach: until when who has to be told, letters, and telling the data subjects."""
    actor = request.actor  # type: ignore[attr-defined]
    row = get_breach(actor, breach_id)
    form = TellForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            count = tell_subjects(actor, breach_id, form.cleaned_data["accounts"])
        except Invalid as fault:
            form.add_error("accounts", str(fault))
        else:
            text = ngettext("%(n)d orang diberi tahu.", "%(n)d orang diberi tahu.", count)
            messages.success(request, text % {"n": count})
            return redirect("privacy:breach", breach_id)
    is_late = row.told_at is None and timezone.now() > row.due_at
    context = {"row": row, "form": form, "letters": letters(), "is_late": is_late, "trail": _trail()}
    return render(request, "privacy/breach.html", context, status=422 if form.errors else 200)


@require_safe
@officer_required(MANAGE)
def letter(request: HttpRequest, breach_id: UUID, code: str) -> HttpResponse:
    """A letter with the facts of the breach, to print or to copy."""
    row = get_breach(request.actor, breach_id)  # type: ignore[attr-defined]
    template = get_letter(code)
    trail = [*_trail(), (row.title, reverse("privacy:breach", args=[row.pk]))]
    context = {"letter": template, "text": written(template, row), "trail": trail}
    return render(request, "privacy/letter.html", context)
