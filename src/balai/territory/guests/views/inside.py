"""The phone that has a link open: a cookie with the code, which the house reads and does not keep."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from balai.core.errors import Conflict, NotVisible
from balai.foundation.documents.api import count_use
from balai.territory.guests.access import get_guest
from balai.territory.guests.guest import Guest

COOKIE, PATH = "balai_tamu", "/tamu/"
LONGEST = 400 * 86_400  # seconds; browsers keep no cookie for longer
WRONG = 20  # codes from one address in ten minutes
FORM_METHODS = ["GET", "HEAD", "POST"]
Page = Callable[..., HttpResponse]


def guest_page(view: Page) -> Page:
    """Give the view the guest whose link is open on this phone; others come to the door.

    A press that a phone kept for another room is refused, so that no note lands in a room that it was not written for.
    """

    @wraps(view)
    @never_cache
    @sensitive_variables()
    def guarded(request: HttpRequest, *args: Any, **keys: Any) -> HttpResponse:
        try:
            guest = get_guest(request.COOKIES.get(COOKIE, ""))
        except NotVisible:
            return _to_the_door(request)
        if request.method == "POST" and request.POST.get("buku", str(guest.room_id)) != str(guest.room_id):
            raise Conflict(_("Kiriman ini ditulis untuk unit lain. Buka dulu tautan unit itu di ponsel ini."))
        return view(request, guest, *args, **keys)

    return guarded


def _to_the_door(request: HttpRequest) -> HttpResponse:
    """A code that opens nothing counts as a wrong one, and the phone forgets it."""
    if COOKIE not in request.COOKIES:
        return redirect("guests:door")
    if too_many_wrong(request):
        raise NotVisible(_("Terlalu banyak kode keliru. Coba lagi sepuluh menit lagi."))
    return let_out(redirect("guests:door"))


def too_many_wrong(request: HttpRequest) -> bool:
    """Count a wrong code of the address; True when there were too many of them in ten minutes."""
    return count_use("guest-code", str(request.META.get("REMOTE_ADDR", ""))) > WRONG


def let_in(response: HttpResponse, guest: Guest) -> HttpResponse:
    """Have the phone keep the code until the book ends."""
    days = (guest.ends_on - timezone.now().date()).days + 1
    response.set_cookie(
        COOKIE, guest.code, max_age=min(days * 86_400, LONGEST), path=PATH, httponly=True, samesite="Lax",
        secure=settings.USE_TLS,
    )  # fmt: skip
    return response


def let_out(response: HttpResponse) -> HttpResponse:
    """Have the phone forget the code."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return response
