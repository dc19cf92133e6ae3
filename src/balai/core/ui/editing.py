"""Forms over data: the parts of a form that edits one piece of a definition, and the form that they make.

Each part reads its value from the data and writes it back. A definition that is being written may be unfinished: what
was typed is kept, and what is wrong with it stands beside the fields.
"""

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from balai.core.content import ContentError
from balai.core.money import parse_rupiah
from balai.core.ui.widgets import MoneyInput, WholeField, as_people_write

Body = dict[str, Any]
Typed = Mapping[str, Any]
Choices = Sequence[tuple[str, str]]
NONE = ("", "–")


class Part(ABC):
    """One key of a body with the fields that edit it; an empty value leaves the key out."""

    key: str

    @abstractmethod
    def fields(self) -> dict[str, forms.Field]:
        """The form fields, the first of which shows the faults of the key."""

    @abstractmethod
    def typed(self, value: Any) -> Body:
        """The value as the fields show it."""

    @abstractmethod
    def value(self, typed: Typed) -> Any:
        """The value as the data keep it; empty for none."""


@dataclass(frozen=True)
class Words(Part):
    """A text in both languages."""

    key: str
    label: str
    is_long: bool = False
    help: str = ""
    longest: int = 400

    def fields(self) -> dict[str, forms.Field]:
        widget = forms.Textarea(attrs={"rows": 3}) if self.is_long else forms.TextInput()
        names = {"id": _("dalam bahasa Indonesia"), "en": _("dalam bahasa Inggris")}
        return {
            f"{self.key}_{code}": forms.CharField(
                label=f"{self.label}, {name}",
                required=False,
                max_length=self.longest,
                widget=widget,
                help_text=self.help,
            )
            for code, name in names.items()
        }

    def typed(self, value: Any) -> Body:
        return {f"{self.key}_{code}": (value or {}).get(code, "") for code in ("id", "en")}

    def value(self, typed: Typed) -> Any:
        words = {code: typed[f"{self.key}_{code}"].strip() for code in ("id", "en")}
        return words if any(words.values()) else None


@dataclass(frozen=True)
class Line(Part):
    """A word or a number of one line."""

    key: str
    label: str
    help: str = ""

    def fields(self) -> dict[str, forms.Field]:
        return {
            self.key: forms.CharField(label=self.label, required=False, max_length=60, help_text=self.help)
        }

    def typed(self, value: Any) -> Body:
        return {self.key: value or ""}

    def value(self, typed: Typed) -> Any:
        return typed[self.key].strip()


@dataclass(frozen=True)
class Text(Part):
    """A text of many lines, in the one language in which it is used."""

    key: str
    label: str
    help: str = ""
    rows: int = 6

    def fields(self) -> dict[str, forms.Field]:
        widget = forms.Textarea(attrs={"rows": self.rows})
        return {
            self.key: forms.CharField(
                label=self.label, required=False, max_length=20_000, widget=widget, help_text=self.help
            )
        }

    def typed(self, value: Any) -> Body:
        return {self.key: value or ""}

    def value(self, typed: Typed) -> Any:
        return typed[self.key].replace("\r\n", "\n").strip()


@dataclass(frozen=True)
class One(Part):
    """One of several."""

    key: str
    label: str
    choices: Choices
    help: str = ""
    usual: str = ""  # what the data leave out

    def fields(self) -> dict[str, forms.Field]:
        offered = self.choices if self.usual else [NONE, *self.choices]
        return {
            self.key: forms.ChoiceField(
                label=self.label, required=False, choices=offered, help_text=self.help
            )
        }

    def typed(self, value: Any) -> Body:
        return {self.key: value or self.usual}

    def value(self, typed: Typed) -> Any:
        return "" if typed[self.key] == self.usual else typed[self.key]


@dataclass(frozen=True)
class Several(Part):
    """Any of several."""

    key: str
    label: str
    choices: Choices
    help: str = ""

    def fields(self) -> dict[str, forms.Field]:
        return {
            self.key: forms.MultipleChoiceField(
                label=self.label,
                required=False,
                choices=self.choices,
                help_text=self.help,
                widget=forms.CheckboxSelectMultiple,
            )
        }

    def typed(self, value: Any) -> Body:
        return {self.key: list(value or [])}

    def value(self, typed: Typed) -> Any:
        return list(typed[self.key])


@dataclass(frozen=True)
class Number(Part):
    """A whole number."""

    key: str
    label: str
    least: int = 0
    most: int = 9999
    help: str = ""

    def fields(self) -> dict[str, forms.Field]:
        return {
            self.key: WholeField(
                label=self.label,
                required=False,
                min_value=self.least,
                max_value=self.most,
                help_text=self.help,
            )
        }

    def typed(self, value: Any) -> Body:
        return {self.key: "" if value is None else value}

    def value(self, typed: Typed) -> Any:
        return typed[self.key]


