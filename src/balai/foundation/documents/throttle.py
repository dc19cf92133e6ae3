"""A brake for open pages: so many uses of a purpose from one origin in ten minutes, counted in the
database.
"""

from datetime import UTC, datetime
from hashlib import sha256

from django.db import connection
from django.utils import timezone

WINDOW_SECONDS = 600
LOOKS, COMPARISONS = 120, 20  # of codes and of files, in a window from one address
COUNT = """
    INSERT INTO documents_throttle (key, "window", uses) SELECT %s, %s, 1 {waiting}
    ON CONFLICT (key, "window") DO UPDATE SET uses = documents_throttle.uses + 1
    RETURNING uses
"""
# nobody waits for the disk: what a power cut takes of a count is no loss; within other work that work decides
UNWAITED = "FROM set_config('synchronous_commit', 'off', true)"


def allow(purpose: str, origin: str, limit: int) -> bool:
    """Count one use; False when the origin is past the limit in this window."""
    return count_use(purpose, origin) <= limit


def count_use(purpose: str, origin: str) -> int:
    """Count one use and tell how many there were in this window. The origin is kept as a hash only."""
    seconds = int(timezone.now().timestamp()) // WINDOW_SECONDS * WINDOW_SECONDS
    key = sha256(f"{purpose}\0{origin}".encode()).hexdigest()
    counting = COUNT.format(waiting="" if connection.in_atomic_block else UNWAITED)
    with connection.cursor() as cursor:
        cursor.execute(counting, [key, datetime.fromtimestamp(seconds, UTC)])
        (uses,) = cursor.fetchone()
    return int(uses)


def seconds_left() -> int:
    """How long the current window still lasts; at least one second."""
    return WINDOW_SECONDS - int(timezone.now().timestamp()) % WINDOW_SECONDS
