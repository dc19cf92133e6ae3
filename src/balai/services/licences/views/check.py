"""The public check: how a licence stands, by its number, without a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.foundation.documents.api import LOOKS, count_use, seconds_left
from balai.services.licences.selectors import public_check
from balai.services.licences.views.showing import TONES

LONGEST = 120


@require_safe
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Type a number, read how the licence stands; so many looks in ten minutes from one address."""
    number = request.GET.get("nomor", "").strip()[:LONGEST]
    if number and count_use("licence", _origin(request)) > LOOKS:
        response = render(request, "licences/slow_down.html", status=429)
        response["Retry-After"] = str(seconds_left())
        return response
    rows = [(row, TONES[row.standing]) for row in public_check(number)]
    status = 404 if number and not rows else 200
    return render(request, "licences/check.html", {"number": number, "rows": rows}, status=status)


def _origin(request: HttpRequest) -> str:
    origin = request.actor.origin or request.META.get("REMOTE_ADDR", "")  # type: ignore[attr-defined]
    return str(origin)
