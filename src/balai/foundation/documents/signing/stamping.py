"""Timestamps of an authority (RFC 3161): asked for while signing, but never for longer than a stated limit.

An authority that failed is left alone for a while, so that not every signature waits for it: what was signed without a
timestamp gets one later, see ``longterm.py``.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPException
from typing import TypeVar
from urllib.request import Request, urlopen

import structlog
from asn1crypto import tsp
from django.conf import settings
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from balai.foundation.documents.signing.reading import read_within

LARGEST_TOKEN = 200_000  # bytes; real ones have about 6,000
REST_SECONDS = 60.0
ASKED, ANSWERED = "application/timestamp-query", "application/timestamp-reply"
FAULTS = (TimestampRequestError, OSError, HTTPException, ValueError, TypeError, KeyError)
T = TypeVar("T")
log = structlog.get_logger(__name__)


class Authority(TimeStamper):
    """The timestamp authority at an address. ``limit`` bounds one request as a whole, in seconds."""

    def __init__(self, url: str, limit: float, authorization: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        if not url.startswith(("http://", "https://")):
            raise ValueError("the timestamp authority has no web address")
        self.url, self.limit, self.authorization = url, limit, authorization
        self.rests_until = 0.0

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask once. Raises TimestampRequestError and the faults of the network."""
        headers = {"Content-Type": ASKED, "Accept": ANSWERED}
        if self.authorization:
            headers["Authorization"] = self.authorization
        request = Request(self.url, req.dump(), headers)  # noqa: S310 - the address is a setting, checked there
        deadline = time.monotonic() + self.limit
        with urlopen(request, timeout=self.limit) as response:  # noqa: S310
            if response.headers.get_content_type() != ANSWERED:
                raise TimestampRequestError("the answer is no timestamp")
            return tsp.TimeStampResp.load(read_within(response, deadline, LARGEST_TOKEN))


@dataclass(frozen=True)
class Stamped:
    """What was made with the authority's help, or without it when that was too slow."""

    pdf: bytes
    has_stamp: bool


def current_authority() -> Authority | None:
    """The authority of the settings; None when there is none."""
    tsa = settings.TIMESTAMP_AUTHORITY
    return _authority(tsa["url"], tsa["limit"], tsa["authorization"]) if tsa["url"] else None


@lru_cache(maxsize=4)
def _authority(url: str, limit: float, authorization: str) -> Authority:
    return Authority(url, limit, authorization)


def with_stamp(make: Callable[[Authority | None], bytes]) -> Stamped:
    """Make it with a timestamp, and without one when the authority fails, stalls, or did so a moment ago."""
    authority = current_authority()
    if authority is None or time.monotonic() < authority.rests_until:
        return Stamped(make(None), False)
    try:
        return Stamped(make(authority), True)
    except FAULTS as fault:
        authority.rests_until = time.monotonic() + REST_SECONDS
        log.warning("documents.no_timestamp", fault=type(fault).__name__)
        return Stamped(make(None), False)
