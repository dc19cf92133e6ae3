"""What the periodic job does to many cases: each in a transaction of its own, none held up by another's fault."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from balai.core.errors import BalaiError

logger = logging.getLogger(__name__)


def each_apart(ids: Iterable[UUID], do: Callable[[UUID, datetime], bool], now: datetime) -> int:
    """How many were done. A refusal is logged with the key and tried again at the next round."""
    return sum(_attempt(one, do, now) for one in ids)


def _attempt(one: UUID, do: Callable[[UUID, datetime], bool], now: datetime) -> bool:
    try:
        return do(one, now)
    except BalaiError:
        logger.exception("the system could not act on %s", one)
        return False
