"""The holder's pages: my licences, one of them, and the way to the next one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from balai.core.errors import NotVisible
from balai.foundation.accounts.api import sign_in_required
from balai.foundation.audit.api import events_of
from balai.foundation.forms.api import current_holder
from balai.services.licences import access, selectors
from balai.services.licences.actions.begin_next import WAYS, begin_next, way_of
from balai.services.licences.views.showing import TONES


@require_safe
@sign_in_required
def mine(request: HttpRequest) -> HttpResponse:
    """My licences, those in force first."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = selectors.my_licences(actor)
    findings = selectors.open_findings(actor, [row.pk for row in rows])
    lines = [(row, TONES[row.standing], findings.get(row.pk, 0)) for row in rows]
    return render(request, "licences/mine.html", {"lines": lines})


@require_safe
@sign_in_required
def own(request: HttpRequest, licence_id: UUID) -> HttpResponse:
    """One licence as its holder sees it: until when, what is to be put right, what happened."""
    actor = request.actor  # type: ignore[attr-defined]
    licence = access.own_licence(actor, licence_id)
    visits = selectors.visits_of(actor, licence)
    context = {
        "licence": licence,
        "tone": TONES[licence.standing],
        "chain": [(row, TONES[row.standing]) for row in selectors.chain_of(licence)],
        "findings": [finding for visit in visits for finding in visit.findings.all()],
        "events": events_of(licence.pk, public_only=True),
        "ways": {name: bool(way_of(licence, name)) for name in WAYS},
        "document": selectors.letter_of(actor, licence),
    }
    return render(request, "licences/own.html", context)


@require_POST
@sign_in_required
def begin(request: HttpRequest, licence_id: UUID, way: str) -> HttpResponse:
    """Begin the application that renews or changes the licence."""
    if way not in WAYS:
        raise NotVisible
    draft = begin_next(current_holder(request, begin=True), licence_id, way)
    return redirect("applications:step", draft.id, draft.step)
