"""``/livez`` and ``/readyz`` for whatever watches the installation.

A stranger learns whether the house is open; this machine and the holder of the token learn what is wrong.
Without the push process it is open all the same: pages ask by themselves.
"""

import secrets
import time
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.runtime.metrics import may_watch
from balai.runtime.push import watching

SERVICE_UNAVAILABLE = 503
FRESH_SECONDS = 2.0
OK = "ok"


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": OK})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, migrations and file storage are in order, else 503; for an operator with the cause."""
    parts = examined()
    is_ready = set(parts.values()) == {OK}
    told = {**parts, "push": watching.look().value} if may_watch(request) else {}
    body = {"status": OK if is_ready else "fail", **told}
    return JsonResponse(body, status=200 if is_ready else SERVICE_UNAVAILABLE)


_seen: tuple[float, dict[str, str]] = (0.0, {})


def examined() -> dict[str, str]:
    """Each part with ``ok`` or its trouble; looked at every two seconds at most, whoever asks."""
    global _seen
    at, parts = _seen
    if not parts or time.monotonic() - at > FRESH_SECONDS:
        parts = {name: check() for name, check in CHECKS.items()}
        _seen = (time.monotonic(), parts)
    return parts


def _database() -> str:
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return _first_line(error)
    return OK


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        return _first_line(error)
    return f"{missing} migrations are missing: balai upgrade" if missing else OK


def _storage() -> str:
    name = f".readyz-{secrets.token_hex(8)}"
    try:
        stored = default_storage.save(name, ContentFile(b"ok"))
        default_storage.delete(stored)
    except OSError as error:
        return _first_line(error)
    return OK


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "storage": _storage,
}
