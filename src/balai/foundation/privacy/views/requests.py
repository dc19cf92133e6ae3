"""Requests of data subjects for their officer: which wait, what each would change, what was done."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.foundation.accounts.api import officer_required
from balai.foundation.privacy.changes import changes_of
from balai.foundation.privacy.erasing import plan_of
from balai.foundation.privacy.policies import MANAGE
from balai.foundation.privacy.selectors import data_request, erasure_of, requests_at_hand


@require_safe
@officer_required(MANAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """The requests with their clock, open ones first."""
    rows = requests_at_hand(request.actor)  # type: ignore[attr-defined]
    return render(request, "privacy/requests.html", {"rows": rows, "now": timezone.now()})


@never_cache
@require_safe
@officer_required(MANAGE)
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What a request would change before it is carried out, and the report afterwards."""
    actor = request.actor  # type: ignore[attr-defined]
    card, wanted = data_request(actor, case_id)
    report = erasure_of(case_id)
    context: dict[str, Any] = {
        "card": card,
        "report": report,
        "changes": changes_of(actor, card, wanted) if wanted.kind == "koreksi" else [],
        "trail": [(_("Permintaan"), reverse("privacy:requests"))],
    }
    if wanted.kind == "hapus":
        plan = plan_of(wanted.person_id, case_id, with_account=wanted.with_account)
        context["lines"] = report.lines if report else [line.as_kept() for line in plan]
    return render(request, "privacy/request.html", context)
