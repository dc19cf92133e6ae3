"""Places as their administrators keep them: hours, days that differ, lines, counters, displays, the rules in force."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.clock import read_day
from balai.core.errors import NotVisible
from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.core.ui.icons import StrOrPromise
from balai.foundation.accounts.api import officer_required
from balai.foundation.audit.api import events_of
from balai.foundation.organizations.api import name_week, named_hours, units_by_kind, units_kept
from balai.services.queues.access import get_place
from balai.services.queues.actions.keep.place import (
    DayFacts,
    PlaceFacts,
    add_place,
    keep_place,
    put_day,
    remove_day,
)
from balai.services.queues.actions.keep.thing import keep_thing, thing_at
from balai.services.queues.administering import kept_places, place_shown
from balai.services.queues.forms.administration import (
    LOOK,
    THINGS,
    WEEKDAYS,
    DayForm,
    LineForm,
    NewPlaceForm,
    PlaceForm,
    ReasonForm,
)
from balai.services.queues.models import Place
from balai.services.queues.policies import MANAGE
from balai.services.queues.wording import rules_told

FORM_METHODS = ["GET", "HEAD", "POST"]
TITLES: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "antrean": (gettext_lazy("Antrean baru"), gettext_lazy("Antrean")),
    "loket": (gettext_lazy("Loket baru"), gettext_lazy("Loket")),
    "layar": (gettext_lazy("Layar baru"), gettext_lazy("Layar")),
}


@dataclass(frozen=True)
class Asked:
    """A page with one form: its heading, what it does, where it leads."""

    title: StrOrPromise
    form: Form
    act: Callable[[], Any]
    done: StrOrPromise
    back: str
    place: Place | None = None


def _answer(request: HttpRequest, asked: Asked) -> HttpResponse:
    if asked.form.is_bound and attempt(asked.form, asked.act):
        messages.success(request, str(asked.done))
        return redirect(asked.back)
    context = {"asked": asked, "trail": _trail(asked.place)}
    return render(request, "queues/keep.html", context, status=422 if asked.form.errors else 200)


def _trail(place: Place | None) -> list[tuple[str, str]]:
    steps = [(_("Tempat layanan"), reverse("queues:places_kept"))]
    if place:
        steps.append((place.title, reverse("queues:place_kept", args=[place.code])))
    return trail(*steps)


@require_safe
@officer_required(MANAGE)
def places(request: HttpRequest) -> HttpResponse:
    """The places that one administers."""
    context = {"rows": kept_places(request.actor), "trail": trail()}  # type: ignore[attr-defined]
    return render(request, "queues/places_kept.html", context)


@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def new_place(request: HttpRequest) -> HttpResponse:
    """Open a further place."""
    actor = request.actor  # type: ignore[attr-defined]
    form = NewPlaceForm(sent(request), units=units_kept(actor, MANAGE))
    asked = Asked(
        title=_("Tempat layanan baru"),
        form=form,
        act=lambda: add_place(
            actor, UUID(form.cleaned_data["unit"]), form.cleaned_data["code"], _facts(form)
        ),
        done=_("Tempat layanan dibuat. Lengkapi antrean dan loketnya."),
        back=reverse("queues:places_kept"),
    )
    return _answer(request, asked)


def _facts(form: PlaceForm) -> PlaceFacts:
    values = form.cleaned_data
    return PlaceFacts(form.name, values["kind"], values["week"], values["order"], values["is_active"])


@require_safe
@officer_required(MANAGE)
def place(request: HttpRequest, code: str) -> HttpResponse:
    """One place with all that stands there, the rules its lines follow, and what was changed."""
    found = get_place(request.actor, code, to="manage")  # type: ignore[attr-defined]
    shown, hours = place_shown(found), name_week(found.week) or named_hours(found.unit_id)
    context = {
        "place": found,
        "shown": shown,
        "week": [(WEEKDAYS[day], ", ".join(periods)) for day, periods in hours.items()],
        "rules": rules_told([line.pk for line in shown.lines]),
        "events": list(reversed(events_of(found.pk)))[:20],
        "trail": _trail(None),
    }
    return render(request, "queues/place_kept.html", context)


@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def edit_place(request: HttpRequest, code: str) -> HttpResponse:
    """Name, kind and hours of a place."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_place(actor, code, to="manage")
    form = PlaceForm(sent(request), place=found)
    asked = Asked(
        title=_("Nama dan jam"),
        form=form,
        act=lambda: keep_place(actor, code, _facts(form)),
        done=_("Tempat layanan disimpan."),
        back=reverse("queues:place_kept", args=[code]),
        place=found,
    )
    return _answer(request, asked)


@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def new_day(request: HttpRequest, code: str) -> HttpResponse:
    """A special night or a closing day; the same date again changes it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_place(actor, code, to="manage")
    form = DayForm(sent(request))
    asked = Asked(
        title=_("Hari khusus"),
        form=form,
        act=lambda: put_day(actor, code, _day_facts(form)),
        done=_("Hari khusus disimpan."),
        back=reverse("queues:place_kept", args=[code]),
        place=found,
    )
    return _answer(request, asked)


def _day_facts(form: DayForm) -> DayFacts:
    values = form.cleaned_data
    return DayFacts(values["date"], values["hours"], values["name"], values["basis"])


@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def drop_day(request: HttpRequest, code: str, day: str) -> HttpResponse:
    """Return a day to the usual hours, with the reason."""
    actor = request.actor  # type: ignore[attr-defined]
    found, date = get_place(actor, code, to="manage"), read_day(day)
    if date is None or not found.days.filter(date=date).exists():
        raise NotVisible(_("Hari khusus ini tidak ditemukan."))
    form = ReasonForm(sent(request))
    asked = Asked(
        title=_("Hapus hari khusus"),
        form=form,
        act=lambda: remove_day(actor, code, date, form.cleaned_data["reason"]),
        done=_("Hari itu kembali ke jam biasa."),
        back=reverse("queues:place_kept", args=[code]),
        place=found,
    )
    return _answer(request, asked)


@require_http_methods(FORM_METHODS)
@officer_required(MANAGE)
def thing(request: HttpRequest, code: str, kind: str, thing_id: UUID | None = None) -> HttpResponse:
    """A line, a counter or a display of the place, new or kept."""
    actor = request.actor  # type: ignore[attr-defined]
    found = get_place(actor, code, to="manage")
    if kind not in THINGS:
        raise NotVisible
    row = thing_at(found, kind, thing_id) if thing_id else None
    form = _thing_form(request, kind, found, row)
    asked = Asked(
        title=TITLES[kind][bool(row)],
        form=form,
        act=lambda: keep_thing(actor, code, kind, thing_id, form.facts),
        done=_("Disimpan."),
        back=reverse("queues:place_kept", args=[code]),
        place=found,
    )
    return _answer(request, asked)


def _thing_form(request: HttpRequest, kind: str, found: Place, row: Any) -> Any:
    """The form as it was sent; asked for the services of another agency, the same once more with those."""
    facts: dict[str, Any] = {"place": found, "thing": row, "units": units_by_kind()}
    if request.method == "POST" and LOOK in request.POST and kind == "antrean":
        return LineForm(typed=request.POST.dict() | {"services": []}, **facts)
    return THINGS[kind](sent(request), **facts)
