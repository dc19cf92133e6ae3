"""The public page behind the QR code: is this document real, and is this file what was issued?"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from balai.core.ids import read_code
from balai.foundation.documents import throttle
from balai.foundation.documents.checking import compare, verify
from balai.foundation.documents.signing.authority import authority
from balai.foundation.documents.throttle import COMPARISONS, LOOKS
from balai.foundation.documents.uploads import LARGEST_FILE, limited_upload
from balai.foundation.documents.words import Comparison, Verification


@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """Type a code by hand; a complete one leads to its page."""
    typed = request.GET.get("kode", "").strip()
    if code := read_code(typed):
        return HttpResponseRedirect(reverse("documents:check", args=[code]))
    return render(request, "documents/enter.html", {"typed": typed[:40]}, status=404 if typed else 200)


@limited_upload
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of a code, and with a file the comparison."""
    if not throttle.allow("check", _origin(request), LOOKS):
        return _slow_down(request)
    found = verify(code)
    if request.method != "POST":
        return _page(request, found)
    if not throttle.allow("compare", _origin(request), COMPARISONS):
        return _slow_down(request)
    return _compare(request, found)


def _compare(request: HttpRequest, found: Verification) -> HttpResponse:
    file = request.FILES.get("berkas")
    if getattr(request, "is_too_large", False):
        return _page(request, found, problem="large", status=413)
    if file is None or not file.size:
        return _page(request, found, problem="missing", status=422)
    content = file.read()
    if not content.startswith(b"%PDF-"):
        return _page(request, found, problem="not_pdf", status=422)
    return _page(request, found, comparison=compare(found.code, content))


def _page(
    request: HttpRequest,
    found: Verification,
    *,
    comparison: Comparison | None = None,
    problem: str = "",
    status: int | None = None,
) -> HttpResponse:
    context = {
        "found": found,
        "comparison": comparison,
        "problem": problem,
        "largest": LARGEST_FILE,
    }
    return render(
        request, "documents/check.html", context, status=status or (404 if found.state == "unknown" else 200)
    )


def _slow_down(request: HttpRequest) -> HttpResponse:
    response = render(request, "documents/slow_down.html", status=429)
    response["Retry-After"] = str(throttle.WINDOW_SECONDS)
    return response


def _origin(request: HttpRequest) -> str:
    origin = request.actor.origin or request.META.get("REMOTE_ADDR", "")  # type: ignore[attr-defined]
    return str(origin)


@require_GET
def root_certificate(request: HttpRequest) -> HttpResponse:
    """The root certificate of the local authority, for readers who want to trust its trial signatures."""
    content = authority(settings.HOME).root_pem
    return HttpResponse(
        content,
        content_type="application/x-pem-file",
        headers={
            "Content-Disposition": 'attachment; filename="balai-akar-uji-coba.pem"',
            "X-Content-Type-Options": "nosniff",
        },
    )
