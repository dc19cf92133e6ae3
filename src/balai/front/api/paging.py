"""Bounded lists."""

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from ninja import Field, Query, Schema

Item = TypeVar("Item")
LARGEST = 100
Limit = Annotated[int, Query(ge=1, le=LARGEST, description="How many items at most.")]
Offset = Annotated[int, Query(ge=0, le=100_000, description="How many items to skip.")]


class Page(Schema, Generic[Item]):
    """A part of a list. ``total`` counts the whole list."""

    items: list[Item] = Field(max_length=LARGEST)
    total: int
    limit: int
    offset: int


def page(rows: Sequence[Item], limit: int, offset: int) -> dict[str, object]:
    """Cut a list that is bounded by nature (children of a place) into a page."""
    return {"items": rows[offset : offset + limit], "total": len(rows), "limit": limit, "offset": offset}
