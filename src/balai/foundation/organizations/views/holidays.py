"""Workplace pages of holidays: every officer reads them, the regency's administrators keep them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.organizations.access import get_holiday
from balai.foundation.organizations.actions.keep_holidays import (
    HolidayFacts,
    keeps_holidays,
    may_keep_holidays,
    put_holiday,
    remove_holiday,
    verify_holidays,
)
from balai.foundation.organizations.effects import effect_of
from balai.foundation.organizations.forms import HolidayForm, ReasonForm
from balai.foundation.organizations.policies import MANAGE
from balai.foundation.organizations.selectors import holidays_of
from balai.foundation.organizations.views.days import confirm

YEARS = range(2000, 2100)


def _year(request: HttpRequest) -> int:
    text = request.GET.get("tahun") or request.POST.get("tahun") or ""
    year = int(text) if text.isdigit() else timezone.localdate().year
    return year if year in YEARS else timezone.localdate().year


def _address(year: int) -> str:
    return f"{reverse('organizations:holidays')}?tahun={year}"


@require_http_methods(["GET", "POST"])
@officer_required()
def listing(request: HttpRequest) -> HttpResponse:
    """The days off of a year; adding one, after a look at what it touches."""
    actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        may_keep_holidays(actor)
    form = HolidayForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return _put(request, form, _("Tambah hari libur"))
    year = _year(request)
    days = holidays_of(year)
    context = {
        "form": form,
        "year": year,
        "years": [year - 1, year, year + 1],
        "days": days,
        "unverified": sum(not day.is_verified for day in days),
        "day_off": sum(day.date.weekday() < 5 for day in days),
        "keeps": keeps_holidays(actor),
    }
    return render(request, "organizations/holidays.html", context, status=422 if form.errors else 200)


def _put(request: HttpRequest, form: HolidayForm, title: str) -> HttpResponse:
    """First what it touches, then the change."""
    facts = HolidayFacts(**form.cleaned_data)
    back = _address(facts.day.year)
    if "yakin" not in request.POST:
        return confirm(request, form, title=title, effect=effect_of(facts.day), back=back)
    put_holiday(request.actor, facts)  # type: ignore[attr-defined]
    messages.success(request, _("Hari libur disimpan dan ditandai sudah diperiksa."))
    return redirect(back)


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def correct(request: HttpRequest, day: str) -> HttpResponse:
    """Bring name and decree of a day off up to date; saving marks it as checked."""
    may_keep_holidays(request.actor)  # type: ignore[attr-defined]
    holiday = get_holiday(day)
    initial = {"day": holiday.date, "name": holiday.name, "source": holiday.source}
    form = HolidayForm(_with_day(request, holiday.date), initial=initial)
    form.fields["day"].disabled = True
    if request.method == "POST" and form.is_valid():
        put_holiday(request.actor, HolidayFacts(**form.cleaned_data))  # type: ignore[attr-defined]
        messages.success(request, _("Hari libur disimpan dan ditandai sudah diperiksa."))
        return redirect(_address(holiday.date.year))
    context = {"form": form, "holiday": holiday, "trail": _trail(holiday.date)}
    return render(request, "organizations/correct_holiday.html", context, status=422 if form.errors else 200)


def _with_day(request: HttpRequest, day: date) -> Any:
    data = sent(request)
    return None if data is None else {**data.dict(), "day": day.isoformat()}


def _trail(day: date) -> list[tuple[str, str]]:
    return [(_("Hari libur"), _address(day.year))]


@require_POST
@officer_required(MANAGE)
def verify(request: HttpRequest) -> HttpResponse:
    """Confirm the list of a year."""
    year = _year(request)
    verify_holidays(request.actor, year)  # type: ignore[attr-defined]
    return redirect(_address(year))


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def remove(request: HttpRequest, day: str) -> HttpResponse:
    """Make a day an ordinary one again, with the reason."""
    actor = request.actor  # type: ignore[attr-defined]
    may_keep_holidays(actor)
    holiday = get_holiday(day)
    form = ReasonForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: remove_holiday(actor, holiday.date, form.cleaned_data["reason"])
    ):
        return redirect(_address(holiday.date.year))
    context = {
        "form": form,
        "title": _("Hapus hari libur"),
        "day": holiday,
        "effect": effect_of(holiday.date),
        "trail": _trail(holiday.date),
    }
    return render(request, "organizations/remove_day.html", context, status=422 if form.errors else 200)
