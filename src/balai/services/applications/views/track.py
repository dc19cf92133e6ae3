"""Where is my application: for whoever holds the code, without names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from balai.foundation.cases.api import find_by_code

MOST_LETTERS = 40


@require_GET
def track(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and show what may be shown of its case."""
    code = request.GET.get("kode", "").strip()[:MOST_LETTERS]
    found = find_by_code(code) if code else None
    context = {"code": code, "case": found, "unknown": bool(code) and found is None}
    return render(request, "applications/track.html", context)
