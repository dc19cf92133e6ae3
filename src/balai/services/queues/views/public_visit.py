"""One's place: who has the code sees the number, says "I am here", or leaves."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import Conflict
from balai.core.http.conditional import fresh_or_304
from balai.foundation.accounts.api import sign_in_required
from balai.foundation.documents.api import LOOKS, count_use
from balai.services.queues.api import VisitCard, check_in, leave, own_visits, position_html, visit
from balai.services.queues.views.remembering import is_live, origin_of

FORM_METHODS = ["GET", "HEAD", "POST"]
Page = Callable[..., HttpResponse]


def visit_page(view: Page) -> Page:
    """Give the view the visit of the code; unknown codes are counted, so that nobody tries many."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, code: str, **keys: Any) -> HttpResponse:
        found = visit(code)
        if found is not None:
            return view(request, found, **keys)
        status = 429 if count_use("queue-code", origin_of(request)) > LOOKS else 404
        return render(request, "queues/public/unknown.html", {"status": status}, status=status)

    return guarded


def _language(request: HttpRequest) -> str:
    return str(request.LANGUAGE_CODE)


@require_safe
@visit_page
def follow(request: HttpRequest, found: VisitCard) -> HttpResponse:
    """The numbers with their places, kept up to date; and what one can do."""
    context = {
        "lean": True,
        "visit": found,
        "body": position_html(found, _language(request)),
        "is_live": is_live(found),
        "is_expected": any(ticket.state in {"reserved", "missed"} for ticket in found.tickets),
    }
    return render(request, "queues/public/follow.html", context)


@require_safe
@visit_page
def follow_body(request: HttpRequest, found: VisitCard) -> HttpResponse:
    """What changes of that page, for browsers without the stream."""
    return fresh_or_304(request, position_html(found, _language(request)))


@require_http_methods(FORM_METHODS)
@visit_page
def arrive(request: HttpRequest, found: VisitCard) -> HttpResponse:
    """I am here: from now on the numbers can be called."""
    if request.method == "POST":
        try:
            check_in(request.actor, found.code)  # type: ignore[attr-defined]
            messages.success(request, _("Kedatangan Anda tercatat. Tunggu sampai nomor dipanggil."))
        except Conflict as refusal:
            messages.error(request, str(refusal))
    return redirect("queues:follow", found.code)


@require_http_methods(FORM_METHODS)
@visit_page
def give_up(request: HttpRequest, found: VisitCard) -> HttpResponse:
    """Leave the queue, after being asked once more."""
    refusal = ""
    if request.method == "POST":
        try:
            leave(request.actor, found.code)  # type: ignore[attr-defined]
        except Conflict as error:
            refusal = str(error)
        else:
            messages.success(request, _("Anda keluar dari antrean. Terima kasih sudah memberi tahu."))
            return redirect("queues:follow", found.code)
    context = {"lean": True, "visit": found, "refusal": refusal, "is_live": is_live(found)}
    return render(request, "queues/public/leave.html", context, status=409 if refusal else 200)


@never_cache
@require_safe
@sign_in_required
def mine(request: HttpRequest) -> HttpResponse:
    """The numbers of the person who is signed in, today's first."""
    visits = own_visits(request.actor)  # type: ignore[attr-defined]
    live = [card for card in visits if is_live(card)]
    context = {"live": live, "past": [card for card in visits if card not in live]}
    return render(request, "queues/public/mine.html", context)
