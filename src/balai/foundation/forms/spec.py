"""A declared form as frozen data: steps, fields, conditions, limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from django.utils.translation import get_language

FieldType = Literal[
    "text",
    "textarea",
    "integer",
    "money",
    "decimal",
    "date",
    "choice",
    "choices",
    "checkbox",
    "consent",
    "nik",
    "kk",
    "phone",
    "email",
    "region",
    "coordinates",
    "file",
    "image",
]
Operator = Literal["equals", "in", "filled", "gt", "lt"]
Width = Literal["full", "half", "third", "short"]
SECRET_TYPES = frozenset({"nik", "kk"})
FILE_TYPES = frozenset({"file", "image"})
TICK_TYPES = frozenset({"checkbox", "consent"})
COUNTED_TYPES = frozenset({"integer", "decimal"})  # a count or a measure, by which a price can be multiplied


@dataclass(frozen=True)
class Words:
    """A text in both languages; ``str()`` gives the reader's."""

    id: str = ""
    en: str = ""

    def __str__(self) -> str:
        return self.en if (get_language() or "id").startswith("en") and self.en else self.id

    def __bool__(self) -> bool:
        return bool(self.id)


@dataclass(frozen=True)
class Comparison:
    """One comparison with the answer of an earlier field."""

    field: str
    operator: Operator
    value: Any


@dataclass(frozen=True)
class Group:
    """Conditions that must all hold (``and``) or of which one must hold (``or``)."""

    operator: Literal["and", "or"]
    parts: tuple["Condition", ...]


Condition = Comparison | Group


@dataclass(frozen=True)
class Option:
    """One choice."""

    value: str
    label: Words


@dataclass(frozen=True)
class Limits:
    """Bounds of an answer; which of them apply depends on the type of the field.

    ``min`` and ``max`` are numbers, or ISO dates or "today" for dates. ``max_mb`` is the size of one file.
    """

    min: Decimal | str | None = None
    max: Decimal | str | None = None
    min_length: int = 0
    max_length: int = 200
    pattern: str = ""
    places: int = 2
    precision: Literal["day", "month"] = "day"
    types: tuple[str, ...] = ()
    max_mb: int = 5
    min_count: int = 0
    max_count: int = 1
    within: Literal["regency", "country"] = "country"


@dataclass(frozen=True)
class FieldSpec:
    """One question."""

    name: str
    label: Words
    type: FieldType
    help: Words = Words()
    required: bool = False
    when: Condition | None = None
    prefill: str = ""
    locked: bool = False
    choices: tuple[Option, ...] = ()
    limits: Limits = Limits()
    width: Width = "full"
    autocomplete: str = ""

    @property
    def is_secret(self) -> bool:
        """True for identity numbers, which are sealed in answers."""
        return self.type in SECRET_TYPES

    @property
    def is_counted(self) -> bool:
        """True for a count or a measure."""
        return self.type in COUNTED_TYPES

    @property
    def is_file(self) -> bool:
        """True when the answer is a list of attachments."""
        return self.type in FILE_TYPES

    @property
    def is_many(self) -> bool:
        """True when the answer is a list of values."""
        return self.type == "choices" or self.is_file

    def option(self, value: str) -> Option | None:
        """The option with the value."""
        return next((option for option in self.choices if option.value == value), None)


@dataclass(frozen=True)
class StepSpec:
    """One matter on one page."""

    name: str
    title: Words
    fields: tuple[FieldSpec, ...]
    intro: Words = Words()


@dataclass(frozen=True)
class FormSpec:
    """A form. ``version`` counts its installed versions; 0 while it is only parsed."""

    code: str
    title: Words
    steps: tuple[StepSpec, ...]
    version: int = 0

    @cached_property
    def by_name(self) -> Mapping[str, FieldSpec]:
        """All fields by name, in the order of the form."""
        return {field.name: field for step in self.steps for field in step.fields}

    def fields(self) -> Iterator[FieldSpec]:
        """All fields in the order of the form."""
        return iter(self.by_name.values())

    def field(self, name: str) -> FieldSpec:
        """The field. Raises KeyError."""
        return self.by_name[name]

    def step(self, name: str) -> StepSpec:
        """The step. Raises KeyError."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    def step_of(self, field_name: str) -> StepSpec:
        """The step in which the field is asked. Raises KeyError."""
        for step in self.steps:
            if any(field.name == field_name for field in step.fields):
                return step
        raise KeyError(field_name)
