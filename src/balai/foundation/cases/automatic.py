"""What the periodic job does to many cases: each in a transaction of its own, none held up by another's fault."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from balai.core.errors import BalaiError
from balai.foundation.cases.models import Case

BATCH = 500
logger = logging.getLogger(__name__)


def each_apart(ids: Iterable[UUID], do: Callable[[UUID, datetime], bool], now: datetime) -> int:
    """How many were done. A refusal is logged with the key and tried again at the next round.

    Two workers at once, or a killed one, neither lose nor double any: what is done and that it was done are one
    transaction, begun with ``lock_case``.
    """
    return sum(_attempt(one, do, now) for one in ids)


def _attempt(one: UUID, do: Callable[[UUID, datetime], bool], now: datetime) -> bool:
    try:
        return do(one, now)
    except BalaiError:
        logger.exception("the system could not act on %s", one)
        return False


def lock_case(case_id: UUID) -> Case | None:
    """The open case, locked until the end of the transaction; None when it closed, or another worker has it."""
    found = Case.objects.unscoped().filter(pk=case_id, closed_at=None)
    return found.select_for_update(of=("self",), skip_locked=True).first()
