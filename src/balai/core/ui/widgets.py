"""Inputs with a meaning of their own: money, NIK, phone, date."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from balai.core.money import format_rupiah, parse_rupiah


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


class DayInput(forms.DateInput):
    """A day, chosen with what the device offers."""

    kind = "date"
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class RupiahField(forms.Field):
    """An amount in a Django form: a ``Decimal`` with two places, or the sentence of ``parse_rupiah``."""

    widget = MoneyInput

    def prepare_value(self, value: Any) -> Any:
        """As people write it, also where it is hidden: what the page says must be read again when it is sent."""
        return as_people_write(value)

    def to_python(self, value: Any) -> Decimal | None:
        """The amount, None when left empty."""
        if value in self.empty_values:
            return None
        try:
            return parse_rupiah(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error
