"""What this regency publishes, for anybody: a page, the signed catalogue, the files; and where adopters report."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from balai.core.http.pages import public_page
from balai.foundation.documents.api import LOOKS, count_use
from balai.foundation.packs.access import offered_file
from balai.foundation.packs.actions.take_report import Refused, take_report
from balai.foundation.packs.releases import (
    offered,
    our_fingerprint,
    release_cards,
    signed_catalogue,
    signed_release,
)

LARGEST_REPORT = 32_768  # bytes
A_YEAR = 31_536_000  # seconds


@require_safe
@public_page
def page(request: HttpRequest) -> HttpResponse:
    """The packs that are offered, and the digits of our key."""
    context = {"packs": offered(), "digits": our_fingerprint().split()}
    return render(request, "packs/catalogue.html", context)


@require_safe
@public_page
def document(request: HttpRequest) -> HttpResponse:
    """The catalogue as other installations read it."""
    return JsonResponse(signed_catalogue(), json_dumps_params={"ensure_ascii": False})


@require_safe
def release_file(request: HttpRequest, name: str, version: str) -> HttpResponse:
    """The ZIP of a version; it never changes."""
    row = offered_file(name, version)
    return HttpResponse(
        bytes(row.content),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{row.name}-{row.version}.zip"',
            "Cache-Control": f"public, max-age={A_YEAR}, immutable",
            "ETag": f'"{row.sha256}"',
        },
    )


@require_safe
def release_signature(request: HttpRequest, name: str, version: str) -> HttpResponse:
    """The detached signature of a version."""
    row = offered_file(name, version)
    (card,) = [card for card in release_cards(name) if card.id == row.pk]
    return JsonResponse(signed_release(card))


@csrf_exempt
@require_POST
def report(request: HttpRequest) -> JsonResponse:
    """A regency tells which of our packs it runs. Why a report is refused stands in the answer in one word."""
    try:
        _require_patience(request)
        take_report(_body(request))
    except Refused as refusal:
        return JsonResponse({"refused": refusal.why}, status=refusal.status)
    return JsonResponse({"taken": True})


def _require_patience(request: HttpRequest) -> None:
    if count_use("adoption", request.META.get("REMOTE_ADDR", "")) > LOOKS:
        raise Refused(429, "slower")


def _body(request: HttpRequest) -> bytes:
    """The bytes as they came. Raises Refused for more than a report may have, without reading them."""
    length = request.headers.get("Content-Length") or "0"
    if not length.isdigit() or int(length) > LARGEST_REPORT:
        raise Refused(413, "size")
    return request.body
