"""Workplace pages of the administrator: what services cost, by which rule, from which day on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import NotVisible
from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.regions.api import today
from balai.services.payments.actions.keep_tariff import chart_of, keep_tariff
from balai.services.payments.models import Tariff
from balai.services.payments.policies import KEEP
from balai.services.payments.pricing import TariffForm
from balai.services.payments.selectors import newest_tariffs, tables_of


@never_cache
@require_safe
@officer_required(KEEP)
def tariffs(request: HttpRequest) -> HttpResponse:
    """Every tariff as it stands."""
    context = {"tariffs": newest_tariffs(), "trail": trail((_("Tarif"), "")), "today": today()}
    return render(request, "payments/tariffs/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(KEEP)
@second_factor_required
def new_tariff(request: HttpRequest) -> HttpResponse:
    """A tariff from nothing."""
    return _write(request, "", [])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(KEEP)
@second_factor_required
def tariff(request: HttpRequest, code: str) -> HttpResponse:
    """A tariff with its earlier tables; what is written holds from the chosen day on."""
    tables = tables_of(code)
    if not tables:
        raise NotVisible(_("Tarif ini tidak ada."))
    return _write(request, code, tables)


def _write(request: HttpRequest, code: str, tables: list[Tariff]) -> HttpResponse:
    standing = tables[0] if tables else None
    form = TariffForm(chart_of(code), standing, sent(request))
    actor = request.actor  # type: ignore[attr-defined]
    kept = attempt(form, lambda: keep_tariff(actor, code, form.draft()))
    if kept:
        messages.success(request, _("Tarif tersimpan. Prosedur baru dapat memakainya."))
        return redirect("payments:tariffs")
    title = local(standing.name) if standing else _("Tarif baru")
    steps = trail((_("Tarif"), reverse("payments:tariffs")), (title, ""))
    context = {"form": form, "title": title, "tables": tables, "trail": steps, "standing": standing}
    return render(request, "payments/tariffs/tariff.html", context, status=422 if form.errors else 200)
