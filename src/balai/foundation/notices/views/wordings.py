"""The texts of notices, for administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.foundation.notices.access import get_wording
from balai.foundation.notices.actions.edit_wording import edit_wording, restore_wording
from balai.foundation.notices.forms import WordingForm, labelled
from balai.foundation.notices.kinds import is_known, kind_of
from balai.foundation.notices.policies import MANAGE
from balai.foundation.notices.selectors import listed_wordings


@require_safe
@officer_required(MANAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """All kinds with what they say, and which of them the regency has changed."""
    rows = listed_wordings(request.actor)  # type: ignore[attr-defined]
    context = {"rows": [(kind_of(row.kind), row) for row in rows if is_known(row.kind)], "trail": trail()}
    return render(request, "notices/wordings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def edit(request: HttpRequest, kind: str) -> HttpResponse:
    """Change the texts of a kind; the original stands beside them."""
    actor = request.actor  # type: ignore[attr-defined]
    row = get_wording(actor, kind)
    form = WordingForm(sent(request), row.texts)
    if attempt(form, lambda: edit_wording(actor, kind, form.texts)):
        messages.success(request, _("Teks disimpan dan berlaku mulai sekarang."))
        return redirect("notices:wordings")
    known = kind_of(kind)
    context = {
        "row": row,
        "kind": known,
        "form": form,
        "originals": list(labelled(row.original)),
        "placeholders": [f"{{{name}}}" for name in sorted(known.placeholders)],
        "trail": trail((_("Teks pemberitahuan"), reverse("notices:wordings"))),
    }
    return render(request, "notices/wording.html", context, status=422 if form.errors else 200)


@require_POST
@officer_required(MANAGE)
def restore(request: HttpRequest, kind: str) -> HttpResponse:
    """Back to the text of the pack."""
    restore_wording(request.actor, kind)  # type: ignore[attr-defined]
    messages.success(request, _("Teks asal dari paket berlaku lagi."))
    return redirect("notices:wording", kind)
