"""A village that keeps a book, its treasurer, the treasurer of another village, an auditor."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from balai.core.actor import SYSTEM, Actor, Grant
from balai.core.content import ContentContext
from balai.core.ids import uuid7
from balai.foundation.ledger.api import BookCard, EntryDraft, Line, Source, open_book
from balai.foundation.ledger.content import install_charts
from balai.foundation.ledger.sources import JOURNAL
from balai.foundation.organizations.models import Unit
from balai.foundation.regions.models import Regency, Region

CHART = [
    {
        "code": "contoh",
        "name": {"id": "Contoh", "en": "Example"},
        "source": "contoh",
        "accounts": [
            {"code": "1", "name": {"id": "Aset", "en": "Assets"}, "kind": "asset"},
            {"code": "1.1", "name": {"id": "Kas", "en": "Cash"}},
            {"code": "1.1.1", "name": {"id": "Kas tunai", "en": "Cash on hand"}},
            {"code": "1.1.2", "name": {"id": "Rekening kas", "en": "Bank account"}},
            {"code": "1.10", "name": {"id": "Tanah", "en": "Land"}},
            {"code": "2.1", "name": {"id": "Utang", "en": "Payables"}, "kind": "liability"},
            {"code": "3.1", "name": {"id": "Ekuitas", "en": "Equity"}, "kind": "equity"},
            {"code": "4.1", "name": {"id": "Pendapatan", "en": "Revenue"}, "kind": "revenue"},
            {"code": "5.1", "name": {"id": "Belanja", "en": "Expenditure"}, "kind": "expense"},
        ],
    }
]
LEAVES = ("1.1.1", "1.1.2", "1.10", "2.1", "3.1", "4.1", "5.1")
KEEPS = frozenset({"ledger.view", "ledger.post", "ledger.close"})


@dataclass(frozen=True)
class Village:
    """Where the book is kept, and by whom."""

    unit: Unit
    book: BookCard
    treasurer: Actor
    outsider: Actor
    auditor: Actor
    reader: Actor


def holder(name: str, unit: Unit, permissions: frozenset[str], *, region: bool = False) -> Actor:
    """Somebody with the permissions on a unit, or in the unit's whole region."""
    grant = Grant(
        role="bendahara",
        role_name="Bendahara",
        unit_id=unit.pk,
        unit_name=unit.name,
        region_code=unit.region_id,
        reach="region" if region else "unit",
        unit_ids=frozenset({unit.pk}),
        region_prefix=unit.region_id if region else None,
        permissions=permissions,
    )
    return Actor(uuid7(), name, grants=(grant,), second_factor=True)


def plant() -> Village:
    """Two villages, a chart, the book of one of them for 2026."""
    places = (("35", "provinsi"), ("35.10", "kabupaten"), ("35.10.24", "kecamatan"), ("35.10.05", "kecamatan"),
              ("35.10.24.2008", "desa"), ("35.10.05.2001", "desa"))  # fmt: skip
    for code, kind in places:
        Region.objects.create(code=code, name=code, kind=kind, parent_id=code.rpartition(".")[0] or None)
    Regency.objects.create(region_id="35.10", timezone="Asia/Jakarta", source="test")
    regency = unit("35.10", "pemkab")
    here, there = unit("35.10.24.2008", "desa"), unit("35.10.05.2001", "desa")
    install_charts(CHART, ContentContext("contoh", "1", Path(), SYSTEM))
    return Village(
        unit=here,
        book=open_book(SYSTEM, here.pk, "apbdes", 2026, "contoh"),
        treasurer=holder("Kaur Keuangan", here, KEEPS),
        outsider=holder("Kaur Keuangan lain", there, KEEPS),
        auditor=holder("Inspektur", regency, frozenset({"ledger.view"}), region=True),
        reader=holder("Kepala Desa", here, frozenset({"ledger.view"})),
    )


def unit(code: str, kind: str) -> Unit:
    """A unit that stands at the place of its code."""
    return Unit.objects.create(code=code, name=f"Kantor {code}", short_name=code, kind=kind, region_id=code)


@pytest.fixture
def village(db: Any) -> Village:
    """The village, in the transaction of the test."""
    return plant()


@pytest.fixture
def committed_village(transactional_db: Any) -> Village:
    """The village, for everybody to see."""
    return plant()


def draft(book_id: UUID, *lines: Line, **facts: Any) -> EntryDraft:
    """A journal of one's own."""
    return EntryDraft(
        book_id=book_id,
        date=facts.get("on", date(2026, 3, 2)),
        description=facts.get("description", "Setoran kas"),
        lines=lines or pair("250000.00"),
        source=facts.get("source") or Source(JOURNAL, uuid7()),
    )


def pair(amount: str, debit: str = "1.1.1", credit: str = "4.1") -> tuple[Line, Line]:
    """Two lines of the same amount."""
    return Line(debit, debit=Decimal(amount)), Line(credit, credit=Decimal(amount))
