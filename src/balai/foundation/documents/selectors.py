"""Reads of documents, always starting from what the actor may see."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from balai.core.actor import Actor
from balai.foundation.accounts.api import within
from balai.foundation.documents import house
from balai.foundation.documents.cards import document_cards
from balai.foundation.documents.models import (
    Copy,
    Document,
    DocumentFile,
    IssuedNumber,
    NumberSeries,
    OwnLetterhead,
    SeriesCounter,
    Template,
    TrustedRoot,
)
from balai.foundation.documents.models.document import DocumentQuerySet, copy_units
from balai.foundation.documents.policies import MANAGE
from balai.foundation.documents.series import DEFAULT_PATTERN, Scope, write_for
from balai.foundation.documents.words import DocumentCard, Ending
from balai.foundation.organizations import api as organizations
from balai.foundation.organizations.api import UnitCard

ANY_KIND, ANY_CLASSIFICATION = "surat-keterangan", "500.3"  # stand in an example of a general series


def documents(actor: Actor) -> DocumentQuerySet:
    """The visible documents with everything that a card needs, newest first: three queries for any
    number of rows.
    """
    files = Prefetch("files", DocumentFile.objects.order_by("-revision"))
    return Document.objects.visible_to(actor).select_related("number").prefetch_related(files, "signatures")


@dataclass(frozen=True)
class CopyRow:
    """A copy as a list shows it."""

    document: DocumentCard
    sender: str
    received_at: datetime


def copies_for(actor: Actor) -> QuerySet[Copy]:
    """The copies that the actor's units hold, newest first: three queries for any number of rows."""
    files = Prefetch("document__files", DocumentFile.objects.order_by("-revision"))
    found = Copy.objects.filter(unit_id__in=copy_units(actor))
    related = found.select_related("document__number", "document__unit")
    return related.prefetch_related(files, "document__signatures")


def copy_rows(copies: Iterable[Copy]) -> list[CopyRow]:
    """The rows of copies read by ``copies_for``."""
    held = list(copies)
    cards = document_cards(one.document for one in held)
    return [
        CopyRow(card, one.document.unit.name, one.created_at) for card, one in zip(cards, held, strict=True)
    ]


def search(actor: Actor, words: str) -> DocumentQuerySet:
    """The visible documents whose number or code contains the words."""
    found = documents(actor)
    if words:
        found = found.filter(Q(number__text__icontains=words) | Q(code__startswith=words.upper()))
    return found


def count_documents_of(owner_id: UUID) -> int:
    """How many documents were issued to a person."""
    return Document.objects.filter(owner_id=owner_id).count()


def trusted_roots() -> list[TrustedRoot]:
    """All roots that are or were trusted, by name."""
    return list(TrustedRoot.objects.all())


def documents_ending(day: date) -> list[Ending]:
    """The documents in force whose last day it is and that belong to an account."""
    rows = Document.objects.filter(valid_until=day, state=Document.State.VALID, owner__isnull=False)
    return [_ending(row) for row in rows.select_related("number").order_by("id")]


def _ending(row: Document) -> Ending:
    link = reverse("documents:check", args=[row.code])
    return Ending(row.owner_id, row.title, row.number.text, row.valid_until, link)  # type: ignore[arg-type]


def documents_of_cases(actor: Actor, case_ids: Collection[UUID]) -> DocumentQuerySet:
    """The visible documents of cases."""
    return documents(actor).filter(case_id__in=case_ids)


@dataclass(frozen=True)
class SeriesFilters:
    """What the list of series is limited to; empty texts limit nothing."""

    text: str = ""
    kind: str = ""
    classification: str = ""


@dataclass(frozen=True)
class SeriesRow:
    """A series as a list shows it; ``series`` None: the unit has none yet, and numbers by the general pattern.

    ``last`` is this unit's count in the year, ``example`` the number that would come next on the day.
    """

    unit: UnitCard
    series: NumberSeries | None
    pattern: str
    last: int
    example: str


def series_rows(actor: Actor, filters: SeriesFilters, day: date) -> list[SeriesRow]:
    """The series of the units that the actor administers, with the count of the day's year; three queries."""
    units = organizations.units_kept(actor, MANAGE, filters.text)
    rows = rows_of(units, day)
    return [row for row in rows if _fits(row.series, filters)]


