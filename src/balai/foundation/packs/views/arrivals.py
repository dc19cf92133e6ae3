"""Pages of a brought pack: how the check stands, its faults, the comparison, the choice, the result."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import Conflict
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.packs.access import get_arrival
from balai.foundation.packs.actions.bring_pack import check_again, discard_arrival
from balai.foundation.packs.actions.install_arrival import ask_to_install, choose
from balai.foundation.packs.fitting import cautions
from balai.foundation.packs.models import Arrival
from balai.foundation.packs.policies import MANAGE
from balai.foundation.packs.troubles import told_of
from balai.foundation.packs.views import comparison
from balai.foundation.packs.views.buttons import asking, button
from balai.foundation.packs.words import kind_label

BEGUN = (Arrival.State.INSTALLING, Arrival.State.INSTALLED)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
@second_factor_required
def show(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """How it stands; when it is ready, the comparison with the choices, which a POST installs."""
    actor = request.actor  # type: ignore[attr-defined]
    row = get_arrival(actor, arrival_id)
    if request.method == "POST":
        try:
            ask_to_install(actor, arrival_id, _sides(request))
        except Conflict:
            if get_arrival(actor, arrival_id).state not in BEGUN:
                raise
            messages.info(request, _("Pemasangannya sudah dimulai, oleh Anda atau rekan Anda."))
        return redirect("packs:arrival", arrival_id)
    context = {**_told(row), "trail": trail((_("Paket isi"), reverse("packs:list")), (row.file_name, ""))}
    if row.state == Arrival.State.READY:
        manifest = row.findings["manifest"]
        context["cautions"] = cautions(manifest["name"], manifest["version"], row.publisher_id)
        context |= comparison.told(row.findings["changes"], row.choices, request.GET)
    return render(request, "packs/arrival.html", context)


def _sides(request: HttpRequest) -> dict[str, str]:
    """What was chosen on the page: "kind/key", or "kind/key#place", with its side."""
    names = (name for name in request.POST if name.startswith(comparison.SIDE))
    return {name.removeprefix(comparison.SIDE): request.POST.get(name, "") for name in names}


@button
def keep_choices(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """Keep what was chosen on the page, until the pack is installed."""
    choose(request.actor, arrival_id, _sides(request))  # type: ignore[attr-defined]
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    messages.success(request, _("Pilihan disimpan. Belum ada yang terpasang."))
    return redirect("packs:arrival", arrival_id)


@never_cache
@require_safe
@officer_required(MANAGE)
@second_factor_required
def entry(request: HttpRequest, arrival_id: UUID, place: int) -> HttpResponse:
    """One entry of a comparison, with all its places side by side."""
    row = get_arrival(request.actor, arrival_id)  # type: ignore[attr-defined]
    changes = row.findings.get("changes", ()) if row.state == Arrival.State.READY else ()
    context = comparison.entry_page(changes, place, row.choices, request.GET)
    steps = (_("Paket isi"), reverse("packs:list")), (row.pack, reverse("packs:arrival", args=[arrival_id]))
    context |= {"arrival": row, "trail": trail(*steps, (context["change"]["name"], ""))}
    return render(request, "packs/entry.html", context)


def _told(row: Arrival) -> dict[str, Any]:
    found = row.findings
    result = found.get("result", {})
    return {
        "arrival": row,
        "percent": 100 * row.step // row.steps if row.steps else 0,
        "doing": kind_label(row.doing) if row.doing else "",
        "faults": found.get("faults", ()),
        "told": told_of(found["trouble"]) if "trouble" in found else None,
        "detail": found.get("detail", ""),
        "refused": found.get("refused", ""),
        "manifest": found.get("manifest"),
        "installed": found.get("installed", ""),
        "counts": [(kind_label(kind), count) for kind, count in found.get("counts", {}).items()],
        "changed": [(kind_label(kind), count) for kind, count in result.get("changed", {}).items()],
        "kept": _named(found, result.get("kept", ())),
        "merged": _named(found, result.get("merged", ())),
    }


def _named(found: dict[str, Any], words: Sequence[str]) -> list[tuple[str, str]]:
    """Entries as people call them, each with its key."""
    changes = {f"{one['kind']}/{one['key']}": one for one in found.get("changes", ())}
    told = ((word, changes.get(word)) for word in words)
    return [
        (f"{kind_label(one['kind'])}: {comparison.name_of(one)}" if one else "", word) for word, one in told
    ]


again = asking(check_again, "packs:arrival")  # compare once more with what stands here now


@button
def discard(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """Throw the upload away."""
    discard_arrival(request.actor, arrival_id)  # type: ignore[attr-defined]
    messages.success(request, _("Kiriman dibuang. Yang terpasang tidak berubah."))
    return redirect("packs:list")
