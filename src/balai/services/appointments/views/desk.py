"""Pages of the desk: who comes today, arrived, served, did not come; and how slots are offered."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.clock import read_day
from balai.core.errors import Conflict, NotVisible
from balai.core.http.forms import attempt, sent
from balai.core.ids import read_code
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required, personal_page
from balai.services.appointments import selectors
from balai.services.appointments.access import get_managed_opening
from balai.services.appointments.actions.keep_opening import set_opening
from balai.services.appointments.actions.receive import check_in, no_show, serve
from balai.services.appointments.forms import OpeningForm
from balai.services.appointments.models import Booking
from balai.services.appointments.models.booking import WORK
from balai.services.appointments.policies import MANAGE

ACTS: dict[str, Callable[..., Any]] = {"datang": check_in, "selesai": serve, "absen": no_show}


@never_cache
@require_safe
@officer_required(WORK)
def day(request: HttpRequest) -> HttpResponse:
    """Who comes on a day to the officer's units; ``?kode=`` finds one by the code on the slip."""
    served = selectors.openings_served(request.actor)  # type: ignore[attr-defined]
    shown = [opening for opening in served if opening.code == request.GET.get("jadwal")] or served
    on = _day(request)
    rows = selectors.day_list(shown, on)
    code = request.GET.get("kode", "").strip()[:40]
    found = [row for row in rows if row.code == read_code(code)] if code else rows
    context = {
        "openings": served,
        "chosen": request.GET.get("jadwal", ""),
        "on": on,
        "earlier": on - timedelta(days=1),
        "later": on + timedelta(days=1),
        "rows": found,
        "code": code,
        "counts": _counts(rows),
        "now": timezone.now(),
    }
    return render(request, "appointments/day.html", context)


def _day(request: HttpRequest) -> date:
    return read_day(request.GET.get("hari", "")) or timezone.localdate()


def _counts(rows: list[Booking]) -> list[tuple[str, int]]:
    found = Counter(row.state for row in rows)
    return [(str(state.label), found[state]) for state in Booking.State if found[state]]


@require_POST
@personal_page("appointments.Booking", "booking_id", "appointment")
@officer_required(WORK)
def receive(request: HttpRequest, booking_id: UUID, act: str) -> HttpResponse:
    """Note what happened at the desk."""
    if act not in ACTS:
        raise NotVisible
    try:
        card = ACTS[act](request.actor, booking_id)  # type: ignore[attr-defined]
    except Conflict as error:
        messages.error(request, str(error))
        return redirect("appointments:day")
    messages.success(request, f"{card.code}: {card.state_name}")
    back = timezone.localdate(card.starts_at).isoformat()
    return redirect(f"{reverse('appointments:day')}?hari={back}")


@require_safe
@officer_required(MANAGE)
def openings(request: HttpRequest) -> HttpResponse:
    """How slots are offered by the units that one administers."""
    rows = selectors.openings_kept(request.actor)  # type: ignore[attr-defined]
    return render(request, "appointments/openings.html", {"rows": rows, "trail": _trail()[:1]})


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """Capacity, length, horizon, notice and quota of one opening."""
    actor = request.actor  # type: ignore[attr-defined]
    opening = get_managed_opening(actor, code)
    form = OpeningForm(sent(request), instance=opening)
    if request.method == "POST" and attempt(form, lambda: set_opening(actor, code, form.cleaned_data)):
        messages.success(request, _("Jadwal disimpan."))
        return redirect("appointments:openings")
    context = {"opening": opening, "form": form, "trail": _trail()}
    return render(request, "appointments/settings.html", context, status=422 if form.errors else 200)


def _trail() -> list[tuple[str, str]]:
    return trail((_("Janji temu"), reverse("appointments:openings")))
