"""The public catalogue: found by the problem, in everybody's own words."""

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.core.http.pages import public_page
from balai.foundation.organizations.api import get_unit
from balai.territory.innovations import selectors
from balai.territory.innovations.access import get_innovation
from balai.territory.innovations.cards import InnovationCard, Need, card_of
from balai.territory.innovations.forms import ListForm
from balai.territory.innovations.models import Stage
from balai.territory.innovations.policies import may_manage
from balai.territory.innovations.ways import ways_from
from balai.territory.innovations.words import NEED_KINDS

PAGE = 24


@require_safe
@public_page
def catalogue(request: HttpRequest) -> HttpResponse:
    """All public innovations, or those that answer a problem."""
    form = ListForm(request.GET)
    rows = selectors.public_rows(form.filters)
    page = Paginator(rows, PAGE).get_page(request.GET.get("hal"))
    context = {
        "filters": form.filters,
        "stages": Stage.choices,
        "page": page,
        "cards": [card_of(row) for row in page.object_list],
    }
    return render(request, "innovations/catalogue.html", context)


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One innovation, whole: what another regency needs to know before it copies it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_innovation(actor, code)
    context = {
        **page_facts(card_of(found)),
        "steps": selectors.steps_of(found),
        "ways": ways_from(actor, code),
        "manages": may_manage(actor),
    }
    return render(request, "innovations/one.html", context)


def page_facts(card: InnovationCard) -> dict[str, Any]:
    """What the page of an innovation shows, also of one that is only drafted."""
    return {
        "card": card,
        "unit": get_unit(card.unit_id) if card.unit_id else None,
        "part": selectors.title_of_part(card),
        "needs": _by_kind(card.needs),
        "has_unverified": any(not one.is_verified for one in card.evidence),
    }


def _by_kind(needs: tuple[Need, ...]) -> list[tuple[str, str, list[Need]]]:
    """Label and icon of each kind with its needs, in the order of the law's questions."""
    order = list(NEED_KINDS)
    ordered = sorted(needs, key=lambda need: order.index(need.kind))
    found = groupby(ordered, key=lambda need: need.kind)
    return [(str(NEED_KINDS[kind][0]), NEED_KINDS[kind][1], list(group)) for kind, group in found]
