"""Numbers of bills, receipts and slips: gapless, each kind in a series of its own, by the series of documents."""

from uuid import UUID

from balai.foundation.documents.api import Scope, draw_number, ensure_series

RECEIPT = "tbp"
PATTERNS = {
    "skrd": "SKRD/{nomor:05}/{kode_unit}/{tahun}",
    "strd": "STRD/{nomor:05}/{kode_unit}/{tahun}",
    RECEIPT: "TBP/{nomor:05}/{kode_unit}/{tahun}",
    "sts": "STS/{nomor:05}/{kode_unit}/{tahun}",
    "pengembalian": "KP/{nomor:05}/{kode_unit}/{tahun}",
}


def ensure(unit_id: UUID, kind: str) -> Scope:
    """The series of the kind, made on first need; its pattern is the unit's to change."""
    scope = Scope(unit_id, kind, "")
    ensure_series(scope, PATTERNS[kind])
    return scope


def number(unit_id: UUID, kind: str) -> str:
    """The next number of the kind, in the caller's transaction."""
    return draw_number(ensure(unit_id, kind))
