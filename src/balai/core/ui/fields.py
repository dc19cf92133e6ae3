"""One look for every form field: a bound Django field or a declared one becomes the same markup."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from balai.core.ui.widgets import DayInput, MoneyInput, NikInput, PhoneInput

TEMPLATE = "core/bits/field.html"
GROUPED = {"radio", "checkboxes"}
WIDGETS: dict[str, type[forms.Widget]] = {
    "text": forms.TextInput,
    "email": forms.EmailInput,
    "number": forms.NumberInput,
    "password": forms.PasswordInput,
    "textarea": forms.Textarea,
    "select": forms.Select,
    "radio": forms.RadioSelect,
    "checkbox": forms.CheckboxInput,
    "checkboxes": forms.CheckboxSelectMultiple,
    "date": DayInput,
    "money": MoneyInput,
    "nik": NikInput,
    "phone": PhoneInput,
    "file": forms.FileInput,
    "hidden": forms.HiddenInput,
}


@dataclass(frozen=True)
class Choice:
    """One answer of a group; ``note`` explains it in smaller letters."""

    value: str
    label: str
    id: str
    is_checked: bool
    note: str = ""


@dataclass(frozen=True)
class FieldView:
    """A field as the template draws it; ``control`` is the input itself unless the field is a group."""

    kind: str
    name: str
    id: str
    label: str
    help: str = ""
    errors: tuple[str, ...] = ()
    is_required: bool = False
    is_told: bool = False  # what is missing is said elsewhere: it may stay empty for now only
    control: str = ""
    choices: tuple[Choice, ...] = ()
    attrs: dict[str, Any] = field(default_factory=dict)

    @property
    def is_group(self) -> bool:
        return self.kind in GROUPED

    @property
    def described_by(self) -> str:
        """The ids of help and error, for ``aria-describedby``."""
        parts = [f"{self.id}-help" if self.help else "", f"{self.id}-error" if self.errors else ""]
        return " ".join(filter(None, parts))


def render_bound(bound: BoundField, **texts: Any) -> SafeString:
    """The markup of a bound field; ``label``, ``help`` and ``error`` override the form's own texts."""
    widget = _as_day(bound.field.widget)
    view = FieldView(
        kind=kind_of(widget),
        name=bound.html_name,
        id=bound.auto_id or f"id_{bound.html_name}",
        label=str(texts.get("label") or bound.label),
        help=str(texts.get("help") or bound.help_text or ""),
        errors=tuple(filter(None, [texts.get("error")])) or tuple(str(error) for error in bound.errors),
        is_required=bound.field.required,
        is_told=getattr(bound.form, "tells_what_is_missing", False),
    )
    return _draw(_filled(view, widget, bound.value(), bound))


def render_plain(
    kind: str, name: str, label: str, *, value: Any = None, options: Any = (), texts: Mapping[str, Any]
) -> SafeString:
    """The markup of a declared field.

    ``texts`` carries help, error, required and further attributes of the input; an option is (value, label),
    (value, label, note) or a mapping with those keys.
    """
    extra = dict(texts)
    error = extra.pop("error", "")
    view = FieldView(
        kind=kind,
        name=name,
        id=str(extra.pop("id", "") or f"id_{name}"),
        label=label,
        help=str(extra.pop("help", "") or ""),
        errors=tuple([error] if isinstance(error, str) else error) if error else (),
        is_required=bool(extra.pop("required", False)),
        attrs=extra,
    )
    widget = WIDGETS[kind]()
    notes = _set_options(widget, options) if isinstance(widget, forms.Select | forms.RadioSelect) else {}
    return _draw(_with_notes(_filled(view, widget, value), notes))


def kind_of(widget: forms.Widget) -> str:
    """The kind of field that a widget is."""
    if kind := getattr(widget, "kind", ""):
        return str(kind)
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radio"
    if isinstance(widget, forms.Select):
        return "select"
    if isinstance(widget, forms.Textarea):
        return "textarea"
    return str(getattr(widget, "input_type", "text") or "text")


def _as_day(widget: forms.Widget) -> forms.Widget:
    """Django's plain date box becomes the device's own calendar."""
    if type(widget) is forms.DateInput:
        widget.input_type, widget.format = "date", "%Y-%m-%d"
        widget.kind = "date"  # type: ignore[attr-defined]
    return widget


def _filled(view: FieldView, widget: forms.Widget, value: Any, bound: BoundField | None = None) -> FieldView:
    if view.is_group:
        return replace(view, choices=_choices(view, widget, value))
    attrs = _attributes(view, widget)
    control = bound.as_widget(widget, attrs) if bound else widget.render(view.name, value, attrs)
    return replace(view, control=control)


def _attributes(view: FieldView, widget: forms.Widget) -> dict[str, Any]:
    attrs: dict[str, Any] = {"id": view.id, **view.attrs}
    if view.kind not in {"checkbox", "file", "hidden"}:
        attrs["class"] = f"entry entry-{view.kind}"
    if view.is_required and view.kind != "hidden" and widget.use_required_attribute(None):
        attrs["required"] = True
    if view.described_by:
        attrs["aria-describedby"] = view.described_by
    if view.errors:
        attrs["aria-invalid"] = "true"
    return attrs


def _choices(view: FieldView, widget: forms.Widget, value: Any) -> tuple[Choice, ...]:
    groups = widget.get_context(view.name, value, {"id": view.id})["widget"]["optgroups"]
    return tuple(
        Choice(str(option["value"]), str(option["label"]), option["attrs"]["id"], bool(option["selected"]))
        for _, options, _ in groups
        for option in options
        if str(option["value"]) or view.kind == "checkboxes"
    )


def _set_options(widget: forms.Select | forms.RadioSelect, options: Iterable[Any]) -> dict[str, str]:
    rows = [_option(option) for option in options or ()]
    widget.choices = [(value, label) for value, label, _ in rows]
    return {value: note for value, _, note in rows}


def _option(option: Any) -> tuple[str, str, str]:
    if isinstance(option, Mapping):
        return str(option["value"]), str(option["label"]), str(option.get("note") or "")
    value, label, *note = option
    return str(value), str(label), str(note[0]) if note else ""


def _with_notes(view: FieldView, notes: Mapping[str, str]) -> FieldView:
    return replace(
        view, choices=tuple(replace(choice, note=notes.get(choice.value, "")) for choice in view.choices)
    )


def _draw(view: FieldView) -> SafeString:
    return render_to_string(TEMPLATE, {"field": view})
