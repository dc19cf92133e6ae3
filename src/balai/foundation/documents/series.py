"""Number series: the pattern of a number, finding the series, drawing the next number."""

import re
import string
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.documents import house
from balai.foundation.documents.models import IssuedNumber, NumberSeries, SeriesCounter
from balai.foundation.documents.models.series import DEFAULT_PATTERN
from balai.foundation.organizations.api import UnitCard

__all__ = [
    "DEFAULT_PATTERN",
    "Scope",
    "check_pattern",
    "draw",
    "draw_number",
    "ensure_series",
    "find_series",
    "next_number",
    "write_for",
    "write_number",
]
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
WIDTH = re.compile(r"0[2-6]")
TOUCHING = re.compile(r"[\d}]\{nomor|\{nomor[^}]*\}[\d{]")
WORDS = {"klasifikasi", "nomor", "kode_unit", "kode_wilayah", "jenis", "bulan_romawi", "bulan", "tahun"}

# The most specific series first, as in find_series. The update holds the counter's row to the end of the transaction.
COUNT_ON = """
UPDATE documents_seriescounter AS counter SET last = counter.last + 1
FROM (
    SELECT id, pattern FROM documents_numberseries
    WHERE unit_id = %s AND kind IN (%s, '') AND classification IN (%s, '')
    ORDER BY kind <> '' DESC, classification <> '' DESC LIMIT 1
) AS series
WHERE counter.series_id = series.id AND counter.year = %s
RETURNING series.id, series.pattern, counter.last
"""


@dataclass(frozen=True)
class Scope:
    """What a number is drawn for."""

    unit_id: UUID
    kind: str
    classification: str


@dataclass(frozen=True)
class Drawn:
    """What the counter gave: the number, and the series whose pattern writes it."""

    series_id: UUID
    pattern: str
    number: int


def check_pattern(pattern: str) -> None:
    """Raises Invalid unless the pattern has only known words, and number and year, which keep texts apart."""
    try:
        parts = [
            (name, spec) for _text, name, spec, _conv in string.Formatter().parse(pattern) if name is not None
        ]
    except ValueError as error:
        raise _wrong(_("Tanda kurung kurawal tidak berpasangan.")) from error
    _check_words(parts)
    _check_apart(pattern)


def _check_words(parts: list[tuple[str, str | None]]) -> None:
    unknown = sorted({name for name, _spec in parts} - WORDS)
    if unknown:
        raise _wrong(_("Kata tidak dikenal: {words}.").format(words=", ".join(unknown)))
    if not {"nomor", "tahun"} <= {name for name, _spec in parts}:
        raise _wrong(_("Pola harus memuat {nomor} dan {tahun}.").format(nomor="{nomor}", tahun="{tahun}"))
    if any(spec and not (name == "nomor" and WIDTH.fullmatch(spec)) for name, spec in parts):
        raise _wrong(_("Lebar hanya boleh pada nomor, misalnya {contoh}.").format(contoh="{nomor:03}"))


def _check_apart(pattern: str) -> None:
    """The count must not run into a neighbour: 500.3 and 11 would write what 500.31 and 1 write."""
    if TOUCHING.search(pattern):
        sentence = _("Pisahkan {nomor} dari angka atau kata di sebelahnya, misalnya dengan garis miring.")
        raise _wrong(sentence.format(nomor="{nomor}"))


def _wrong(sentence: str) -> Invalid:
    return Invalid(_("Pola nomor tidak dapat dipakai."), {"pattern": sentence})


def write_number(pattern: str, scope: Scope, number: int, day: date) -> str:
    """The number as it stands on the letter."""
    return write_for(house.unit(scope.unit_id), pattern, scope, number, day)


def write_for(unit: UnitCard, pattern: str, scope: Scope, number: int, day: date) -> str:
    """The number as it stands on a letter of the unit."""
    return pattern.format(
        klasifikasi=scope.classification,
        nomor=number,
        kode_unit=unit.letter_code or unit.code,
        kode_wilayah=unit.region_code,
        jenis=scope.kind,
        bulan_romawi=ROMAN[day.month - 1],
        bulan=f"{day.month:02}",
        tahun=day.year,
    )


def find_series(scope: Scope) -> NumberSeries:
    """The series that covers the scope, the most specific first; the unit's own general one is made on
    first need.
    """
    candidates = {
        (series.kind, series.classification): series
        for series in NumberSeries.objects.filter(
            unit_id=scope.unit_id, kind__in={scope.kind, ""}, classification__in={scope.classification, ""}
        )
    }
    for key in ((scope.kind, scope.classification), (scope.kind, ""), ("", scope.classification), ("", "")):
        if key in candidates:
            return candidates[key]
    series, _made = NumberSeries.objects.get_or_create(unit_id=scope.unit_id, kind="", classification="")
    return series


def lock_counter(series: NumberSeries, year: int) -> SeriesCounter:
    """The counter of a year, its row locked to the end of the transaction; made on first need."""
    counters = SeriesCounter.objects.select_for_update().filter(series=series, year=year)
    if (counter := counters.first()) is not None:
        return counter
    SeriesCounter.objects.bulk_create([SeriesCounter(series=series, year=year)], ignore_conflicts=True)
    return counters.get()


def draw(scope: Scope) -> IssuedNumber:
    """Draw the next number in the caller's transaction; others wait on the counter row until it ends.

    A rollback gives the number back before anybody else can draw: there is no gap and no double. The row of
    the number is for the caller to write, with what gets the number.
    """
    day = house.today()
    drawn = _count_on(scope, day.year) or _count_first(scope, day.year)
    text = write_number(drawn.pattern, scope, drawn.number, day)
    return IssuedNumber(
        series_id=drawn.series_id, year=day.year, number=drawn.number, text=text, drawn_on=day
    )


def draw_number(scope: Scope) -> str:
    """Draw the next number for something that is no document (a bill, a slip), and keep its row."""
    number = draw(scope)
    number.save(force_insert=True)
    return number.text


def ensure_series(scope: Scope, pattern: str) -> None:
    """Give the kind a series of its own, unless it has one; the pattern of one that stands is not touched."""
    NumberSeries.objects.get_or_create(
        unit_id=scope.unit_id,
        kind=scope.kind,
        classification=scope.classification,
        defaults={"pattern": pattern},
    )


def _count_on(scope: Scope, year: int) -> Drawn | None:
    """Find the series, lock its counter and count on, in one statement; None before its first draw of a year."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ON, [scope.unit_id, scope.kind, scope.classification, year])
        row = cursor.fetchone()
    return Drawn(*row) if row else None


def _count_first(scope: Scope, year: int) -> Drawn:
    series = find_series(scope)
    counter = lock_counter(series, year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return Drawn(series.pk, series.pattern, counter.last)


def next_number(scope: Scope) -> str:
    """What the next number would be; nothing is drawn."""
    day = house.today()
    series = find_series(scope)
    last = SeriesCounter.objects.filter(series=series, year=day.year).values_list("last", flat=True).first()
    return write_number(series.pattern, scope, (last or 0) + 1, day)
