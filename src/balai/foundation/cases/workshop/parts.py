"""The parts of a form that edits a piece of a procedure: each reads its value from the data and writes it back."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from balai.foundation.cases.procedure.checks import FIELD_KINDS, LIMITS
from balai.foundation.cases.wording import FIELD_KIND_WORDS, LIMIT_WORDS

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

    def fields(self) -> dict[str, forms.Field]:
        widget = forms.Textarea(attrs={"rows": 3}) if self.is_long else forms.TextInput()
        names = {"id": _("dalam bahasa Indonesia"), "en": _("dalam bahasa Inggris")}
        return {
            f"{self.key}_{code}": forms.CharField(
                label=f"{self.label}, {name}",
                required=False,
                max_length=400,
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
class Time(Part):
    """A limit: how much of which time."""

    key: str
    label: str

    def fields(self) -> dict[str, forms.Field]:
        kinds = [(kind, str(LIMIT_WORDS[kind])) for kind in sorted(LIMITS)]
        return {
            f"{self.key}_amount": forms.IntegerField(
                label=self.label, required=False, min_value=1, max_value=9999
            ),
            f"{self.key}_kind": forms.ChoiceField(
                label=_("%(limit)s, dihitung dalam") % {"limit": self.label},
                required=False,
                choices=[NONE, *kinds],
            ),
        }

    def typed(self, value: Any) -> Body:
        given = value or {}
        return {f"{self.key}_amount": given.get("amount", ""), f"{self.key}_kind": given.get("kind", "")}

    def value(self, typed: Typed) -> Any:
        amount, kind = typed[f"{self.key}_amount"], typed[f"{self.key}_kind"]
        return {"kind": kind, "amount": amount} if amount or kind else None


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
    return {key: value for key, value in values.items() if value}


def typed_of(parts: Sequence[Part], body: Typed) -> Body:
    """The fields that a body fills."""
    return {name: one for part in parts for name, one in part.typed(body.get(part.key)).items()}


def field_kinds() -> Choices:
    """What an officer can be asked to write with an action."""
    return [(kind, str(FIELD_KIND_WORDS[kind])) for kind in sorted(FIELD_KINDS)]
