"""Roots of certificate authorities that are trusted when somebody outside signs: list, add, end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.foundation.documents import selectors
from balai.foundation.documents.actions.keep_roots import RootDraft, end_root, trust_root
from balai.foundation.documents.forms import RootForm
from balai.foundation.documents.policies import WRITE


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(WRITE)
def roots(request: HttpRequest) -> HttpResponse:
    """All roots with their fingerprints, and a form for a further one."""
    actor = request.actor  # type: ignore[attr-defined]
    form = RootForm(sent(request))
    if request.method == "POST" and attempt(form, lambda: trust_root(actor, RootDraft(**form.cleaned_data))):
        messages.success(
            request, _("Akar ini dipercaya mulai sekarang; tanda tangan lama dari penerbitnya dinilai lagi.")
        )
        return redirect("documents:roots")
    context = {"roots": selectors.trusted_roots(), "form": form, "now": timezone.now(), "trail": trail()}
    return render(request, "documents/roots.html", context, status=422 if form.errors else 200)


@require_POST
@officer_required(WRITE)
def end(request: HttpRequest, root_id: UUID) -> HttpResponse:
    """Trust a root no longer."""
    end_root(request.actor, root_id)  # type: ignore[attr-defined]
    messages.success(
        request, _("Akar ini tidak dipercaya lagi. Tanda tangan yang sudah dinilai tetap seperti dinilai.")
    )
    return redirect("documents:roots")
