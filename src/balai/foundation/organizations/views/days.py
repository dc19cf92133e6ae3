"""Days off of one unit, and the look at what a day touches before it is saved."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.organizations.access import get_closure, get_unit
from balai.foundation.organizations.actions.keep_closures import put_closure, remove_closure
from balai.foundation.organizations.actions.keep_holidays import HolidayFacts
from balai.foundation.organizations.effects import Effect, effect_of
from balai.foundation.organizations.forms import ClosureForm, HolidayForm, ReasonForm
from balai.foundation.organizations.policies import MANAGE
from balai.foundation.organizations.selectors import closures_of
from balai.foundation.organizations.views.units import trail_of

PAST = timedelta(days=90)


def confirm(
    request: HttpRequest, form: HolidayForm, *, title: str, effect: Effect, back: str
) -> HttpResponse:
    """What a new day off touches, with the button that saves it."""
    context: dict[str, Any] = {"form": form, "title": title, "effect": effect, "back": back}
    return render(request, "organizations/confirm_day.html", context)


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def closures(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The days on which only this unit is closed; adding one, after a look at what it touches."""
    actor = request.actor  # type: ignore[attr-defined]
    unit = get_unit(actor, unit_id, to="manage")
    form = ClosureForm(sent(request))
    if request.method == "POST" and form.is_valid():
        facts = HolidayFacts(**form.cleaned_data)
        back = reverse("organizations:closures", args=[unit_id])
        if "yakin" not in request.POST:
            effect = effect_of(facts.day, unit_id)
            return confirm(request, form, title=_("Tambah hari tutup"), effect=effect, back=back)
        put_closure(actor, unit_id, facts)
        messages.success(request, _("Hari tutup disimpan."))
        return redirect(back)
    days = closures_of(unit, timezone.localdate() - PAST)
    context = {"unit": unit, "form": form, "days": days, "trail": trail_of(unit, here=True)}
    return render(request, "organizations/closures.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def remove(request: HttpRequest, unit_id: UUID, day: str) -> HttpResponse:
    """Let the unit serve on the day again, with the reason."""
    actor = request.actor  # type: ignore[attr-defined]
    closure = get_closure(actor, unit_id, day, to="manage")
    back = reverse("organizations:closures", args=[unit_id])
    form = ReasonForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: remove_closure(actor, unit_id, closure.date, form.cleaned_data["reason"])
    ):
        return redirect(back)
    context = {
        "form": form,
        "title": _("Hapus hari tutup"),
        "day": closure,
        "effect": effect_of(closure.date, unit_id),
        "trail": [*trail_of(closure.unit, here=True), (_("Hari tutup"), back)],
    }
    return render(request, "organizations/remove_day.html", context, status=422 if form.errors else 200)
