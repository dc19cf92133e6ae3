"""Reads of documents, always starting from what the actor may see."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Prefetch, Q

from balai.core.actor import Actor
from balai.foundation.documents.models import Document, DocumentFile, IssuedNumber, NumberSeries
from balai.foundation.documents.models.document import DocumentQuerySet


def documents(actor: Actor) -> DocumentQuerySet:
    """The visible documents with everything that a card needs, newest first: three queries for any
    number of rows.
    """
    files = Prefetch("files", DocumentFile.objects.order_by("-revision"))
    return Document.objects.visible_to(actor).select_related("number").prefetch_related(files, "signatures")


def search(actor: Actor, words: str) -> DocumentQuerySet:
    """The visible documents whose number or code contains the words."""
    found = documents(actor)
    if words:
        found = found.filter(Q(number__text__icontains=words) | Q(code__startswith=words.upper()))
    return found


def documents_of_cases(actor: Actor, case_ids: Collection[UUID]) -> DocumentQuerySet:
    """The visible documents of cases."""
    return documents(actor).filter(case_id__in=case_ids)


def series_of(unit_id: UUID) -> list[NumberSeries]:
    """The number series of a unit, the general one first."""
    return list(NumberSeries.objects.filter(unit_id=unit_id))


def latest_numbers(unit_id: UUID, limit: int = 20) -> list[IssuedNumber]:
    """The numbers that a unit drew last."""
    numbers = IssuedNumber.objects.filter(series__unit_id=unit_id).select_related("series", "document")
    return list(numbers.order_by("-id")[:limit])


def file_paths() -> Iterator[str]:
    """Where all files lie; for the care of the storage, not for people."""
    yield from DocumentFile.objects.values_list("path", flat=True).iterator(chunk_size=1000)
