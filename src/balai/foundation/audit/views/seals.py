"""The state of the seal: the last head, what waits, the last verification."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from balai.foundation.audit import watching
from balai.foundation.audit.access import get_head
from balai.foundation.audit.actions.sign_head import head_file
from balai.foundation.audit.sealing import seal_state
from balai.foundation.audit.tasks import ask_for_verification
from balai.foundation.audit.views.guard import auditor_required, home

LATE = timedelta(minutes=30)
HEADS = 30


@never_cache
@require_safe
@auditor_required
def seals_page(request: HttpRequest) -> HttpResponse:
    """Whether the chain is whole, as far as we know."""
    state = seal_state(HEADS)
    is_late = state.waiting_since is not None and timezone.now() - state.waiting_since > LATE
    context = {"trail": home(), "state": state, "is_late": is_late}
    return render(request, "audit/seals.html", context)


@never_cache
@require_safe
@auditor_required
@transaction.atomic
def head_download(request: HttpRequest, head_id: UUID) -> HttpResponse:
    """The signed head as a file, to be kept elsewhere."""
    actor = request.actor  # type: ignore[attr-defined]
    head = get_head(actor, head_id)
    watching.note_download(actor, head)
    name, content = head_file(head)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@auditor_required
@transaction.atomic
def verify(request: HttpRequest) -> HttpResponse:
    """Ask the worker to verify the whole chain now."""
    watching.note_request(request.actor)  # type: ignore[attr-defined]
    transaction.on_commit(ask_for_verification)
    messages.success(request, _("Pemeriksaan dimulai. Hasilnya muncul di halaman ini."))
    return redirect("audit:seals")
