"""The officers' register: the list with its filters, the map, one licence, decisions on those without a case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import NotVisible
from balai.core.exchange import download
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required, personal_page
from balai.foundation.audit.api import events_of
from balai.foundation.forms.api import Answers, attachments_of, render_answers
from balai.services.licences import access, policies, selectors
from balai.services.licences.actions.change_standing import TURNS, change_standing
from balai.services.licences.actions.note_visit import SUBJECT
from balai.services.licences.forms import ReasonForm, RegisterForm
from balai.services.licences.mapping import NARROW, WIDTH, map_of
from balai.services.licences.models import Licence, Visit
from balai.services.licences.views.showing import TONES

PAGE = 25


@require_safe
@officer_required(policies.VIEW)
def register(request: HttpRequest) -> HttpResponse:
    """What my units have issued; narrowed, searched, counted."""
    actor = request.actor  # type: ignore[attr-defined]
    form = RegisterForm(actor, request.GET)
    counts = selectors.standing_counts(actor)
    paginator = Paginator(selectors.register(actor, form.filters), PAGE)
    if form.filters.is_empty:
        paginator.count = counts["all"]
    page = paginator.get_page(request.GET.get("hal"))
    rows = list(page.object_list)
    findings = selectors.open_findings(actor, [row.pk for row in rows])
    context = {
        **_narrowed(request, form),
        "page": page,
        "lines": [(row, TONES[row.standing], findings.get(row.pk, 0)) for row in rows],
        "counts": counts,
        "records": bool(policies.recording_units(actor)),
    }
    return render(request, "licences/register.html", context)


@require_safe
@officer_required(policies.VIEW)
def places(request: HttpRequest) -> HttpResponse:
    """The same licences on a map, and as a list beside it."""
    actor = request.actor  # type: ignore[attr-defined]
    form = RegisterForm(actor, request.GET)
    rows = selectors.on_map(selectors.register(actor, form.filters))
    lines = [(row, TONES[row.standing]) for row in rows[:PAGE]]
    context = {**_narrowed(request, form), **_drawn(rows), "lines": lines, "total": len(rows)}
    return render(request, "licences/map.html", context)


def _drawn(rows: list[Licence], width: int = WIDTH) -> dict[str, Any]:
    drawn = map_of(rows, width)
    pins = [(pin, TONES[pin.licence.standing][0]) for pin in drawn.pins] if drawn else []
    return {"map": drawn, "pins": pins}


def _narrowed(request: HttpRequest, form: RegisterForm) -> dict[str, Any]:
    kept = request.GET.copy()
    kept.pop("hal", None)
    return {"form": form, "filters": form.filters, "query": kept.urlencode()}


@require_safe
@officer_required(policies.VIEW)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the register shows, as a file."""
    if form not in {"csv", "xlsx"}:
        raise NotVisible
    actor = request.actor  # type: ignore[attr-defined]
    rows = selectors.register(actor, RegisterForm(actor, request.GET).filters)
    return download(selectors.licence_sheet(rows), "izin", form)


@require_safe
@personal_page("licences.Licence", "licence_id", "licence")
@officer_required(policies.VIEW)
def licence(request: HttpRequest, licence_id: UUID) -> HttpResponse:
    """One licence: what it says, its chain, case and letter, visits, history."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_licence(actor, licence_id, to="office")
    decides = policies.decides(actor, found)
    context = {
        "licence": found,
        "tone": TONES[found.standing],
        "chain": [(row, TONES[row.standing]) for row in selectors.chain_of(found)],
        "visits": [(one, _shown(request, one)) for one in selectors.visits_of(actor, found)],
        "events": reversed(events_of(found.pk)),
        "inspects": policies.may(actor, policies.INSPECT, found.unit_id),
        "turns": [name for name, turn in TURNS.items() if decides and found.state in turn.sources],
        "document": selectors.letter_of(actor, found),
        **_drawn([found], NARROW),
    }
    return render(request, "licences/licence.html", context)


def _shown(request: HttpRequest, visit: Visit) -> str:
    answers = Answers(visit.form_code, visit.form_version, visit.values)
    return render_answers(request, answers, attachments_of(SUBJECT, visit.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.DECIDE)
def turn(request: HttpRequest, licence_id: UUID, turn: str) -> HttpResponse:
    """Suspend, lift or revoke a licence of an old register, with the reason."""
    actor = request.actor  # type: ignore[attr-defined]
    if turn not in TURNS:
        raise NotVisible
    found = access.get_licence(actor, licence_id, to="decide")
    form = ReasonForm(sent(request))
    if request.method == "POST" and attempt(form, lambda: _decide(request, found, turn, form)):
        return redirect("licences:licence", found.pk)
    context = {"licence": found, "form": form, "turn": turn}
    return render(request, "licences/turn.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, found: Licence, turn: str, form: ReasonForm) -> bool:
    card = change_standing(request.actor, found.pk, turn, form.cleaned_data["reason"])  # type: ignore[attr-defined]
    messages.success(request, f"{card.number}: {card.standing_name}")
    return True
