"""Lists of cases as files."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from balai.core.exchange import Sheet, download


def answer(kind: str, name: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> HttpResponse:
    """The table as a download named after what it is and today's date."""
    return download(Sheet(head, rows), name, kind)
