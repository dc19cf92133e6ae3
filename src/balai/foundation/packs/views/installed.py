"""Pages of packs: what is installed, what of it was adapted here, and giving it away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import NotVisible
from balai.core.exchange.sheets import as_download
from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.packs.access import get_pack
from balai.foundation.packs.actions.bring_pack import bring_pack
from balai.foundation.packs.actions.check_arrival import change_of
from balai.foundation.packs.actions.export_pack import pack_files
from balai.foundation.packs.archive import as_zip
from balai.foundation.packs.forms import BringForm
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.policies import MANAGE
from balai.foundation.packs.selectors import pack_pages, waiting_arrivals
from balai.foundation.packs.views import comparison


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
@second_factor_required
def listing(request: HttpRequest) -> HttpResponse:
    """The installed packs, what waits, and the form to bring another."""
    actor = request.actor  # type: ignore[attr-defined]
    form = BringForm(sent(request), request.FILES or None)
    if request.method == "POST":
        file = request.FILES.get("file")
        arrival = file and attempt(form, lambda: bring_pack(actor, file.name or "", file.read()))
        if arrival:
            return redirect("packs:arrival", arrival)
        form.is_valid()
    context = {
        "packs": pack_pages(),
        "arrivals": waiting_arrivals(),
        "form": form,
        "trail": trail((_("Paket isi"), "")),
    }
    return render(request, "packs/list.html", context, status=422 if form.errors else 200)


@require_safe
@officer_required(MANAGE)
def detail(request: HttpRequest, name: str) -> HttpResponse:
    """One pack: where it comes from, what is in it, what was adapted here."""
    get_pack(request.actor, name)  # type: ignore[attr-defined]
    (pack,) = pack_pages(name)
    adapted = comparison.told([change_of(one) for one in pack.adapted], {}, request.GET)
    steps = (_("Paket isi"), reverse("packs:list")), (local(pack.card.title), "")
    return render(request, "packs/pack.html", {**adapted, "pack": pack, "trail": trail(*steps)})


@require_safe
@officer_required(MANAGE)
def adaptation(request: HttpRequest, name: str, place: int) -> HttpResponse:
    """One entry as it was brought and as it was adapted here, with all its places."""
    get_pack(request.actor, name)  # type: ignore[attr-defined]
    (pack,) = pack_pages(name)
    context = comparison.entry_page([change_of(one) for one in pack.adapted], place, {}, request.GET)
    steps = (
        (_("Paket isi"), reverse("packs:list")),
        (local(pack.card.title), reverse("packs:pack", args=[name])),
        (context["change"]["name"], ""),
    )
    return render(request, "packs/entry.html", {**context, "trail": trail(*steps)})


@require_safe
@officer_required(MANAGE)
def download(request: HttpRequest, name: str) -> HttpResponse:
    """The pack as a ZIP: as it was brought, or with ``?isi=setempat`` as adapted here."""
    adapted = request.GET.get("isi") == "setempat"
    get_pack(request.actor, name)  # type: ignore[attr-defined]
    try:
        files = pack_files(request.actor, name, adapted=adapted)  # type: ignore[attr-defined]
    except PackError as error:
        raise NotVisible(str(error)) from error
    ending = "-setempat" if adapted else ""
    return as_download(f"{name}{ending}.zip", "application/zip", as_zip(files))
