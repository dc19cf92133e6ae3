"""Workplace pages of holidays, for the regency's administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.http.forms import sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.organizations.access import get_holiday
from balai.foundation.organizations.actions.keep_holidays import (
    HolidayFacts,
    may_keep_holidays,
    put_holiday,
    remove_holiday,
    verify_holidays,
)
from balai.foundation.organizations.forms import HolidayForm, ReasonForm
from balai.foundation.organizations.policies import MANAGE
from balai.foundation.organizations.selectors import holidays_of

YEARS = range(2000, 2100)


def _year(request: HttpRequest) -> int:
    text = request.GET.get("tahun") or request.POST.get("tahun") or ""
    year = int(text) if text.isdigit() else timezone.localdate().year
    return year if year in YEARS else timezone.localdate().year


def _address(year: int) -> str:
    return f"{reverse('organizations:holidays')}?tahun={year}"


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """The days off of a year, and adding one."""
    actor = request.actor  # type: ignore[attr-defined]
    may_keep_holidays(actor)
    form = HolidayForm(sent(request))
    if request.method == "POST" and form.is_valid():
        put_holiday(actor, HolidayFacts(**form.cleaned_data))
        return redirect(_address(form.cleaned_data["day"].year))
    year = _year(request)
    days = holidays_of(year)
    context = {
        "form": form,
        "year": year,
        "years": [year - 1, year, year + 1],
        "days": days,
        "unverified": sum(not day.is_verified for day in days),
        "day_off": sum(day.date.weekday() < 5 for day in days),
    }
    return render(request, "organizations/holidays.html", context, status=422 if form.errors else 200)


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
    if request.method == "POST" and form.is_valid():
        remove_holiday(actor, holiday.date, form.cleaned_data["reason"])
        return redirect(_address(holiday.date.year))
    trail = [(_("Hari libur"), _address(holiday.date.year))]
    context = {"form": form, "holiday": holiday, "trail": trail}
    return render(request, "organizations/remove_holiday.html", context, status=422 if form.errors else 200)
