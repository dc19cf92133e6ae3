"""Workplace pages of those who write what services say: which are open, and how far each agency is."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.services.catalogue.completion import (
    Wanted,
    edited_services,
    progress_by_agency,
    progress_of,
)
from balai.services.catalogue.policies import EDIT, may_edit_all

PAGE = 40
MOST_LETTERS = 80


@never_cache
@require_safe
@officer_required(EDIT)
def services_page(request: HttpRequest) -> HttpResponse:
    """The services that this person may write, with what is open in each and whether a draft waits."""
    rows = edited_services(request.actor)  # type: ignore[attr-defined]
    wanted = _wanted(request)
    context = {
        "page": Paginator([row for row in rows if wanted.keeps(row)], PAGE).get_page(request.GET.get("hal")),
        "wanted": wanted,
        "whole": progress_of(rows),
        "agencies": sorted(progress_by_agency(rows), key=lambda one: one.name),
        "may_begin": may_edit_all(request.actor),  # type: ignore[attr-defined]
        "trail": trail((_("Isi layanan"), "")),
    }
    return render(request, "catalogue/edit_list.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    text = request.GET.get("q", "").strip()[:MOST_LETTERS]
    return Wanted(request.GET.get("instansi", ""), text, request.GET.get("belum") == "1")


@never_cache
@require_safe
@officer_required(EDIT)
def completeness_page(request: HttpRequest) -> HttpResponse:
    """How far each agency is with the published parts of its services."""
    rows = edited_services(request.actor)  # type: ignore[attr-defined]
    context = {
        "whole": progress_of(rows),
        "agencies": progress_by_agency(rows),
        "trail": trail((_("Kelengkapan layanan"), "")),
    }
    return render(request, "catalogue/completeness.html", context)
