"""Whether the push process of this machine works, for whoever watches the house."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

from balai.config import env

PATIENCE = 1.0  # seconds


class Seen(Enum):
    """How it stands. Pages ask by themselves, every few seconds, unless it works."""

    WORKS = "ok"
    DEAF = "the database does not tell it of changes"
    AWAY = "does not answer"
    NONE = "does not run on this machine"


def _note() -> Path:
    return env.home() / "run" / "push.json"


@contextmanager
def noted(host: str, port: int) -> Iterator[None]:
    """Within: this machine knows where it listens. What a killed process left behind says that it is away."""
    place = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - only compared
    _note().parent.mkdir(parents=True, exist_ok=True)
    _note().write_text(json.dumps({"host": place, "port": port}))
    try:
        yield
    finally:
        _note().unlink(missing_ok=True)


def look() -> Seen:
    """Ask it."""
    if not _note().exists():
        return Seen.NONE
    with suppress(OSError, ValueError, http.client.HTTPException):
        place = json.loads(_note().read_text())
        line = http.client.HTTPConnection(place["host"], place["port"], timeout=PATIENCE)
        try:
            line.request("GET", "/readyz")
            return Seen.WORKS if line.getresponse().status == http.client.OK else Seen.DEAF
        finally:
            line.close()
    return Seen.AWAY
