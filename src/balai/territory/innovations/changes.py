"""What a draft changes: each part of the page as everybody reads it now, and as it would be."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from balai.core.content import Entry
from balai.core.ui.editing import typed_of
from balai.territory.innovations.outline import parts_of


@dataclass(frozen=True)
class Change:
    """A part that changes; empty before for what is new, after for what goes. ``lang`` is that of its texts."""

    label: str
    before: str
    after: str
    lang: str


def changes_of(published: Entry | None, draft: Entry) -> list[Change]:
    """The parts that differ, in the order of the page."""
    parts = parts_of()
    old, new = typed_of(parts, published or {"public": False}), typed_of(parts, draft)
    fields = {name: field for part in parts for name, field in part.fields().items()}
    return [
        Change(str(field.label), _shown(field, old[name]), _shown(field, new[name]), _language(name))
        for name, field in fields.items()
        if old[name] != new[name]
    ]


def _language(name: str) -> str:
    return "en" if name.endswith("_en") else "id"


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return _("Ya") if value else _("Tidak")
    if isinstance(field, forms.ChoiceField):
        choices = cast("list[tuple[str, str]]", field.choices)
        names = {str(code): str(name) for code, name in choices if str(code)}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(names.get(str(one), str(one)) for one in chosen if one)
    return "" if value is None else str(value)
