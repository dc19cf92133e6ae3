"""Answers as people read them, identity numbers masked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balai.core.money import format_rupiah
from balai.foundation.forms.cleaning.numbers import plain_number
from balai.foundation.forms.places import place_name
from balai.foundation.forms.sealing import masked_answer
from balai.foundation.forms.spec import FieldSpec, FormSpec


@dataclass(frozen=True)
class FileLink:
    """An attachment as it is shown beside an answer."""

    id: UUID
    name: str
    size: int
    url: str
    is_image: bool


@dataclass(frozen=True)
class ShownAnswer:
    """One question with its answer in words; ``error`` when it does not stand yet."""

    name: str
    label: str
    text: str
    files: tuple[FileLink, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class ShownStep:
    """The answers of one step."""

    name: str
    title: str
    rows: tuple[ShownAnswer, ...]


def _option_label(field: FieldSpec, value: Any) -> str:
    option = field.option(str(value))
    return str(option.label) if option else str(value)


def _date_text(field: FieldSpec, value: Any) -> str:
    if field.limits.precision == "month":
        return date_format(date.fromisoformat(f"{value}-01"), "F Y")
    return date_format(date.fromisoformat(str(value)), "j F Y")


_SHOWN: dict[str, Callable[[FieldSpec, Any], str]] = {
    "money": lambda field, value: format_rupiah(Decimal(str(value))),
    "integer": lambda field, value: plain_number(Decimal(str(value))),
    "decimal": lambda field, value: plain_number(Decimal(str(value))),
    "date": _date_text,
    "choice": _option_label,
    "choices": lambda field, value: ", ".join(_option_label(field, item) for item in value),
    "checkbox": lambda field, value: _("Ya"),
    "consent": lambda field, value: _("Ya, saya setuju"),
    "nik": masked_answer,
    "kk": masked_answer,
    "region": lambda field, value: place_name(str(value)),
    "coordinates": lambda field, value: f"{value['latitude']}, {value['longitude']}",
}


def shown(field: FieldSpec, value: Any) -> str:
    """A cleaned value in words; "" for a missing one."""
    if value in (None, "", [], False) or field.is_file:
        return ""
    in_words = _SHOWN.get(field.type)
    return in_words(field, value) if in_words else str(value)


def shown_steps(
    spec: FormSpec,
    values: Mapping[str, Any],
    *,
    files: Mapping[str, FileLink] | None = None,
    errors: Mapping[str, str] | None = None,
    visible: tuple[str, ...] | None = None,
) -> tuple[ShownStep, ...]:
    """The form with its answers, step by step; without ``visible`` only what was answered."""
    names = set(values if visible is None else visible)
    steps = []
    for step in spec.steps:
        rows = tuple(
            _row(field, values, files or {}, errors or {}) for field in step.fields if field.name in names
        )
        if rows:
            steps.append(ShownStep(step.name, str(step.title), rows))
    return tuple(steps)


def _row(
    field: FieldSpec, values: Mapping[str, Any], files: Mapping[str, FileLink], errors: Mapping[str, str]
) -> ShownAnswer:
    value = values.get(field.name)
    linked = tuple(files[item] for item in value if item in files) if field.is_file and value else ()
    return ShownAnswer(field.name, str(field.label), shown(field, value), linked, errors.get(field.name, ""))
