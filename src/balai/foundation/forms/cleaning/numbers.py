"""Cleaning of whole numbers, decimals and money, as people in Indonesia write them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from balai.core.money import format_rupiah, parse_rupiah
from balai.core.numbers import read_number, read_whole
from balai.foundation.forms.cleaning.fault import FieldFault
from balai.foundation.forms.spec import FieldSpec


def clean_integer(field: FieldSpec, raw: Any) -> int:
    """A whole number within its bounds."""
    text = str(raw).strip()
    if "," in text:
        raise FieldFault(_("Tulis dengan angka bulat, tanpa koma."))
    try:
        number = Decimal(read_whole(text))
    except ValueError:
        raise FieldFault(_("Tulis dengan angka bulat, misalnya 12.")) from None
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
