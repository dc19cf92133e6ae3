"""Pages of texts: finding one, writing it in own words, returning to the original."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.foundation.presentation.access import get_text
from balai.foundation.presentation.actions.keep_texts import put_text, reset_text
from balai.foundation.presentation.forms import TextForm
from balai.foundation.presentation.policies import MANAGE
from balai.foundation.presentation.selectors import text_rows


@require_safe
@officer_required(MANAGE)
def texts(request: HttpRequest) -> HttpResponse:
    """Every text by its place; search, and only those in own words."""
    words, only_own = request.GET.get("q", "").strip()[:80], "diganti" in request.GET
    rows = text_rows(words, only_own)
    groups = [(where, list(members)) for where, members in groupby(rows, key=lambda row: row.text.where)]
    context = {
        "groups": groups,
        "words": words,
        "only_own": only_own,
        "trail": trail((_("Teks"), "")),
    }
    return render(request, "presentation/texts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def text(request: HttpRequest, key: str) -> HttpResponse:
    """One text with its original beside."""
    actor = request.actor  # type: ignore[attr-defined]
    row = get_text(actor, key)
    form = TextForm(sent(request), initial={**row.text.original, **row.own})
    if request.method == "POST" and attempt(form, lambda: put_text(actor, key, form.cleaned_data)):
        messages.success(request, _("Teks disimpan."))
        return redirect("presentation:texts")
    context = {
        "row": row,
        "form": form,
        "pairs": [(form[language], row.text.original.get(language, "")) for language in ("id", "en")],
        "trail": trail((_("Teks"), reverse("presentation:texts"))),
    }
    return render(request, "presentation/text.html", context, status=422 if form.errors else 200)


@require_POST
@officer_required(MANAGE)
def reset(request: HttpRequest, key: str) -> HttpResponse:
    """Show the original again."""
    reset_text(request.actor, key)  # type: ignore[attr-defined]
    messages.success(request, _("Teks kembali seperti aslinya."))
    return redirect("presentation:texts")
