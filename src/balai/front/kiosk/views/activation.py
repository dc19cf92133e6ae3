"""A screen becomes a kiosk, or stops being one."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import NotAllowed
from balai.core.http.forms import sent
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.front.kiosk.devices import Device, device_of, forget_device, keep_device
from balai.front.kiosk.forms import ActivationForm
from balai.front.kiosk.policies import KEEP, may_keep, may_receive
from balai.services.queues.api import PlaceNow, end_kiosk, kiosks_of, make_kiosk, places_open


@never_cache
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Where one takes numbers here: the place of the kiosk, the receptions of an officer, else the public page."""
    device = device_of(request)
    if device:
        return redirect("kiosk:start", device.place)
    actor = request.actor  # type: ignore[attr-defined]
    found = [place for place in places_open() if may_receive(actor, place)]
    if not found:
        return redirect("queues:places")
    return render(request, "kiosk/places.html", {"places": found})


def _kept(request: HttpRequest) -> list[PlaceNow]:
    """The places for which the officer may make kiosks. Raises NotAllowed."""
    actor = request.actor  # type: ignore[attr-defined]
    if not any(actor.may(permission) for permission in KEEP):
        raise NotAllowed(_("Kiosk diaktifkan oleh koordinator atau administrator antrean."))
    return [place for place in places_open() if may_keep(actor, place)]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required()
def activate(request: HttpRequest) -> HttpResponse:
    """Make this screen the kiosk of a place. The officer is signed out with it: a kiosk is nobody's.

    Below it, the kiosks of one's places: each can be ended from here.
    """
    kept = _kept(request)
    actor = request.actor  # type: ignore[attr-defined]
    form = ActivationForm(kept, sent(request))
    if request.method == "POST" and form.is_valid():
        place, prints = form.cleaned_data["tempat"], form.cleaned_data["cetak"]
        device = Device(place, make_kiosk(actor, place, prints=prints), prints)
        logout(request)
        response = redirect("kiosk:start", place)
        keep_device(response, device)
        return response
    context = {
        "form": form,
        "device": device_of(request),
        "kiosks": kiosks_of(actor),
        "trail": trail((_("Kiosk nomor antrean"), "")),
    }
    return render(request, "kiosk/activate.html", context, status=422 if form.errors else 200)


@require_POST
@officer_required()
def stop(request: HttpRequest, name: str) -> HttpResponse:
    """End a kiosk, this screen or another one."""
    device, response = device_of(request), redirect("kiosk:activate")
    end_kiosk(request.actor, name)  # type: ignore[attr-defined]
    messages.success(
        request, _("Kiosk {name} dihentikan. Layarnya tidak memberi nomor lagi.").format(name=name)
    )
    if device and device.name == name:
        forget_device(response)
    return response
