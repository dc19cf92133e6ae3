"""One page for everything that an administrator keeps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.core.errors import NotAllowed
from balai.core.ui.administration import Shown, matters_for, may_administer
from balai.foundation.accounts.api import officer_required

LONGEST = 80


@require_safe
@officer_required()
def administration(request: HttpRequest) -> HttpResponse:
    """The matters by group with how they stand; a search narrows them."""
    actor = request.actor  # type: ignore[attr-defined]
    if not may_administer(actor):
        raise NotAllowed(_("Pengelolaan hanya untuk administrator."))
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = matters_for(actor, text)
    groups: dict[str, list[Shown]] = {}
    for matter in found:
        groups.setdefault(matter.group, []).append(matter)
    waiting = [matter for matter in found if matter.state and matter.state.waits]
    context = {"groups": list(groups.items()), "waiting": waiting, "text": text}
    return render(request, "workplace/administration.html", context)
