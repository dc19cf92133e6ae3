"""The load of a unit for those who lead it."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.core.exchange import Sheet, download
from balai.core.ids import read_id
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases.load import Load, load_of, supervised_units
from balai.foundation.cases.policies import SUPERVISE, leads_work
from balai.foundation.organizations.api import UnitCard


@require_safe
@officer_required(SUPERVISE)
def load_page(request: HttpRequest) -> HttpResponse:
    """One unit that the actor leads; the own one first."""
    actor = request.actor  # type: ignore[attr-defined]
    units = supervised_units(actor)
    unit = _chosen(request, actor, units)
    load = load_of([unit.id])
    classes = [_("sampai 1 hari"), _("2–3 hari"), _("4–7 hari"), _("lebih dari 7 hari")]
    context = {
        "units": units if len(units) > 1 else [],
        "unit": unit,
        "load": load,
        "leads": leads_work(actor, unit.id, unit.region_code),
        "ages": [
            {"name": name, "count": count, "share": round(100 * count / load.open) if load.open else 0}
            for name, count in zip(classes, load.ages, strict=True)
        ],
        "steps": [(step, _duration(step.average)) for step in load.steps],
    }
    return render(request, "cases/load.html", context)


@require_safe
@officer_required(SUPERVISE)
def load_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The people and the steps of the unit as one table."""
    actor = request.actor  # type: ignore[attr-defined]
    unit = _chosen(request, actor, supervised_units(actor))
    head = [
        _("Bagian"),
        _("Nama"),
        _("Menunggu"),
        _("Terlambat"),
        _("Selesai 30 hari"),
        _("Rata-rata (jam)"),
        _("Persen tepat waktu"),
    ]
    return download(Sheet(head, _rows(load_of([unit.id]))), _("beban-kerja"), kind)


def _rows(load: Load) -> list[list[object]]:
    people: list[list[object]] = [
        [_("Orang"), one.name or _("Belum dikerjakan"), one.open, one.late, one.done, "", ""]
        for one in load.people
    ]
    steps: list[list[object]] = [
        [
            _("Tahap"),
            f"{step.title}: {step.name}",
            step.open,
            step.late,
            step.done,
            round(step.average / timedelta(hours=1), 1) if step.average else "",
            step.in_time if step.done else "",
        ]
        for step in load.steps
    ]
    return people + steps


def _chosen(request: HttpRequest, actor: Actor, units: list[UnitCard]) -> UnitCard:
    """The unit of the address, else the first that the actor leads directly. Raises NotVisible."""
    wanted = read_id(request.GET.get("unit", ""))
    if wanted is None and "unit" not in request.GET:
        wanted = next((grant.unit_id for grant in actor.grants_with(SUPERVISE)), None)
    found = next((unit for unit in units if unit.id == wanted), None)
    if found is None:
        raise NotVisible(_("Unit ini tidak ditemukan."))
    return found


def _duration(span: timedelta | None) -> str:
    if span is None:
        return ""
    hours = round(span / timedelta(hours=1))
    if hours < 48:
        return ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours}
    return ngettext("%(n)d hari", "%(n)d hari", round(hours / 24)) % {"n": round(hours / 24)}
