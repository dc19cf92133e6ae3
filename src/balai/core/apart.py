"""What periodic jobs do to many things: each in a transaction of its own, none held up by another's fault."""

from collections.abc import Callable, Iterable
from uuid import UUID

import structlog

log = structlog.get_logger(__name__)


def each_apart(
    ids: Iterable[UUID], do: Callable[[UUID], bool], event: str, faults: type[Exception] = Exception
) -> int:
    """How many were done. What failed is logged as ``event`` with its key, and is there again at the next round.

    Two workers at once, or a killed one, neither lose nor double any as long as ``do`` makes what is done and that it
    was done one transaction, begun with a lock.
    """
    return sum(_attempt(one, do, event, faults) for one in ids)


def _attempt(one: UUID, do: Callable[[UUID], bool], event: str, faults: type[Exception]) -> bool:
    try:
        return do(one)
    except faults:
        log.exception(event, id=str(one))
        return False
