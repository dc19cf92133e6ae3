"""Answers of services outside: read whole within a deadline, however slowly they drip."""

import time
from http.client import HTTPResponse
from io import BytesIO

CHUNK = 65_536


def read_within(response: HTTPResponse, deadline: float, largest: int) -> bytes:
    """The whole body. ``deadline`` is a monotonic moment, ``largest`` in bytes. Raises TimeoutError past either."""
    body = BytesIO()
    while chunk := response.read1(CHUNK):
        body.write(chunk)
        if time.monotonic() > deadline or body.tell() > largest:
            raise TimeoutError
    return body.getvalue()
