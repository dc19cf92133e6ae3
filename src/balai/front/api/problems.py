"""Every error of the API is a problem document (RFC 9457): ``application/problem+json``."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from balai.core.errors import BalaiError, Conflict, Invalid, NotAllowed, NotVisible

CONTENT_TYPE = "application/problem+json"
STATUS: dict[type[BalaiError], int] = {NotVisible: 404, NotAllowed: 403, Conflict: 409, Invalid: 422}


class Fault(Schema):
    """One wrong parameter."""

    name: str
    reason: str


class Problem(Schema):
    """What went wrong. ``type`` is always ``about:blank``: the status says the kind."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[Fault] = []


def problem(status: int, detail: str = "", errors: list[Fault] | None = None) -> JsonResponse:
    """The answer for a status, with a sentence that helps and the wrong parameters."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors or [])
    return JsonResponse(body.model_dump(), status=status, content_type=CONTENT_TYPE)


def handle_errors(api: NinjaAPI) -> None:
    """Register the handlers of expected errors; a real fault stays one and is reported by Django."""
    handlers: dict[type[Exception], Any] = {
        BalaiError: _refused,
        ValidationError: _invalid,
        HttpError: _denied,
        Http404: lambda request, error: not_found(request),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, error: BalaiError) -> HttpResponse:
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    return not_found(request) if status == 404 else problem(status, str(error))


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [Fault(name=".".join(map(str, each["loc"][1:])), reason=each["msg"]) for each in error.errors]
    return problem(422, _("Ada isian yang tidak dapat dibaca."), faults)


def _denied(request: HttpRequest, error: HttpError) -> HttpResponse:
    hint = _("Masuk dahulu untuk melihat ini.") if error.status_code == 401 else ""
    return problem(error.status_code, hint)


def not_found(request: HttpRequest, **_path: Any) -> HttpResponse:
    """The answer for what does not exist and for what is out of reach: the same in every respect."""
    return problem(404, _("Tidak ada yang ditemukan di alamat ini."))


def reads_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse every method but GET and HEAD with a problem document."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            return view(request, *args, **kwargs)
        refusal = problem(405, _("API ini hanya dapat dibaca."))
        refusal["Allow"] = "GET, HEAD"
        return refusal

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing here writes: other methods are refused above
    return answer
