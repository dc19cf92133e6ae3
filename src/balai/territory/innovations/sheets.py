"""The index of a year as a table: every level, every score, and the sums of the formula below them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from balai.core.exchange import Sheet
from balai.core.ui.words import local
from balai.territory.innovations.forms import indicator_name
from balai.territory.innovations.iid import Indicator, Method, Outcome, rounded
from balai.territory.innovations.models import AssessedInnovation, Assessment

COLUMNS = (
    "bagian", "inovasi", "nomor", "indikator", "nilai", "skor", "skor tertinggi", "terverifikasi", "bukti",
)  # fmt: skip
Line = tuple[object, ...]


def assessment_sheet(
    assessment: Assessment, method: Method, result: Outcome[UUID], rows: Sequence[AssessedInnovation]
) -> Sheet:
    """What counts, line by line."""
    lines = list(_lines(method, ("daerah", ""), method.of("region", "count"), assessment))
    for row in rows:
        lines += _lines(method, ("inovasi", str(row.innovation)), method.of("innovation"), row)
    return Sheet(COLUMNS, [*lines, *_sums(result)])


def _lines(
    method: Method,
    what: tuple[str, str],
    indicators: Sequence[Indicator],
    assessed: Assessment | AssessedInnovation,
) -> Iterator[Line]:
    for one in indicators:
        level = assessed.levels.get(str(one.number), 0)
        score = rounded(Fraction(one.most) * level / method.top)
        known, proof = "ya" if one.is_verified else "belum", assessed.evidence.get(str(one.number), "")
        yield (
            *what, one.number, indicator_name(one), level, float(score), float(one.most), known, proof
        )  # fmt: skip


def _sums(result: Outcome[UUID]) -> Iterator[Line]:
    sums: dict[str, Decimal | int] = {
        "SPD": result.spd,
        "jumlah skor inovasi": result.innovations,
        "pembagi maks(10, n)": result.divided_by,
        "skor jumlah inovasi": result.count_score,
        "SID": result.sid,
        "skor total maksimum": result.most,
        "IID": result.index,
    }
    for name, value in sums.items():
        yield "hasil", "", "", name, "", float(value), "", "", ""
    yield "hasil", "", "", "predikat", local(result.band.name), "", "", "", ""
