"""Pages of catalogues that are followed: subscribe, compare the key, see what is offered, have it fetched."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.core.http.forms import attempt, sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required, second_factor_required
from balai.foundation.packs.access import get_publisher
from balai.foundation.packs.actions.fetch_pack import ask_for_pack
from balai.foundation.packs.actions.subscribe import (
    ask_again,
    confirm_key,
    share_adoptions,
    subscribe,
    unsubscribe,
)
from balai.foundation.packs.forms import DigitsForm, SubscribeForm
from balai.foundation.packs.models import Publisher
from balai.foundation.packs.policies import MANAGE
from balai.foundation.packs.publishers import catalogue_from, newer_packs, publisher_card, publishers
from balai.foundation.packs.views.buttons import asking, button


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
@second_factor_required
def listing(request: HttpRequest) -> HttpResponse:
    """The catalogues that are followed, what is newer there, and the form to follow another."""
    actor = request.actor  # type: ignore[attr-defined]
    form = SubscribeForm(sent(request))
    if request.method == "POST":
        publisher = attempt(form, lambda: subscribe(actor, form.cleaned_data["address"]))
        if publisher:
            return redirect("packs:publisher", publisher)
    context = {
        "publishers": publishers(),
        "newer": newer_packs(),
        "form": form,
        "trail": trail((_("Paket isi"), reverse("packs:list")), (_("Langganan"), "")),
    }
    return render(request, "packs/publishers.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
@second_factor_required
def show(request: HttpRequest, publisher_id: UUID) -> HttpResponse:
    """One catalogue; a POST confirms the digits that the publisher read out."""
    actor = request.actor  # type: ignore[attr-defined]
    row = get_publisher(actor, publisher_id)
    form = DigitsForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: confirm_key(actor, publisher_id, form.cleaned_data["digits"])
    ):
        messages.success(request, _("Sidiknya sama. Paket penerbit ini sekarang dapat diambil."))
        return redirect("packs:publisher", publisher_id)
    return render(request, "packs/publisher.html", _told(row, form), status=422 if form.errors else 200)


def _told(row: Publisher, form: DigitsForm) -> dict[str, Any]:
    card = publisher_card(row)
    return {
        "publisher": card,
        "catalogue": catalogue_from(row.document),
        "is_followed": row.state == Publisher.State.FOLLOWED,
        "asks_for_digits": bool(row.new_key) or row.state == Publisher.State.WAITING,
        "form": form,
        "trail": trail(
            (_("Paket isi"), reverse("packs:list")),
            (_("Langganan"), reverse("packs:publishers")),
            (card.name, ""),
        ),
    }


again = asking(ask_again, "packs:publisher")  # have the catalogue read now


@button
def fetch(request: HttpRequest, publisher_id: UUID) -> HttpResponse:
    """Have a version fetched, and go to where it arrives."""
    name, version = request.POST.get("paket", ""), request.POST.get("versi", "")
    arrival = ask_for_pack(request.actor, publisher_id, name, version)  # type: ignore[attr-defined]
    return redirect("packs:arrival", arrival)


@button
def share(request: HttpRequest, publisher_id: UUID) -> HttpResponse:
    """Let the publisher know what runs here, or take that back."""
    shares = request.POST.get("boleh") == "ya"
    share_adoptions(request.actor, publisher_id, shares)  # type: ignore[attr-defined]
    said = _("Penerbit akan diberi tahu.") if shares else _("Izin dicabut; catatan di penerbit akan dihapus.")
    messages.success(request, said)
    return redirect("packs:publisher", publisher_id)


@button
def leave(request: HttpRequest, publisher_id: UUID) -> HttpResponse:
    """Follow it no more."""
    unsubscribe(request.actor, publisher_id)  # type: ignore[attr-defined]
    messages.success(request, _("Berhenti berlangganan. Yang terpasang tetap berjalan."))
    return redirect("packs:publishers")
