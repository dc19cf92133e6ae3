"""The room of another party: entered by a private link without an account; everybody else finds nothing here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import Conflict, NotVisible
from balai.core.http.forms import attempt, sent
from balai.foundation.documents.api import LOOKS, count_use, limited_upload
from balai.territory.agreements import access, selectors
from balai.territory.agreements.access import Voice
from balai.territory.agreements.actions.change_agreement import record_number
from balai.territory.agreements.actions.keep_parties import enter_room
from balai.territory.agreements.actions.sign import sign_outside
from balai.territory.agreements.actions.write_text import initial
from balai.territory.agreements.forms import NumberForm, OwnSignatureForm
from balai.territory.agreements.models import Party
from balai.territory.agreements.views.ceremony import final_text
from balai.territory.agreements.views.showing import TONES, way_of
from balai.territory.agreements.views.text import replied, said, text_facts

UPLOADS = 20  # tries of one side in ten minutes; each one costs a check of the whole file
KEY = "agreements_room"  # of the session: the digest of the link by which one came in


@require_safe
@never_cache
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Open the private link: the address of the room itself holds no secret."""
    origin = request.actor.origin or request.META.get("REMOTE_ADDR", "")  # type: ignore[attr-defined]
    if count_use("agreement_room", origin) > LOOKS:
        raise NotVisible
    request.session[KEY] = enter_room(secret)
    return redirect("agreements:room")


def _voice(request: HttpRequest) -> Voice:
    return access.guest_voice(request.session.get(KEY, ""), request.META.get("REMOTE_ADDR", ""))


@require_safe
@never_cache
def room(request: HttpRequest) -> HttpResponse:
    """The text with remarks, who signs, and the number of one's own side."""
    voice = _voice(request)
    found = voice.agreement
    context = {
        **text_facts(request, found, voice),
        "tone": TONES[found.standing],
        "way": way_of(found),
        "parties": selectors.parties_of(found),
        "number_form": NumberForm(initial={"number": voice.party.number}),
    }
    return render(request, "agreements/room.html", context)


@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """A remark on a clause."""
    said(request, _voice(request))
    return redirect("agreements:room")


@require_POST
def reply(request: HttpRequest, remark_id: UUID) -> HttpResponse:
    """Accept or reject a remark."""
    replied(request, _voice(request), remark_id)
    return redirect("agreements:room")


@require_POST
def sign_off(request: HttpRequest, version: int) -> HttpResponse:
    """Initial the newest version."""
    initial(_voice(request), version)
    messages.success(request, _("Versi {n} diparaf.").format(n=version))
    return redirect("agreements:room")


@require_http_methods(["POST"])
def number(request: HttpRequest) -> HttpResponse:
    """Record the number of one's own side."""
    voice = _voice(request)
    form = NumberForm(sent(request))
    if attempt(form, lambda: record_number(voice, voice.party.pk, form.cleaned_data["number"])):
        messages.success(request, _("Nomor disimpan."))
    return redirect("agreements:room")


@require_safe
@never_cache
def final(request: HttpRequest) -> HttpResponse:
    """The final text as it stands now: to be read, to be signed, and once all have signed to be kept."""
    return final_text(_voice(request).agreement)


@limited_upload
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own_signature(request: HttpRequest) -> HttpResponse:
    """Sign for one's own side at an own tool: take the text, sign it there, bring it back; who has signed so far."""
    voice = _voice(request)
    form = OwnSignatureForm(sent(request), request.FILES or None)
    if getattr(request, "is_too_large", False):
        form.add_error("file", _("Berkas ini terlalu besar."))
    elif request.method == "POST" and attempt(form, lambda: _take(request, voice, form)):
        messages.success(request, _("Tanda tangan Anda diterima dan disimpan."))
        return redirect("agreements:room_sign")
    context = {"agreement": voice.agreement, "voice": voice, "form": form, **_ceremony(voice)}
    return render(request, "agreements/own_signature.html", context, status=422 if form.errors else 200)


def _take(request: HttpRequest, voice: Voice, form: OwnSignatureForm) -> Party:
    if count_use("agreement_signature", voice.party.pk.hex) > UPLOADS:
        raise Conflict(_("Terlalu banyak percobaan. Coba lagi sepuluh menit lagi."))
    return sign_outside(voice, form.cleaned_data["file"], is_sure=form.cleaned_data["is_sure"])


def _ceremony(voice: Voice) -> dict[str, Any]:
    """Who has signed, and how this side stands."""
    seats = selectors.seats_of(voice.agreement)
    own = next(seat for seat in seats if seat.party.pk == voice.party.pk)
    return {
        "seats": [(seat, False) for seat in seats],
        "own": own,
        "signed": sum(bool(s.signature) for s in seats),
    }


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the room in this browser."""
    request.session.pop(KEY, None)
    return redirect("agreements:public")
