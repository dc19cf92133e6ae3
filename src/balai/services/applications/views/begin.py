"""Where it begins: for which village, then straight into the first step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.errors import NotVisible
from balai.foundation.accounts.api import person
from balai.foundation.forms.api import current_holder
from balai.foundation.organizations.api import UnitCard, get_unit, village_unit
from balai.foundation.regions.api import regency, search_regions
from balai.services.applications.actions.begin import begin_application
from balai.services.catalogue.api import ServicePage, applied_service

MOST_FOUND = 12
VILLAGES = ("desa", "kelurahan", "desa_adat")


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the village (when the service is given by villages) and begin or go on with the draft."""
    service = applied_service(slug)
    unit = chosen_unit(request, service)
    if request.method == "POST" and unit is not None:
        draft = begin_application(current_holder(request, begin=True), service, unit)
        return redirect("applications:step", draft.id, draft.step)
    return render(request, "applications/begin.html", choice(request, service, _own_village(request)))


def chosen_unit(request: HttpRequest, service: ServicePage) -> UnitCard | None:
    """The unit that gives the service: its only one, or the village that was chosen."""
    code = request.POST.get("desa", "") if request.method == "POST" else ""
    return get_unit(service.unit_id) if service.unit_id else village(code)


def village(code: str) -> UnitCard | None:
    """The village with the code, or nothing."""
    try:
        return village_unit(code) if code else None
    except NotVisible:
        return None


def choice(request: HttpRequest, service: ServicePage, home: UnitCard | None) -> dict[str, object]:
    """For which village: the one that is likely, and those that were searched for."""
    if service.unit_id:
        return {"service": service, "unit": get_unit(service.unit_id)}
    asked = (request.GET.get("q") or request.POST.get("q") or "").strip()[:80]
    found = search_regions(asked, prefix=regency().code, kinds=VILLAGES, limit=MOST_FOUND) if asked else []
    error = _("Pilih satu desa atau kelurahan dari daftar.") if request.method == "POST" else ""
    return {"service": service, "q": asked, "found": found, "mine": home, "error": error}


def _own_village(request: HttpRequest) -> UnitCard | None:
    """The village that a link named, or the one where the signed-in person lives."""
    actor = request.actor  # type: ignore[attr-defined]
    home = person(actor.user_id).region_code if actor.user_id else ""
    return village(request.GET.get("desa", "")) or village(home)
