"""Drafts over HTTP: saving by itself, the list of mine, discarding."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from balai.core.errors import Invalid, NotVisible
from balai.foundation.forms.access import get_draft
from balai.foundation.forms.actions.discard_draft import discard_draft
from balai.foundation.forms.actions.save_draft import NewerDraft, save_draft
from balai.foundation.forms.holding import current_holder
from balai.foundation.forms.raw import read_post
from balai.foundation.forms.resuming import resume_address
from balai.foundation.forms.selectors import DraftCard, draft_card, my_drafts
from balai.foundation.forms.steps import asked, step_named, version_of

PAUSE = timedelta(seconds=1)  # between two automatic saves of one draft


@never_cache
@require_POST
def autosave(request: HttpRequest, draft_id: UUID) -> JsonResponse:
    """Save a step as typed: 200 with version and time, 409 after another device, 429 when too often."""
    holder = current_holder(request)
    try:
        card = draft_card(get_draft(holder, draft_id))
        if card.version > 1 and timezone.now() - card.saved_at < PAUSE:
            return _refusal(429, _("Terlalu cepat. Isian disimpan lagi sesaat kemudian."), retry_after=1)
        step = step_named(card.spec, request.GET.get("langkah", ""))
        typed = read_post(asked(card, step), request.POST, card.answers)
        saved = save_draft(holder, draft_id, step.name, typed, version_of(request.POST))
    except NewerDraft as newer:
        return JsonResponse({"message": str(newer), **_stamp(newer.draft)}, status=409)
    except Invalid as error:
        return _refusal(422, str(error))
    except NotVisible as error:
        return _refusal(404, str(error))
    return JsonResponse(_stamp(saved))


def _stamp(card: DraftCard) -> dict[str, object]:
    return {"version": card.version, "saved_at": card.saved_at.isoformat()}


def _refusal(status: int, message: str, *, retry_after: int = 0) -> JsonResponse:
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return JsonResponse({"message": message}, status=status, headers=headers)


@never_cache
@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """What the holder has begun, on whatever device."""
    rows = [(card, resume_address(card)) for card in my_drafts(current_holder(request))]
    return render(request, "forms/drafts.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask, then discard."""
    holder = current_holder(request)
    card = draft_card(get_draft(holder, draft_id))
    if request.method == "GET":
        return render(request, "forms/discard.html", {"draft": card, "back": resume_address(card)})
    discard_draft(holder, draft_id)
    messages.success(request, _("Draf dihapus."))
    return redirect("forms:drafts")
