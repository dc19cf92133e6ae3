"""What is seen of each request: an id in every line of the log, one line in the log of requests, and the metrics."""

import re
import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bound_contextvars

from balai.core.ids import uuid7
from balai.runtime import meters

log = structlog.get_logger("balai.request")
HEADER = "X-Request-ID"
GIVEN_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")


class ObservingMiddleware:
    """Says who asked by id, never by name, and where without the query: it may hold what somebody typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given, start = request.headers.get(HEADER, ""), time.perf_counter()
        request_id = given if GIVEN_ID.match(given) else str(uuid7())
        with bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            self._tell(request, response, time.perf_counter() - start)
        response[HEADER] = request_id
        return response

    def _tell(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        meters.count_request(request, response.status_code, seconds)
        if settings.ACCESS_LOG:
            log.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                milliseconds=round(seconds * 1000, 1),
                origin=request.META.get("REMOTE_ADDR", ""),
                actor_id=_actor_id(request),
            )


def _actor_id(request: HttpRequest) -> str:
    actor = getattr(request, "actor", None)
    return str(actor.user_id) if actor and actor.user_id else ""
