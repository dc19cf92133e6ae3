"""The officers' register: list with filters, files, beginning an agreement, recording an old one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import Invalid, NotVisible
from balai.core.exchange import download
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.regions.api import today
from balai.territory.agreements import policies, reporting, selectors
from balai.territory.agreements.actions.begin_agreement import begin_agreement
from balai.territory.agreements.actions.record_signed import record_signed
from balai.territory.agreements.cards import AgreementCard, AgreementDraft, PartyDraft, SignedDraft
from balai.territory.agreements.forms import AgreementForm, RegisterForm, SignedForm
from balai.territory.agreements.models import AgreementKind, Sort
from balai.territory.agreements.naming import found_region
from balai.territory.agreements.views.showing import TONES

PAGE = 25


@require_safe
@officer_required()
def register(request: HttpRequest) -> HttpResponse:
    """The agreements that I see; narrowed, searched, sorted, counted."""
    actor = request.actor  # type: ignore[attr-defined]
    form = RegisterForm(request.GET)
    page = Paginator(selectors.register(actor, form.filters), PAGE).get_page(request.GET.get("hal"))
    rows = list(page.object_list)
    late = selectors.late_by_agreement(actor, [row.pk for row in rows])
    context = {
        **narrowed(request, form),
        "page": page,
        "lines": [(row, TONES[row.standing], late.get(row.pk, 0)) for row in rows],
        "counts": selectors.standing_counts(actor),
        "late": selectors.late_duties(actor),
        "keeps": bool(policies.keeping_units(actor)),
        "year": today().year,
    }
    return render(request, "agreements/register.html", context)


def narrowed(request: HttpRequest, form: RegisterForm) -> dict[str, Any]:
    """What a list and its files share."""
    kept = request.GET.copy()
    kept.pop("hal", None)
    return {"form": form, "filters": form.filters, "query": kept.urlencode()}


@require_safe
@officer_required()
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the register shows, as a file."""
    if form not in {"csv", "xlsx"}:
        raise NotVisible
    rows = selectors.register(request.actor, RegisterForm(request.GET).filters)  # type: ignore[attr-defined]
    return download(reporting.register_sheet(rows), "kerja-sama", form)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin to prepare an agreement."""
    actor = request.actor  # type: ignore[attr-defined]
    form = AgreementForm(actor, sent(request), initial=_asked(request))
    if request.method == "POST" and (card := attempt(form, lambda: begin_agreement(actor, form.draft))):
        messages.success(request, _("Kerja sama dibuka. Sebutkan para pihaknya."))
        return redirect("agreements:agreement", card.id)
    context = {"form": form, "kinds": selectors.kinds()}
    return render(request, "agreements/begin.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the page from which one comes knows already: the agreement that is followed, or the visit."""
    known = {"follows": "menindaklanjuti", "delegation_id": "kunjungan", "kind": "jenis"}
    return {name: request.GET[key][:60] for name, key in known.items() if key in request.GET}


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def record(request: HttpRequest) -> HttpResponse:
    """Record an agreement that was signed before."""
    actor = request.actor  # type: ignore[attr-defined]
    form = SignedForm(actor, sent(request))
    if request.method == "POST" and (card := attempt(form, lambda: _record(request, form))):
        return redirect("agreements:agreement", card.id)
    return render(request, "agreements/record.html", {"form": form}, status=422 if form.errors else 200)


def _record(request: HttpRequest, form: SignedForm) -> AgreementCard:
    given = form.cleaned_data
    kind = selectors.kind_named(given["kind"])
    draft = AgreementDraft(kind.code, given["unit"], given["title"], given["affair"])
    lines = [line for line in given["partners"].splitlines() if line.strip()]
    parties = tuple(_partner(kind, line) for line in lines)
    dated = {name: given[name] for name in ("signed_on", "place", "number", "ends_on", "source")}
    return record_signed(request.actor, SignedDraft(draft, parties=parties, **dated))  # type: ignore[attr-defined]


def _partner(kind: AgreementKind, line: str) -> PartyDraft:
    """A region where the kind is made with regions and the line names one, else the first sort of the kind."""
    text = " ".join(line.split())
    if Sort.REGION in kind.sorts:
        try:
            return PartyDraft(Sort.REGION, "", region_code=found_region(text))
        except Invalid as error:
            raise Invalid(f"{text}: {error}", {"partners": f"{text}: {error}"}) from error
    return PartyDraft(kind.sorts[0], text)
