"""How guests come in: by the code of a link, and the leader first with the key from the mailbox."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import Conflict, Invalid, NotVisible
from balai.core.http.forms import sent
from balai.foundation.documents.api import count_use
from balai.territory.guests import host
from balai.territory.guests.access import get_book, get_guest
from balai.territory.guests.actions.open_book import open_book as open_with
from balai.territory.guests.actions.send_key import send_key
from balai.territory.guests.forms import CodeForm
from balai.territory.guests.views.inside import COOKIE, FORM_METHODS, Page, let_in, let_out, too_many_wrong

KEYS = 3  # for one book in ten minutes


def guarded(view: Page) -> Page:
    """Count wrong codes of an address: after some of them nothing is tried any more for a while."""

    @wraps(view)
    @never_cache
    @sensitive_post_parameters()
    @sensitive_variables()
    def counted(request: HttpRequest, *args: Any, **keys: Any) -> HttpResponse:
        try:
            return view(request, *args, **keys)
        except NotVisible as refusal:
            is_much = too_many_wrong(request)
            sentence = (
                _("Terlalu banyak kode keliru. Coba lagi sepuluh menit lagi.") if is_much else str(refusal)
            )
            context = {"lean": True, "form": CodeForm(), "refusal": sentence}
            return render(request, "guests/door.html", context, status=429 if is_much else 404)

    return counted


@never_cache
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Where links lead: the code stands behind the #, from where the page takes it; or it is typed."""
    try:
        get_guest(request.COOKIES.get(COOKIE, ""))
    except NotVisible:
        return render(request, "guests/door.html", {"lean": True, "form": CodeForm()})
    return render(request, "guests/door.html", {"lean": True, "form": CodeForm(), "is_inside": True})


@require_POST
@guarded
def enter(request: HttpRequest) -> HttpResponse:
    """In, with a code."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "guests/door.html", {"lean": True, "form": form}, status=422)
    guest = get_guest(form.cleaned_data["kode"])
    return let_in(redirect("guests:book"), guest)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Out: this phone forgets the code, and by its scripts what it kept."""
    messages.success(request, _("Ponsel ini tidak lagi membuka buku tamu. Tautan Anda tetap berlaku."))
    return let_out(redirect("guests:door"))


@never_cache
@require_http_methods(FORM_METHODS)
def lead(request: HttpRequest, code: str) -> HttpResponse:
    """The leader's way in: a key goes to the mailbox that asked for the visit."""
    book = get_book(code)
    context = {"lean": True, "book": book, "visit": host.delegation(book.delegation_id)}
    if request.method != "POST" or book.opened_at:
        return render(request, "guests/lead.html", context)
    try:
        if count_use("guest-key", book.code) > KEYS:
            raise Conflict(
                _("Kunci sudah dikirim beberapa kali. Periksa kotak surat, atau coba sepuluh menit lagi.")
            )
        send_key(request.actor, book)  # type: ignore[attr-defined]
    except (Conflict, Invalid) as refusal:
        return render(request, "guests/lead.html", {**context, "refusal": str(refusal)}, status=409)
    return render(request, "guests/lead.html", {**context, "is_sent": True})


@require_http_methods(FORM_METHODS)
@guarded
def open_book(request: HttpRequest) -> HttpResponse:
    """The key from the mail opens the book, once; pressing is left to a person, for programs look at links as well."""
    form = CodeForm(sent(request))
    form.fields["kode"].label = _("Kunci dari surel")
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "guests/open_book.html", {"lean": True, "form": form}, status=status)
    code = open_with(request.actor, form.cleaned_data["kode"])  # type: ignore[attr-defined]
    return let_in(redirect("guests:rooms"), get_guest(code))
