"""Inputs with a meaning of their own: money, NIK, phone, date."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from balai.core.money import format_rupiah, parse_rupiah
from balai.core.numbers import read_whole


def as_people_write(value: Any) -> Any:
    """Amounts with their dots; a refused text as it was typed."""
    return format_rupiah(value, symbol=False) if isinstance(value, Decimal | int) else value


class MoneyInput(forms.TextInput):
    """An amount in rupiah, grouped while typing."""

    kind = "money"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "data-money": "", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """As people write it."""
        shown: str | None = as_people_write(value)
        return shown


class NikInput(forms.TextInput):
    """The sixteen digits of a NIK or family card; browsers keep no copy."""

    kind = "nik"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shape = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "19", "data-digits": "16"}
        super().__init__({**shape, **(attrs or {})})


class PhoneInput(forms.TextInput):
    """A phone number as people write it: 0812…"""

    kind = "phone"
    input_type = "tel"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "tel", "inputmode": "tel", **(attrs or {})})


class WholeInput(forms.TextInput):
    """A whole number. Not the browser's own box for numbers: of ``dua puluh`` that hands over nothing."""

    kind = "number"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})


class DayInput(forms.DateInput):
    """A day, chosen with what the device offers."""

    kind = "date"
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class RupiahField(forms.Field):
    """An amount in a Django form: a ``Decimal`` with two places, or the sentence of ``parse_rupiah``."""

    widget = MoneyInput

    def __init__(self, *, least: Decimal | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = least

    def prepare_value(self, value: Any) -> Any:
        """As people write it, also where it is hidden: what the page says must be read again when it is sent."""
        return as_people_write(value)

    def to_python(self, value: Any) -> Decimal | None:
        """The amount, None when left empty."""
        if value in self.empty_values:
            return None
        try:
            amount = parse_rupiah(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if self.least is not None and amount < self.least:
            raise ValidationError(_("Jumlah rupiah tidak boleh kurang dari nol."))
        return amount


class WholeField(forms.IntegerField):
    """A whole number as people write it: ``1.000`` is a thousand, and what is no number is refused."""

    widget = WholeInput

    def to_python(self, value: Any) -> int | None:
        """The number, None when left empty."""
        if value in self.empty_values:
            return None
        try:
            return read_whole(str(value).strip())
        except ValueError as error:
            raise ValidationError(_("Tulis dengan angka bulat, misalnya 12.")) from error
