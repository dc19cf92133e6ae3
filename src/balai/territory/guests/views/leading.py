"""What the leader of a delegation does: hand out links, renew a lost one."""

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.ui.qr import qr_picture
from balai.territory.guests import host
from balai.territory.guests.access import get_room, rooms_of
from balai.territory.guests.actions.open_book import renew_link
from balai.territory.guests.addresses import room_link, share_link
from balai.territory.guests.guest import Guest
from balai.territory.guests.notebook import all_pages
from balai.territory.guests.views.book import page
from balai.territory.guests.views.inside import FORM_METHODS, guest_page


@require_safe
@guest_page
def rooms(request: HttpRequest, guest: Guest) -> HttpResponse:
    """All units with their links; the leader's own first."""
    cards = rooms_of(guest)
    own = next(card for card in cards if card.is_leading)
    noted = Counter(found.room_id for _name, found in all_pages(guest))
    units = [
        (card, noted[card.id], share_link(card.name, card.code) if card.code else "")
        for card in cards
        if not card.is_leading
    ]
    context = {"own": own, "own_link": room_link(guest.code), "units": units}
    return page(request, guest, "rooms", visit=host.delegation(guest.delegation_id), **context)


@require_http_methods(FORM_METHODS)
@guest_page
def room(request: HttpRequest, guest: Guest, room_id: UUID) -> HttpResponse:
    """The link of one unit, to be shown, sent or printed; a new one when the old is lost."""
    if request.method == "POST":
        made = renew_link(guest, room_id)
        messages.success(
            request,
            _("Tautan baru untuk %(unit)s dibuat. Yang lama tidak berlaku lagi.") % {"unit": made.name},
        )
        return redirect("guests:room", room_id)
    card = get_room(guest, room_id)
    link = room_link(card.code) if card.code else ""
    picture = qr_picture(link) if link else ""
    context = {"room": card, "link": link, "picture": picture, "share": share_link(card.name, card.code)}
    return page(request, guest, "room", **context)
