"""What the periodic job does to many cases: each in a transaction of its own, begun with ``lock_case``."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from balai.core.apart import each_apart
from balai.core.errors import BalaiError
from balai.foundation.cases.models import Case

BATCH = 500


def each_case(ids: Iterable[UUID], do: Callable[[UUID, datetime], bool], now: datetime) -> int:
    """How many were done. A refusal is logged with the key and tried again at the next round."""
    return each_apart(ids, lambda case_id: do(case_id, now), "cases.not_acted", BalaiError)


def lock_case(case_id: UUID) -> Case | None:
    """The open case, locked until the end of the transaction; None when it closed, or another worker has it."""
    found = Case.objects.unscoped().filter(pk=case_id, closed_at=None)
    return found.select_for_update(of=("self",), skip_locked=True).first()
