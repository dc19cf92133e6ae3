"""Cleaning of whole numbers, decimals and money, as people in Indonesia write them."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from balai.core.money import format_rupiah, parse_rupiah
from balai.foundation.forms.cleaning.fault import FieldFault
from balai.foundation.forms.spec import FieldSpec

_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_PLAIN = re.compile(r"[0-9]{1,18}")


def read_number(text: str) -> Decimal:
    """A number written with "." for thousands and "," for decimals (1.234.567,50). Raises ValueError."""
    sign, body = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, comma, part = body.strip().partition(",")
    whole = whole.replace(" ", "")
    if _GROUPED.fullmatch(whole):
        whole = whole.replace(".", "")
    if not (_PLAIN.fullmatch(whole) and whole.isascii()):
        raise ValueError(text)
    if comma and not (part.isascii() and part.isdigit() and len(part) <= 9):
        raise ValueError(text)
    try:
        return sign * Decimal(f"{whole}.{part or 0}")
    except InvalidOperation as error:
        raise ValueError(text) from error


def clean_integer(field: FieldSpec, raw: Any) -> int:
    """A whole number within its bounds."""
    try:
        number = read_number(str(raw).strip())
    except ValueError:
        raise FieldFault(_("Tulis dengan angka bulat, misalnya 12.")) from None
    if number != number.to_integral_value():
        raise FieldFault(_("Tulis dengan angka bulat, tanpa koma."))
    return int(_bounded(field, number, str))


def clean_decimal(field: FieldSpec, raw: Any) -> str:
    """A decimal number as text with "." before its decimals."""
    try:
        number = read_number(str(raw).strip())
    except ValueError:
        raise FieldFault(_("Tulis dengan angka; pecahan ditulis dengan koma, misalnya 2,5.")) from None
    places = field.limits.places
    if number != number.quantize(Decimal(1).scaleb(-places)):
        raise FieldFault(_("Paling banyak %d angka di belakang koma.") % places)
    return str(_bounded(field, number, plain_number))


def clean_money(field: FieldSpec, raw: Any) -> str:
    """An amount in rupiah as text with two decimals, such as ``1500000.00``."""
    try:
        amount = parse_rupiah(str(raw))
    except ValueError as error:
        raise FieldFault(str(error)) from None
    if amount < 0 and field.limits.min is None:
        raise FieldFault(_("Jumlah rupiah tidak boleh kurang dari nol."))
    return str(_bounded(field, amount, format_rupiah))


def _bounded(field: FieldSpec, number: Decimal, shown: Any) -> Decimal:
    low, high = field.limits.min, field.limits.max
    if isinstance(low, Decimal) and number < low:
        raise FieldFault(_("Paling sedikit %s.") % shown(low))
    if isinstance(high, Decimal) and number > high:
        raise FieldFault(_("Paling banyak %s.") % shown(high))
    return number


def plain_number(number: Decimal) -> str:
    """A number as people read it: "." for thousands, "," before decimals."""
    return f"{number.normalize():,f}".translate(str.maketrans(",.", ".,"))