@dataclass(frozen=True)
class Amount(Part):
    """Whole rupiah. What cannot be read is kept as it was typed, and told beside the field."""

    key: str
    label: str
    help: str = ""

    def fields(self) -> dict[str, forms.Field]:
        return {
            self.key: forms.CharField(
                label=self.label, required=False, max_length=60, help_text=self.help, widget=MoneyInput
            )
        }

    def typed(self, value: Any) -> Body:
        return {self.key: as_people_write(value)}

    def value(self, typed: Typed) -> Any:
        text = typed[self.key].strip()
        try:
            return int(parse_rupiah(text)) if text else None
        except ValueError:
            return text


@dataclass(frozen=True)
class Flag(Part):
    """Yes or no."""

    key: str
    label: str

    def fields(self) -> dict[str, forms.Field]:
        return {self.key: forms.BooleanField(label=self.label, required=False)}

    def typed(self, value: Any) -> Body:
        return {self.key: bool(value)}

    def value(self, typed: Typed) -> Any:
        return bool(typed[self.key])


@dataclass(frozen=True)
class Group(Part):
    """Several parts under one key."""

    key: str
    parts: tuple[Part, ...]

    def fields(self) -> dict[str, forms.Field]:
        return {self._named(name): field for part in self.parts for name, field in part.fields().items()}

    def typed(self, value: Any) -> Body:
        given = value or {}
        return {
            self._named(name): one
            for part in self.parts
            for name, one in part.typed(given.get(part.key)).items()
        }

    def value(self, typed: Typed) -> Any:
        own = {
            name.removeprefix(f"{self.key}_"): one
            for name, one in typed.items()
            if name.startswith(f"{self.key}_")
        }
        return body_of(self.parts, own) or None

    def _named(self, name: str) -> str:
        return f"{self.key}_{name}"


@dataclass(frozen=True)
class Rows(Part):
    """A list whose items are alike; always some empty rows to write in."""

    key: str
    item: Callable[[int], tuple[Part, ...]]
    read: Callable[[Any], Body]
    write: Callable[[Body], Any]
    most: int = 4

    def fields(self) -> dict[str, forms.Field]:
        return {name: field for row in self._rows() for name, field in row.fields().items()}

    def typed(self, value: Any) -> Body:
        given = [self.read(one) for one in value or []]
        rows = self._rows()
        return {
            name: one
            for place, row in enumerate(rows)
            for name, one in row.typed(given[place] if place < len(given) else None).items()
        }

    def value(self, typed: Typed) -> Any:
        bodies = [row.value(typed) for row in self._rows()]
        return [self.write(body) for body in bodies if body and any(body.values())]

    def _rows(self) -> list[Group]:
        return [Group(f"{self.key}_{place}", self.item(place + 1)) for place in range(self.most)]


def body_of(parts: Sequence[Part], typed: Typed) -> Body:
    """The body that the fields say, without what is empty."""
    values = {part.key: part.value(typed) for part in parts}
    return {key: value for key, value in values.items() if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    """True for what the data leave out; nought is a value."""
    return value is None or value is False or value in ("", [], {})


def typed_of(parts: Sequence[Part], body: Typed) -> Body:
    """The fields that a body fills."""
    return {name: one for part in parts for name, one in part.typed(body.get(part.key)).items()}


class PieceForm(forms.Form):
    """Edits a piece of a draft. Whether it is sound is told, not demanded: a draft may be unfinished."""

    tells_what_is_missing = True
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, parts: Sequence[Part], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part in parts:
            self.fields.update(part.fields())

    @classmethod
    def of(cls, parts: Sequence[Part], body: Body, version: int) -> "PieceForm":
        """The form filled from the data, ready to show faults."""
        return cls(parts, {**typed_of(parts, body), "version": version})

    def body(self) -> Body:
        """What was typed as data."""
        return body_of(self.parts, self.cleaned_data)

    def show_faults(self, faults: Iterable[ContentError], path: Sequence[str | int]) -> None:
        """Put each fault under ``path`` beside its field, or above the form."""
        depth = len(path)
        for fault in faults:
            if tuple(fault.path[:depth]) == tuple(path):
                rest = [str(step) for step in fault.path[depth:]]
                self.add_error(self._field(rest), str(fault))

    def _field(self, rest: list[str]) -> str | None:
        """The field of the longest beginning of the path that names one."""
        for length in range(len(rest), 0, -1):
            name = "_".join(rest[:length])
            found = next((one for one in self.fields if one == name or one.startswith(f"{name}_")), None)
            if found:
                return found
        return None


def short_name(text: str, taken: Collection[str] = (), join: str = "_", longest: int = 36) -> str:
    """A name that programs use, made from words that people use: ``Nama reklame`` becomes ``nama_reklame``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", join, plain).strip(join)
    base = (base if base[:1].isalpha() else f"isian{join}{base}")[:longest].strip(join)
    names = (base, *(f"{base}{join}{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
