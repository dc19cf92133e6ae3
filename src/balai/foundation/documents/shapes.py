"""What texts a pattern of numbers can write, so that two series never write the same one."""

import re
import string
from collections.abc import Iterator

from balai.foundation.documents import house
from balai.foundation.documents.series import ROMAN, Scope

ANY = {"klasifikasi": r"[\w.\-]+", "jenis": r"[\w\-]+"}
SAMPLES = (1, 23, 456, 7890)


def shape(pattern: str, scope: Scope, year: int) -> re.Pattern[str]:
    """Matches every number that the series can write in a year; group ``nomor`` is the count."""
    office = house.unit(scope.unit_id)
    known = {
        "nomor": r"0*(?P<nomor>\d+)",
        "tahun": str(year),
        "bulan": r"\d\d",
        "bulan_romawi": r"[IVX]+",
        "kode_unit": re.escape(office.letter_code or office.code),
        "kode_wilayah": re.escape(office.region_code),
        "jenis": re.escape(scope.kind) or ANY["jenis"],
        "klasifikasi": re.escape(scope.classification) or ANY["klasifikasi"],
    }
    seen: set[str] = set()
    parts = []
    for text, name, _spec, _conversion in string.Formatter().parse(pattern):
        parts.append(re.escape(text))
        if name is not None:
            parts.append(r"\d+" if name == "nomor" and name in seen else known[name])
            seen.add(name)
    return re.compile("".join(parts))


def samples(pattern: str, scope: Scope, year: int) -> Iterator[str]:
    """Numbers that the series can write, short and long, early and late in the year."""
    office = house.unit(scope.unit_id)
    for number in SAMPLES:
        for month in (1, 12):
            yield pattern.format(
                klasifikasi=scope.classification or "000",
                nomor=number,
                kode_unit=office.letter_code or office.code,
                kode_wilayah=office.region_code,
                jenis=scope.kind or "x",
                bulan_romawi=ROMAN[month - 1],
                bulan=f"{month:02}",
                tahun=year,
            )


def may_meet(one: tuple[str, Scope], other: tuple[str, Scope], year: int) -> bool:
    """True when two series (pattern, scope) could write the same number."""
    return _covers(one, other, year) or _covers(other, one, year)


def _covers(one: tuple[str, Scope], other: tuple[str, Scope], year: int) -> bool:
    wanted = shape(*one, year)
    return any(wanted.fullmatch(text) for text in samples(*other, year))


def next_taken(pattern: str, scope: Scope, year: int, texts: Iterator[str], last: int) -> str:
    """The first of the texts that the series would write again after its count ``last``; "" for none."""
    wanted = shape(pattern, scope, year)
    for text in texts:
        found = wanted.fullmatch(text)
        if found and int(found["nomor"]) > last:
            return text
    return ""
