"""The coordinator's floor: counters, lines, announcements as they are now, and what can be changed at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import Conflict, NotVisible
from balai.core.http.conditional import fresh_or_304
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.services.queues import api, staffing
from balai.services.queues.access import get_counter
from balai.services.queues.actions.keep import announce as announcing
from balai.services.queues.forms.floor import AnnounceForm, MoveForm, OfficerForm
from balai.services.queues.hours import today
from balai.services.queues.models import Counter, Place
from balai.services.queues.policies import SUPERVISE, may_supervise

FORM_METHODS = ["GET", "HEAD", "POST"]
PLAIN = {"jeda": api.pause, "lanjut": api.resume_counter, "tutup": api.close_counter}


@never_cache
@require_safe
@officer_required(SUPERVISE)
def floor(request: HttpRequest, place: str) -> HttpResponse:
    """The whole floor; its inside refreshes itself."""
    return render(request, "queues/floor.html", {**_shown(request, place), "form": AnnounceForm()})


@never_cache
@require_safe
@officer_required(SUPERVISE)
def body(request: HttpRequest, place: str) -> HttpResponse:
    """The inside of the floor, for the page that stands open."""
    page = render(request, "queues/bits/floor.html", _shown(request, place))
    return fresh_or_304(request, page.content.decode())


def _shown(request: HttpRequest, place: str) -> dict[str, Any]:
    found = api.floor(request.actor, place)  # type: ignore[attr-defined]
    waits = [line for line in found.lines if line.longest_seconds is not None]
    staffed = [counter for counter in found.counters if counter.shift]
    return {
        "floor": found,
        "lines": [line for line in found.lines if not line.is_quiet],
        "quiet": [line for line in found.lines if line.is_quiet],
        "staffed": staffed,
        "shut": [counter for counter in found.counters if not counter.shift],
        "open_counters": len(staffed),
        "idle": sum(counter.is_idle for counter in found.counters),
        "longest": max(waits, key=lambda line: line.longest_seconds or 0, default=None),
        "error": api.error_of_estimates(place, today()),
    }


@never_cache
@require_http_methods(FORM_METHODS)
@officer_required(SUPERVISE)
def staff(request: HttpRequest, place: str, counter_id: UUID) -> HttpResponse:
    """One counter in the hands of the coordinator: open it for somebody, pause, move, close."""
    actor = request.actor  # type: ignore[attr-defined]
    counter = get_counter(actor, counter_id, to="supervise")
    shown = next((one for one in api.floor(actor, place).counters if one.id == counter_id), None)
    if shown is None:
        raise NotVisible(_("Loket ini tidak ditemukan."))
    form = _form(request, counter, is_open=shown.shift is not None)
    if request.method == "POST" and _changed(request, shown, form):
        return redirect("queues:floor", place)
    context = {"place": counter.place, "counter": shown, "form": form}
    return render(request, "queues/staff.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, counter: Counter, *, is_open: bool) -> Form:
    """Where to move who sits there, or who could open it; the plain buttons need neither."""
    data = None if request.POST.get("laku") in PLAIN else sent(request)
    if is_open:
        free = [(str(one.pk), f"{one.number} {one.name}") for one in staffing.free_counters(counter)]
        return MoveForm(data, counters=free)
    return OfficerForm(data, officers=[(str(one.id), one.name) for one in staffing.free_officers(counter)])


def _changed(request: HttpRequest, shown: api.FloorCounter, form: Form) -> bool:
    actor, act = request.actor, request.POST.get("laku", "")  # type: ignore[attr-defined]
    if act not in PLAIN:
        return bool(attempt(form, lambda: _placed(request, shown, form)))
    try:
        PLAIN[act](actor, shown.id)
    except Conflict as fault:
        messages.warning(request, str(fault))
    return True


def _placed(request: HttpRequest, shown: api.FloorCounter, form: Form) -> bool:
    actor, wanted = request.actor, form.cleaned_data  # type: ignore[attr-defined]
    if shown.shift:
        api.move(actor, shown.shift.id, UUID(wanted["loket"]))
        messages.success(request, _("Petugas dipindahkan."))
    else:
        api.seat_officer(actor, shown.id, UUID(wanted["petugas"]))
        messages.success(request, _("Loket dibuka."))
    return True


@never_cache
@require_http_methods(FORM_METHODS)
@officer_required()
def announce(request: HttpRequest, place: str) -> HttpResponse:
    """Say something on the displays of the place."""
    actor, form = request.actor, AnnounceForm(sent(request))  # type: ignore[attr-defined]
    found = announcing.announced_place(actor, place)
    if request.method == "POST" and attempt(form, lambda: _announced(request, place, form)):
        messages.success(request, _("Pengumuman tampil di layar."))
        return redirect(_back(request, found))
    context = {"place": found, "form": form, "back": _back(request, found)}
    return render(request, "queues/announce.html", context, status=422 if form.errors else 200)


def _back(request: HttpRequest, place: Place) -> str:
    """The floor for its coordinator, else the place as it is administered."""
    leads = may_supervise(request.actor, place)  # type: ignore[attr-defined]
    return reverse("queues:floor" if leads else "queues:place_kept", args=[place.code])


def _announced(request: HttpRequest, place: str, form: AnnounceForm) -> UUID:
    sent_values = form.cleaned_data
    new = announcing.NewAnnouncement(
        sent_values["kind"], form.text, sent_values["starts_at"], sent_values["ends_at"]
    )
    return announcing.announce(request.actor, place, new)  # type: ignore[attr-defined]


@require_POST
@officer_required()
def end_announcement(request: HttpRequest, place: str, announcement_id: UUID) -> HttpResponse:
    """Take an announcement off the displays."""
    actor = request.actor  # type: ignore[attr-defined]
    found = announcing.announced_place(actor, place)
    announcing.end_announcement(actor, place, announcement_id)
    messages.success(request, _("Pengumuman diakhiri."))
    return redirect(_back(request, found))
