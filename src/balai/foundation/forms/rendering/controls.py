"""The input of each type of field, drawn by the one look for fields."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balai.core.ui.fields import render_plain
from balai.foundation.forms.cleaning.dates import read_date
from balai.foundation.forms.patterns import PATTERNS
from balai.foundation.forms.places import place_name
from balai.foundation.forms.sealing import masked_answer
from balai.foundation.forms.spec import FieldSpec

Control = tuple[str, Any, dict[str, Any]]  # kind of field, value, further attributes
MANY_OPTIONS = 7  # above this a list to unfold is easier than a wall of buttons
FILE_ENDINGS = {"pdf": ".pdf", "jpeg": ".jpg,.jpeg", "png": ".png", "webp": ".webp"}
AUTOCOMPLETE = {"email": "email", "phone": "tel", "nik": "off", "kk": "off"}


def typed_text(field: FieldSpec, raw: Any) -> str:
    """What stood in the input, as it is shown again; identity numbers masked."""
    if field.is_secret:
        return masked_answer(field, raw)
    return raw if isinstance(raw, str) else ""


def draw(field: FieldSpec, raw: Any, error: str) -> SafeString:
    """The field with label, help, input and error."""
    kind, value, attributes = _CONTROLS.get(field.type, _text)(field, raw)
    autocomplete = field.autocomplete or AUTOCOMPLETE.get(field.type, "")
    if autocomplete and not field.choices:
        attributes["autocomplete"] = autocomplete
    texts = {"help": help_text(field), "error": error, "required": field.required, **attributes}
    options = [(option.value, str(option.label)) for option in field.choices]
    if kind == "select":
        options = [("", _("Pilih satu")), *options]
    name = f"{field.name}__cari" if field.type == "region" else field.name
    return render_plain(kind, name, str(field.label), value=value, options=options, texts=texts)


def help_text(field: FieldSpec) -> str:
    """The help of the content, or what the type itself has to say."""
    if field.help:
        return str(field.help)
    if field.type == "region":
        return _("Ketik nama desa atau kelurahan, tanpa kata “Desa”.")
    if field.is_file:
        kinds = ", ".join("JPG" if kind == "jpeg" else kind.upper() for kind in field.limits.types)
        return _("%(kinds)s, paling besar %(size)d MB.") % {"kinds": kinds, "size": field.limits.max_mb}
    if field.type == "date" and field.limits.precision == "month":
        return _("Bulan dan tahun, misalnya 08/2019.")
    return ""


def _text(field: FieldSpec, raw: Any) -> Control:
    attributes: dict[str, Any] = {"maxlength": field.limits.max_length}
    if field.limits.pattern:
        attributes["inputmode"] = PATTERNS[field.limits.pattern].inputmode
    return "text", typed_text(field, raw), attributes


def _textarea(field: FieldSpec, raw: Any) -> Control:
    return "textarea", typed_text(field, raw), {"maxlength": field.limits.max_length, "rows": 4}


def _number(field: FieldSpec, raw: Any) -> Control:
    mode = "numeric" if field.type == "integer" else "decimal"
    return "text", typed_text(field, raw), {"inputmode": mode, "data-number": True}


def _date(field: FieldSpec, raw: Any) -> Control:
    """The calendar of the device, unless what was typed is no date: that stays visible as it is."""
    text = typed_text(field, raw)
    if field.limits.precision == "month":
        return "text", text, {}
    try:
        return "date", read_date(text) if text else None, {}
    except ValueError:
        return "text", text, {}


def _region(field: FieldSpec, raw: Any) -> Control:
    text = typed_text(field, raw)
    if text and text[0].isdigit():
        text = f"{place_name(text)} ({text})"
    address = f"{reverse('forms:villages')}?within={field.limits.within}"
    attributes = {
        "id": f"id_{field.name}",
        "list": f"id_{field.name}-daftar",
        "data-villages": address,
        "autocomplete": "off",
    }
    return "text", text, attributes


def _file(field: FieldSpec, raw: Any) -> Control:
    endings = ",".join(FILE_ENDINGS[kind] for kind in field.limits.types)
    attributes: dict[str, Any] = {"accept": endings, "data-max": field.limits.max_mb * 1024 * 1024}
    if field.limits.max_count > 1:
        attributes["multiple"] = True
    return "file", None, attributes


def _choice(field: FieldSpec, raw: Any) -> Control:
    return "select" if len(field.choices) > MANY_OPTIONS else "radio", typed_text(field, raw), {}


_CONTROLS: dict[str, Callable[[FieldSpec, Any], Control]] = {
    "textarea": _textarea,
    "integer": _number,
    "decimal": _number,
    "date": _date,
    "region": _region,
    "file": _file,
    "image": _file,
    "choice": _choice,
    "choices": lambda field, raw: ("checkboxes", raw if isinstance(raw, list) else [], {}),
    "checkbox": lambda field, raw: ("checkbox", bool(raw), {}),
    "consent": lambda field, raw: ("checkbox", bool(raw), {}),
    "money": lambda field, raw: ("money", typed_text(field, raw), {}),
    "nik": lambda field, raw: ("nik", typed_text(field, raw), {"data-secret": True}),
    "kk": lambda field, raw: ("nik", typed_text(field, raw), {"data-secret": True}),
    "phone": lambda field, raw: ("phone", typed_text(field, raw), {}),
    "email": lambda field, raw: ("email", typed_text(field, raw), {"inputmode": "email"}),
    "coordinates": lambda field, raw: (
        "text",
        typed_text(field, raw),
        {"data-locate": _("Pakai lokasi saya")},
    ),
}
