"""The room of another party: entered by a private link without an account; everybody else finds nothing here."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import NotVisible
from balai.core.http.forms import attempt, sent
from balai.foundation.documents.api import LOOKS, count_use
from balai.territory.agreements import access, selectors
from balai.territory.agreements.access import Voice
from balai.territory.agreements.actions.change_agreement import record_number
from balai.territory.agreements.actions.keep_parties import enter_room
from balai.territory.agreements.actions.write_text import initial
from balai.territory.agreements.forms import NumberForm
from balai.territory.agreements.views.showing import TONES, way_of
from balai.territory.agreements.views.text import replied, said, text_facts

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


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the room in this browser."""
    request.session.pop(KEY, None)
    return redirect("agreements:public")
