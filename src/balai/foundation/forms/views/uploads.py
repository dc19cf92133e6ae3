"""Files in pieces over HTTP: a subset of tus 1.0 (docs/decisions/0042), and a second stage of its own."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.errors import BalaiError, Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.forms import tus
from balai.foundation.forms.access import get_draft, get_upload
from balai.foundation.forms.actions.begin_upload import begin_upload
from balai.foundation.forms.actions.cancel_upload import cancel_upload
from balai.foundation.forms.actions.finish_upload import finish_upload
from balai.foundation.forms.actions.store_piece import store_piece
from balai.foundation.forms.catalogue import spec_of
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.holding import current_holder
from balai.foundation.forms.models import Upload
from balai.foundation.forms.quotas import QuotaSpent
from balai.foundation.forms.selectors import attachment_card
from balai.foundation.forms.uploading import (
    TooLarge,
    Unjudged,
    UploadCard,
    check_place,
    earlier_piece,
    upload_card,
)

View = Callable[..., HttpResponse]
STATUS: tuple[tuple[type[BalaiError], int], ...] = (
    (NotVisible, 404),
    (NotAllowed, 403),
    (Conflict, 409),
    (TooLarge, 413),
    (QuotaSpent, 429),
    (Unjudged, 503),
    (Invalid, 422),
)
AGAIN = {409: "2", 503: "60"}  # seconds after which to ask again


def speaks_tus(view: View) -> View:
    """Answers refusals with their status and a sentence as JSON, everything with the protocol's version."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, **place: UUID) -> HttpResponse:
        try:
            response = view(request, **place)
        except tus.Fault as fault:
            response = JsonResponse({"message": str(fault)}, status=fault.status, headers=fault.headers)
        except BalaiError as error:
            response = _refusal(error)
        response["Tus-Resumable"] = tus.VERSION
        return response

    return answer


def _refusal(error: BalaiError) -> JsonResponse:
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 422)
    wait = {"Retry-After": AGAIN[status]} if status in AGAIN else {}
    return JsonResponse({"message": str(error)}, status=status, headers=wait)


@require_http_methods(["POST", "OPTIONS"])
@speaks_tus
def uploads(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """A place for a file that is about to come."""
    if request.method == "OPTIONS":
        return _abilities()
    holder = current_holder(request)
    get_draft(holder, draft_id)
    tus.check_version(request)
    card = begin_upload(holder, draft_id, tus.read_announcement(request))
    response = HttpResponse(status=201)
    response["Location"] = reverse("forms:upload", args=[card.id])
    return _told(response, card)


@require_http_methods(["HEAD", "PATCH", "DELETE", "OPTIONS"])
@speaks_tus
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """How far it is, the next piece, or the end of it."""
    if request.method == "OPTIONS":
        return _abilities()
    holder = current_holder(request)
    row = get_upload(holder, upload_id)
    tus.check_version(request)
    if request.method == "DELETE":
        cancel_upload(holder, upload_id)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        return _told(HttpResponse(status=204), _take(request, holder, row))
    return _told(HttpResponse(), upload_card(row))


def _take(request: HttpRequest, holder: Holder, row: Upload) -> UploadCard:
    """What does not belong here is refused before its first byte is read."""
    start, size = tus.read_place(request)
    if earlier_piece(row, start, size) is None:
        check_place(upload_card(row), start, size)
    return store_piece(holder, row.id, tus.read_part(request, start, size))


@require_POST
@speaks_tus
def finish(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Judge what has come; the kept file as it is listed below its field."""
    holder = current_holder(request)
    get_upload(holder, upload_id)
    tus.check_version(request)
    finish_upload(holder, upload_id)
    row = get_upload(holder, upload_id)
    if row.attachment is None:
        raise NotVisible
    field = spec_of(row.draft.form).field(row.field)
    context = {"file": attachment_card(row.attachment).link, "field": field}
    return HttpResponse(render_to_string("forms/file.html", context, request))


def _told(response: HttpResponse, card: UploadCard) -> HttpResponse:
    response["Upload-Offset"] = str(card.received)
    response["Upload-Length"] = str(card.size)
    response["Upload-Expires"] = http_date(card.expires_at.timestamp())
    return response


def _abilities() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Tus-Version"] = tus.VERSION
    response["Tus-Extension"] = tus.EXTENSIONS
    response["Tus-Checksum-Algorithm"] = ",".join(tus.ALGORITHMS)
    return response
