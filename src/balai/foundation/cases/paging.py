"""Pages of a long list by the place of their last row: page 400 costs what page 1 costs, and no row is skipped."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Order:
    """The column that a list is ordered by, then its key; ``name`` tells cursors of different lists apart."""

    name: str
    column: str
    falling: bool = False

    def sort(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """The rows in this order."""
        sign = "-" if self.falling else ""
        return rows.order_by(f"{sign}{self.column}", f"{sign}id")


def rows_after(rows: "QuerySet[Any]", order: Order, after: str, size: int) -> "QuerySet[Any]":
    """The rows that follow a cursor: one more than a page holds, where there are more."""
    return order.sort(_following(rows, order, _place(after, order)))[: size + 1]


def page_of(found: Sequence[Any], order: Order, size: int) -> tuple[Sequence[Any], str]:
    """The rows of a page, and the cursor of the next one ("" on the last)."""
    shown = found[:size]
    return shown, _cursor(shown[-1], order) if len(found) > size else ""


Place = tuple[Any, UUID] | None


def _following(rows: "QuerySet[Any]", order: Order, place: Place) -> "QuerySet[Any]":
    if place is None:
        return rows
    value, key = place
    column, compare = order.column, "lt" if order.falling else "gt"
    return rows.filter(
        Q(**{f"{column}__{compare}": value}) | Q(**{column: value, f"id__{compare}": key}),
        **{f"{column}__{compare}e": value},
    )


def _cursor(row: Any, order: Order) -> str:
    value = getattr(row, order.column)
    text = value if isinstance(value, str) else value.isoformat()
    parts = [order.name, text, str(row.id)]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _place(cursor: str, order: Order) -> Place:
    """The place of a cursor; None for a cursor of another list, or a spoilt one."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        name, text, key = json.loads(base64.urlsafe_b64decode(padded))
        value = text if order.column == "title" else datetime.fromisoformat(text)
        return (value, UUID(key)) if name == order.name else None
    except (ValueError, TypeError, AttributeError):
        return None