def rows_of(units: Collection[UnitCard], day: date) -> list[SeriesRow]:
    """The series of units in their order, one row for a unit that has none; two queries."""
    series = NumberSeries.objects.filter(unit_id__in=[unit.id for unit in units])
    found: dict[UUID, list[NumberSeries | None]] = defaultdict(list)
    for each in series:
        found[each.unit_id].append(each)
    counters = SeriesCounter.objects.filter(series__in=series, year=day.year)
    last = dict(counters.values_list("series_id", "last"))
    return [_row(unit, each, last, day) for unit in units for each in found.get(unit.id, [None])]


def _row(unit: UnitCard, series: NumberSeries | None, counts: dict[UUID, int], day: date) -> SeriesRow:
    pattern = series.pattern if series else DEFAULT_PATTERN
    scope = Scope(unit.id, series.kind, series.classification) if series else Scope(unit.id, "", "")
    last = counts.get(series.pk, 0) if series else 0
    return SeriesRow(unit, series, pattern, last, example_of(unit, scope, pattern, last + 1, day))


def example_of(unit: UnitCard, scope: Scope, pattern: str, number: int, day: date) -> str:
    """A number by a pattern; where the series is general, with a kind and a classification for example."""
    kind, classification = scope.kind or ANY_KIND, scope.classification or ANY_CLASSIFICATION
    return write_for(unit, pattern, Scope(unit.id, kind, classification), number, day)


def _fits(series: NumberSeries | None, filters: SeriesFilters) -> bool:
    kind, classification = (series.kind, series.classification) if series else ("", "")
    return filters.kind in {"", kind} and classification.startswith(filters.classification)


def kinds_of_documents() -> list[str]:
    """The kinds that templates and series name, in alphabetical order."""
    named = Template.objects.values_list("kind", flat=True).union(
        NumberSeries.objects.exclude(kind="").order_by().values_list("kind", flat=True)
    )
    return sorted(set(named))


def years_counted() -> list[int]:
    """The years in which numbers were drawn, and this one, newest first."""
    counted = SeriesCounter.objects.order_by().values_list("year", flat=True).distinct()
    return sorted({*counted, house.today().year}, reverse=True)


@dataclass(frozen=True)
class LetterheadRow:
    """A unit with what it wears: its own letterhead in force, and whether a draft waits."""

    unit: UnitCard
    own: OwnLetterhead | None
    has_draft: bool


def letterhead_rows(actor: Actor, text: str) -> list[LetterheadRow]:
    """The units that the actor administers with their letterheads; two queries."""
    units = organizations.units_kept(actor, MANAGE, text)
    alive = OwnLetterhead.objects.defer("emblem").filter(
        unit_id__in=[unit.id for unit in units], ends_at=None
    )
    drafts = {row.unit_id for row in alive if row.starts_at is None}
    own = {row.unit_id: row for row in alive if row.starts_at}
    return [LetterheadRow(unit, own.get(unit.id), unit.id in drafts) for unit in units]


def letterhead_draft(unit_id: UUID) -> OwnLetterhead | None:
    """The draft of a unit's letterhead."""
    return OwnLetterhead.objects.filter(unit_id=unit_id, starts_at=None).first()


def letterhead_drafts(actor: Actor) -> int:
    """How many drafts of letterheads wait for the actor."""
    return OwnLetterhead.objects.filter(within(actor, MANAGE), starts_at=None).count()


def letterheads_of(unit_id: UUID) -> list[OwnLetterhead]:
    """What a unit wore, newest first, drafts left out."""
    rows = OwnLetterhead.objects.defer("emblem").filter(unit_id=unit_id, starts_at__isnull=False)
    return list(rows)


def latest_numbers(unit_id: UUID, limit: int = 20) -> list[IssuedNumber]:
    """The numbers that a unit drew last."""
    numbers = IssuedNumber.objects.filter(series__unit_id=unit_id).select_related("series", "document")
    return list(numbers.order_by("-id")[:limit])


def file_paths() -> Iterator[str]:
    """Where all files lie; for the care of the storage, not for people."""
    yield from DocumentFile.objects.values_list("path", flat=True).iterator(chunk_size=1000)
