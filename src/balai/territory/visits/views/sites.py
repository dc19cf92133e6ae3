"""Where guests are received, kept by whoever coordinates visits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.territory.visits import selectors
from balai.territory.visits.access import get_site
from balai.territory.visits.actions.keep_site import set_site, set_site_day
from balai.territory.visits.forms import WEEKDAYS, SiteDayForm, SiteForm
from balai.territory.visits.policies import MANAGE

FORM_METHODS = ["GET", "HEAD", "POST"]


def _trail() -> list[tuple[str, str]]:
    return trail((_("Tempat kunjungan"), reverse("visits:sites")))


@never_cache
@require_safe
@officer_required(MANAGE)
def sites(request: HttpRequest) -> HttpResponse:
    """Every site with how many it takes."""
    rows = [(site, ", ".join(str(WEEKDAYS[day]) for day in site.weekdays)) for site in selectors.all_sites()]
    return render(request, "visits/sites.html", {"rows": rows, "trail": _trail()[:1]})


@never_cache
@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def site(request: HttpRequest, code: str) -> HttpResponse:
    """How a site receives, and its days that differ."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_site(actor, code)
    initial = {"capacity": found.capacity, "weekdays": found.weekdays, "is_open": found.is_open}
    form = SiteForm(sent(request), initial=initial)
    if request.method == "POST" and attempt(form, lambda: set_site(actor, code, form.facts)):
        messages.success(request, _("Tempat disimpan."))
        return redirect("visits:sites")
    days = selectors.coming_days(found)
    context = {"site": found, "form": form, "days": days, "trail": _trail()}
    return render(request, "visits/site.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def site_day(request: HttpRequest, code: str) -> HttpResponse:
    """A day on which a site takes more, fewer or no guests."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_site(actor, code)
    form = SiteDayForm(sent(request))
    given = form.cleaned_data if form.is_valid() else {}
    if request.method == "POST" and attempt(form, lambda: set_site_day(actor, code, **given)):
        messages.success(request, _("Hari disimpan."))
        return redirect("visits:site", code)
    context = {"site": found, "form": form, "trail": _trail()}
    return render(request, "visits/site_day.html", context, status=409 if form.errors else 200)
