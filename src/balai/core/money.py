"""Rupiah: exact decimals with two places, read and written as people do in Indonesia."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

SEN = Decimal("0.01")
MOST = Decimal("1e18")
_SHAPE = re.compile(
    r"(?P<sign>[-−]?)\s*(?:Rp\.?\s*)?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<sen>\d{1,2}|-))?"
)


def parse_rupiah(text: str) -> Decimal:
    """The amount in a text such as ``Rp 1.234.567,50`` or ``1234567``; raises ValueError with a sentence.

    A dot only ever separates thousands and a comma the sen, so that a mistyped ``1.50`` is refused
    instead of being read as one and a half or as one hundred and fifty.
    """
    match = _SHAPE.fullmatch(" ".join(text.split()))
    if not match:
        raise ValueError(_("Tulis jumlah seperti 1.250.000 atau 1.250.000,50."))
    sen = (match["sen"] or "0").replace("-", "0")
    told = Decimal(f"{match['whole'].replace('.', '')}.{sen}")
    if told >= MOST:
        raise ValueError(_("Jumlah itu terlalu besar."))
    amount = told.quantize(SEN)
    return -amount if match["sign"] else amount


def format_rupiah(amount: Decimal | int, *, symbol: bool = True) -> str:
    """``Rp 1.234.567`` or, with sen, ``Rp 1.234.567,50``; half a sen is rounded up, away from zero."""
    exact = Decimal(amount).quantize(SEN, ROUND_HALF_UP)
    whole, sen = f"{abs(exact):,.2f}".split(".")
    digits = whole.replace(",", ".") + ("" if sen == "00" else f",{sen}")
    return ("−" if exact < 0 else "") + ("Rp " if symbol else "") + digits
