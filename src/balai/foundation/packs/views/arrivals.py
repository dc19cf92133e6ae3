"""Pages of a brought pack: how the check stands, its faults, the comparison, the choice, the result."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.packs.access import get_arrival
from balai.foundation.packs.actions.bring_pack import check_again, discard_arrival
from balai.foundation.packs.actions.install_arrival import ask_to_install
from balai.foundation.packs.models import Arrival
from balai.foundation.packs.policies import MANAGE
from balai.foundation.packs.troubles import told_of
from balai.foundation.packs.views.buttons import asking, button
from balai.foundation.packs.words import SIDES, VERDICTS, kind_label

ASKING = ("conflict", "stranger", "both")  # shown open, above the others
SIDE = "sisi:"  # before "kind/key" in the names of the choices


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
@second_factor_required
def show(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """How it stands; when it is ready, the comparison with the choices, which a POST installs."""
    actor = request.actor  # type: ignore[attr-defined]
    row = get_arrival(actor, arrival_id)
    if request.method == "POST":
        sides = {
            name.removeprefix(SIDE): request.POST.get(name, "")
            for name in request.POST
            if name.startswith(SIDE)
        }
        ask_to_install(actor, arrival_id, sides)
        return redirect("packs:arrival", arrival_id)
    context = {**_told(row), "trail": trail((_("Paket isi"), reverse("packs:list")), (row.file_name, ""))}
    return render(request, "packs/arrival.html", context)


def _told(row: Arrival) -> dict[str, Any]:
    found = row.findings
    changes = [_change(facts) for facts in found.get("changes", ())]
    changes.sort(key=lambda change: change["verdict"] not in ASKING)
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
        "changes": changes,
        "asking": sum(change["verdict"] in ASKING for change in changes),
        "changed": [(kind_label(kind), count) for kind, count in result.get("changed", {}).items()],
        "kept": result.get("kept", ()),
        "merged": result.get("merged", ()),
    }


def _change(facts: dict[str, Any]) -> dict[str, Any]:
    label, tone, icon = VERDICTS[facts["verdict"]]
    return {
        **facts,
        "kind_label": kind_label(facts["kind"]),
        "label": label,
        "tone": tone,
        "icon": icon,
        "field": f"{SIDE}{facts['kind']}/{facts['key']}",
        "options": [(side, SIDES[side]) for side in facts["sides"]],
        "is_asking": facts["verdict"] in ASKING,
    }


again = asking(check_again, "packs:arrival")  # compare once more with what stands here now


@button
def discard(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """Throw the upload away."""
    discard_arrival(request.actor, arrival_id)  # type: ignore[attr-defined]
    messages.success(request, _("Kiriman dibuang. Yang terpasang tidak berubah."))
    return redirect("packs:list")
