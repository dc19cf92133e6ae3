"""Workplace pages of units: list, one unit, and keeping its data."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import all_roles, officer_required
from balai.foundation.audit.api import events_of
from balai.foundation.organizations import selectors
from balai.foundation.organizations.access import get_unit
from balai.foundation.organizations.actions.edit_unit import (
    NewPost,
    add_post,
    edit_unit,
    set_hours,
)
from balai.foundation.organizations.cards import UnitFacts
from balai.foundation.organizations.forms import DAY_LABELS, HoursForm, PostForm, UnitForm
from balai.foundation.organizations.hours import write_period
from balai.foundation.organizations.models import Unit
from balai.foundation.organizations.policies import MANAGE, may_appoint, may_manage

PAGE = 25
Trail = list[tuple[str, str]]


@require_GET
@officer_required()
def home(request: HttpRequest) -> HttpResponse:
    """The units within reach, by name or code and by kind."""
    actor = request.actor  # type: ignore[attr-defined]
    text, kind = request.GET.get("q", "").strip()[:80], request.GET.get("jenis", "")
    units = selectors.units_found(actor, text, kind)
    page = Paginator(units, PAGE).get_page(request.GET.get("hal"))
    heads = selectors.head_holdings([unit.pk for unit in page], timezone.localdate())
    rows = [(unit, heads.get(unit.pk)) for unit in page]
    context = {"page": page, "rows": rows, "text": text, "kind": kind, "kinds": Unit.Kind.choices}
    return render(request, "organizations/home.html", context)


@require_GET
@officer_required()
def show(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """One unit: where, when, who."""
    actor = request.actor  # type: ignore[attr-defined]
    unit = get_unit(actor, unit_id)
    today = timezone.localdate()
    below = list(unit.subunits.filter(is_active=True).order_by("code"))
    heads = selectors.head_holdings([child.pk for child in below], today)
    context = {
        "unit": unit,
        "trail": trail_of(unit),
        "posts": selectors.posts_with_holders(unit, today),
        "week": week_in_words(unit),
        "closures": selectors.closures_of(unit, today),
        "below": [(child, heads.get(child.pk)) for child in below],
        "events": events_of(unit.pk)[-20:][::-1],
        "may_manage": may_manage(actor, unit),
        "may_appoint": may_appoint(actor, unit),
        "today": today,
    }
    return render(request, "organizations/unit.html", context)


def trail_of(unit: Unit, *, here: bool = False) -> Trail:
    """The way to a unit, itself included on the pages below it."""
    trail: Trail = [(_("Organisasi"), reverse("organizations:home"))]
    for step in [unit.parent, unit if here else None]:
        if step:
            trail.append((step.short_name, reverse("organizations:unit", args=[step.pk])))
    return trail


def week_in_words(unit: Unit) -> list[tuple[str, str]]:
    """Each weekday with its periods, or that it is closed."""
    week = selectors.week_of(unit)
    return [
        (str(label), ", ".join(map(write_period, week.get(day, ()))) or pgettext("tempat", "Tutup"))
        for day, label in enumerate(DAY_LABELS)
    ]


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def edit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Address and letterhead."""
    actor = request.actor  # type: ignore[attr-defined]
    unit = get_unit(actor, unit_id, to="manage")
    form = UnitForm(sent(request), instance=unit)
    if request.method == "POST" and form.is_valid():
        edit_unit(actor, unit_id, UnitFacts(**form.cleaned_data))
        return redirect("organizations:unit", unit_id)
    return form_page(request, unit, form, title=_("Alamat dan kop surat"))


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def hours(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Service hours."""
    actor = request.actor  # type: ignore[attr-defined]
    unit = get_unit(actor, unit_id, to="manage")
    form = HoursForm(sent(request), week=selectors.week_of(unit))
    if request.method == "POST" and form.is_valid():
        set_hours(actor, unit_id, form.cleaned_data["week"])
        return redirect("organizations:unit", unit_id)
    lead = _("Tulis seperti 08:00-11:00, 13:00-15:00. Kosongkan hari libur. Kosongkan semua untuk jam baku.")
    return form_page(request, unit, form, title=_("Jam layanan"), lead=lead)


@require_http_methods(["GET", "POST"])
@officer_required(MANAGE)
def new_post(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """A further post."""
    actor = request.actor  # type: ignore[attr-defined]
    unit = get_unit(actor, unit_id, to="manage")
    form = PostForm(sent(request), roles=all_roles())
    if request.method == "POST" and attempt(
        form, lambda: add_post(actor, unit_id, NewPost(**form.cleaned_data))
    ):
        return redirect("organizations:unit", unit_id)
    return form_page(request, unit, form, title=_("Tambah jabatan"))


def form_page(request: HttpRequest, unit: Unit, form: Any, **texts: Any) -> HttpResponse:
    """A page with one form of a unit; 422 with faults."""
    context = {"unit": unit, "form": form, "trail": trail_of(unit, here=True), **texts}
    status = 422 if form.errors else 200
    return render(request, "organizations/form.html", context, status=status)
