"""``/livez`` and ``/readyz`` for whatever watches the installation: states, never causes."""

import secrets
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SERVICE_UNAVAILABLE = 503


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, migrations and file storage are in order, else 503 with the part that is not."""
    parts = {name: "ok" if check() else "fail" for name, check in CHECKS.items()}
    ready = set(parts.values()) == {"ok"}
    return JsonResponse(
        {"status": "ok" if ready else "fail", **parts}, status=200 if ready else SERVICE_UNAVAILABLE
    )


def _database() -> bool:
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations() -> bool:
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _storage() -> bool:
    name = f".readyz-{secrets.token_hex(8)}"
    try:
        stored = default_storage.save(name, ContentFile(b"ok"))
        default_storage.delete(stored)
    except OSError:
        return False
    return True


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "storage": _storage,
}
