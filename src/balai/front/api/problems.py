"""Every error of the API is a problem document (RFC 9457): ``application/problem+json``."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from balai.core.errors import BalaiError, Conflict, Invalid, NotAllowed, NotVisible
from balai.front.api.shapes import told

BLANK = "about:blank"
CONTENT_TYPE = "application/problem+json"
STATUS: dict[type[BalaiError], int] = {NotVisible: 404, NotAllowed: 403, Conflict: 409, Invalid: 422}


class Fault(Schema):
    """One wrong parameter."""

    name: str = told("The parameter.", "limit")
    reason: str = told("What is wrong with it.", "Input should be less than or equal to 100")


class Problem(Schema):
    """What went wrong."""

    type: str = Field(BLANK, description="Always the same: the status says the kind.")
    title: str = told("The status in words.", "Unprocessable Entity")
    status: int = told("The status.", 422)
    detail: str = Field("", description="A sentence for people, in their language.")
    errors: list[Fault] = Field([], description="The wrong parameters; may be empty.")


class TooOften(Exception):
    """The budget for this kind of question is spent for some seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


def problem(status: int, detail: str = "", errors: list[Fault] | None = None) -> JsonResponse:
    """The answer for a status, with a sentence that helps and the wrong parameters."""
    title = HTTPStatus(status).phrase
    body = Problem(type=BLANK, title=title, status=status, detail=detail, errors=errors or [])
    return JsonResponse(body.model_dump(), status=status, content_type=CONTENT_TYPE)


def handle_errors(api: NinjaAPI) -> None:
    """Register the handlers of expected errors; a real fault stays one and is reported by Django."""
    handlers: dict[type[Exception], Any] = {
        BalaiError: _refused,
        ValidationError: _invalid,
        HttpError: _denied,
        Http404: lambda request, error: not_found(request),
        TooOften: lambda request, error: too_often(error.seconds),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, error: BalaiError) -> HttpResponse:
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    faults = [Fault(name=name, reason=text) for name, text in getattr(error, "fields", {}).items()]
    return not_found(request) if status == 404 else problem(status, str(error), faults)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [Fault(name=".".join(map(str, each["loc"][1:])), reason=each["msg"]) for each in error.errors]
    return problem(422, _("Ada isian yang tidak dapat dibaca."), faults)


def _denied(request: HttpRequest, error: HttpError) -> HttpResponse:
    return unknown_person() if error.status_code == 401 else problem(error.status_code, str(error))


def unknown_person(detail: str = "") -> HttpResponse:
    """401: nobody is signed in, or the token does not work."""
    answer = problem(401, detail or _("Masuk dahulu untuk melihat ini."))
    answer["WWW-Authenticate"] = 'Bearer realm="balai"'
    return answer


def not_found(request: HttpRequest, **_path: Any) -> HttpResponse:
    """The answer for what does not exist and for what is out of reach: the same in every respect."""
    return problem(404, _("Tidak ada yang ditemukan di alamat ini."))


def wrong_method(methods: str) -> HttpResponse:
    """405, with the methods that the address takes."""
    refusal = problem(405, _("Alamat ini tidak menerima cara ini."))
    refusal["Allow"] = methods
    return refusal


def too_often(seconds: int) -> HttpResponse:
    """429: the budget of the ten minutes is spent."""
    refusal = problem(429, _("Terlalu sering bertanya. Tunggu sebentar, lalu coba lagi."))
    refusal["Retry-After"] = str(seconds)
    return refusal
