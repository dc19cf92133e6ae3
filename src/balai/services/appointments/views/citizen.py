"""Pages for those who come: what is offered, free times, the own appointments."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.clock import read_day
from balai.core.errors import NotVisible
from balai.core.http.forms import attempt, sent
from balai.core.ids import read_id
from balai.core.ui.qr import qr_picture
from balai.foundation.accounts.api import sign_in_required
from balai.services.appointments import selectors
from balai.services.appointments.access import get_booking, get_opening
from balai.services.appointments.actions.book import Wish, book, cancel, change
from balai.services.appointments.calendar_file import calendar_file
from balai.services.appointments.forms import CancelForm, SlotForm
from balai.services.appointments.models import Booking, Opening
from balai.services.appointments.slots import days_of, slot_at, slots_of

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What anybody can come for by appointment."""
    context = {"openings": selectors.openings(), "case_id": _case_id(request)}
    return render(request, "appointments/list.html", context)


@require_safe
def opening(request: HttpRequest, code: str) -> HttpResponse:
    """The free times of an opening, without names."""
    found = get_opening(code)
    context = {"opening": found, "case_id": _case_id(request), **times_of(request, found)}
    return render(request, "appointments/opening.html", context)


def _case_id(request: HttpRequest) -> str:
    return str(read_id(request.GET.get("perkara", "")) or "")


def times_of(request: HttpRequest, found: Opening) -> dict[str, Any]:
    """The days with their free seats, and the slots of the chosen one."""
    days = days_of(found)
    first = next((day.date for day in days if day.free), days[0].date if days else None)
    chosen = read_day(request.GET.get("hari", "")) or first
    return {"days": days, "day": chosen, "slots": slots_of(found, chosen) if chosen else []}


@never_cache
@require_http_methods(FORM_METHODS)
@sign_in_required
def reserve(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm a slot and take it."""
    actor, found = request.actor, get_opening(code)  # type: ignore[attr-defined]
    form = SlotForm(sent(request) or request.GET)
    if not form.is_valid():
        return redirect("appointments:opening", code)
    wish = Wish(code, form.cleaned_data["mulai"], form.cleaned_data["perkara"])
    made = attempt(form, lambda: book(actor, wish)) if request.method == "POST" else None
    if made:
        messages.success(request, _("Janji temu Anda tercatat."))
        return redirect("appointments:booking", made.id)
    context = {"opening": found, "form": form, "wish": wish, "slot": slot_at(found, wish.starts_at)}
    return render(request, "appointments/reserve.html", context, status=409 if form.errors else 200)


@never_cache
@require_safe
@sign_in_required
def mine(request: HttpRequest) -> HttpResponse:
    """My appointments."""
    return render(request, "appointments/mine.html", {"bookings": selectors.my_bookings(request.actor)})  # type: ignore[attr-defined]


def _own(request: HttpRequest, booking_id: UUID) -> Booking:
    actor = request.actor  # type: ignore[attr-defined]
    booking = get_booking(actor, booking_id)
    if booking.person_id != actor.user_id:
        raise NotVisible(_("Janji temu ini tidak ditemukan."))
    return booking


@never_cache
@require_safe
@sign_in_required
def show(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """One appointment: when, where, what to bring."""
    return render(request, "appointments/booking.html", _with_picture(_own(request, booking_id)))


@never_cache
@require_safe
@sign_in_required
def slip(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """The appointment on paper."""
    return render(request, "appointments/slip.html", _with_picture(_own(request, booking_id)))


def _with_picture(booking: Booking) -> dict[str, Any]:
    """The appointment with its code as a picture, which a kiosk reads."""
    return {
        "booking": booking,
        "qr": qr_picture(booking.code),
    }


@never_cache
@require_http_methods(FORM_METHODS)
@sign_in_required
def move(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Choose another time."""
    actor, booking = request.actor, _own(request, booking_id)  # type: ignore[attr-defined]
    form = SlotForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: change(actor, booking_id, form.cleaned_data["mulai"])
    ):
        messages.success(request, _("Janji temu Anda dipindahkan."))
        return redirect("appointments:booking", booking_id)
    context = {
        "booking": booking,
        "opening": booking.opening,
        "form": form,
        **times_of(request, booking.opening),
    }
    return render(request, "appointments/move.html", context, status=409 if form.errors else 200)


@never_cache
@require_http_methods(FORM_METHODS)
@sign_in_required
def give_back(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Cancel, after asking once more."""
    actor, booking = request.actor, _own(request, booking_id)  # type: ignore[attr-defined]
    form = CancelForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: cancel(actor, booking_id, form.cleaned_data["reason"])
    ):
        messages.success(request, _("Janji temu dibatalkan. Tempat Anda kembali bebas."))
        return redirect("appointments:mine")
    context = {"booking": booking, "form": form}
    return render(request, "appointments/cancel.html", context, status=409 if form.errors else 200)


@never_cache
@require_safe
@sign_in_required
def ical(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """The appointment for the calendar of a phone."""
    booking = _own(request, booking_id)
    url = f"{settings.PUBLIC_URL.rstrip('/')}{reverse('appointments:booking', args=[booking_id])}"
    disposition = f'attachment; filename="{booking.code}.ics"'
    return HttpResponse(
        calendar_file(booking, url),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"},
    )
