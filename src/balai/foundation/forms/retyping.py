"""Cleaned answers put back as if they had been typed, to be corrected."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from balai.core.money import format_rupiah
from balai.foundation.forms.spec import FormSpec

_TYPED: dict[str, Callable[[Any], Any]] = {
    "integer": str,
    "money": lambda value: format_rupiah(Decimal(value), symbol=False),
    "decimal": lambda value: str(value).replace(".", ","),
    "checkbox": lambda value: "on" if value else "",
    "coordinates": lambda value: f"{value['latitude']}, {value['longitude']}",
}


def as_typed(spec: FormSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as a draft keeps them, without files, and without consent: it is given anew."""
    kept = {
        field.name: values[field.name]
        for field in spec.fields()
        if field.name in values and not field.is_file and field.type != "consent"
    }
    return {name: _TYPED.get(spec.field(name).type, _same)(value) for name, value in kept.items()}


def _same(value: Any) -> Any:
    return value
