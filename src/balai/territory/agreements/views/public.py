"""The public register: what was signed with whom, without anything confidential, and with whom most."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.core.errors import NotVisible
from balai.core.ids import read_code
from balai.foundation.regions.api import tile_map
from balai.territory.agreements import selectors
from balai.territory.agreements.forms import RegisterForm
from balai.territory.agreements.models import Sort
from balai.territory.agreements.views.register import PAGE, narrowed
from balai.territory.agreements.views.showing import TONES
from balai.territory.innovations.api import innovation_titles


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every agreement that the public may read; searched and narrowed."""
    form = RegisterForm(request.GET)
    page = Paginator(selectors.public_register(form.filters), PAGE).get_page(request.GET.get("hal"))
    lines = [(row, TONES[row.standing]) for row in page.object_list]
    return render(
        request, "agreements/public.html", {**narrowed(request, form), "page": page, "lines": lines}
    )


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """With whom, most first: the regions, and everybody else."""
    found = selectors.public_partners()
    regions = [one for one in found if one.sort == Sort.REGION]
    others = [one for one in found if one.sort != Sort.REGION]
    context = {"regions": regions, "others": others, "map": tile_map(selectors.provinces_of(regions))}
    return render(request, "agreements/partners.html", context)


@require_safe
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """One public agreement."""
    known = read_code(code)
    if known is None:
        raise NotVisible
    found = selectors.public_agreement(known)
    duties = selectors.duties_of(found)
    context = {
        "agreement": found,
        "tone": TONES[found.standing],
        "parties": selectors.parties_of(found),
        "done": sum(duty.done_on is not None for duty in duties),
        "owed": len(duties),
        "reports": found.reports.all(),
        "innovations": innovation_titles(set(found.innovations)),
        "extensions": found.extensions.all(),
    }
    return render(request, "agreements/public_agreement.html", context)
