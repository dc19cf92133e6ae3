"""Reading a declared form: shape and sense are checked, and a fault names its path."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from balai.core.content import ContentError, require_keys
from balai.foundation.forms.conditions import parse_condition
from balai.foundation.forms.patterns import PATTERNS
from balai.foundation.forms.spec import (
    FieldSpec,
    FieldType,
    FormSpec,
    Limits,
    Option,
    StepSpec,
    Width,
    Words,
)

Path = Sequence[str | int]
_CODE = re.compile(r"^[a-z][a-z0-9-]{1,59}$")
_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_VALUE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$")
_AUTOCOMPLETE = re.compile(r"^[a-z]+(-[a-z0-9]+)*$")
TYPES: tuple[str, ...] = get_args(FieldType)
WIDTHS: tuple[str, ...] = get_args(Width)
DOCUMENT_KINDS = ("pdf", "jpeg", "png", "webp")
IMAGE_KINDS = ("jpeg", "png", "webp")
PERSON_FACTS = (
    *("name", "nik", "family_card", "birth_place", "birth_date", "sex", "religion", "marital"),
    *("occupation", "address", "rt", "rw", "region_code", "phone", "email"),
)
PREFILL_SOURCES = frozenset({"today", *(f"person.{fact}" for fact in PERSON_FACTS)})
RESERVED = {"version", "terlihat", "csrfmiddlewaretoken"}  # names that the page itself uses
FIELD_KEYS = {"help", "required", "when", "prefill", "locked", "choices", "limits", "width", "autocomplete"}
LIMIT_KEYS: dict[str, set[str]] = {
    "text": {"min_length", "max_length", "pattern"},
    "textarea": {"min_length", "max_length"},
    "integer": {"min", "max"},
    "money": {"min", "max"},
    "decimal": {"min", "max", "places"},
    "date": {"min", "max", "precision"},
    "choices": {"min_count", "max_count"},
    "region": {"within"},
    "file": {"types", "max_mb", "max_count"},
    "image": {"types", "max_mb", "max_count"},
}
_DEFAULTS: dict[str, dict[str, Any]] = {
    "textarea": {"max_length": 4000},
    "choices": {"max_count": 50},
    "file": {"types": DOCUMENT_KINDS},
    "image": {"types": IMAGE_KINDS},
}


def parse_form(definition: Any, path: Path = ()) -> FormSpec:
    """Read the definition of a form. Raises ContentError with the path of the first fault."""
    require_keys(definition, required={"code", "title", "steps"}, optional=set(), path=path)
    code = _matching(definition["code"], _CODE, [*path, "code"], "kode: huruf kecil, angka dan tanda hubung")
    title = parse_words(definition["title"], [*path, "title"])
    earlier: dict[str, FieldSpec] = {}
    names: set[str] = set()
    steps = []
    for place, entry in enumerate(_filled_list(definition["steps"], [*path, "steps"])):
        step = _parse_step(entry, earlier, [*path, "steps", place])
        _refuse_double(step.name, names, [*path, "steps", place, "name"])
        steps.append(step)
    return FormSpec(code, title, tuple(steps))


def _parse_step(entry: Any, earlier: dict[str, FieldSpec], path: Path) -> StepSpec:
    require_keys(entry, required={"name", "title", "fields"}, optional={"intro"}, path=path)
    name = _matching(entry["name"], _CODE, [*path, "name"], "nama langkah: huruf kecil, angka, tanda hubung")
    fields = []
    for place, item in enumerate(_filled_list(entry["fields"], [*path, "fields"])):
        field = parse_field(item, earlier, [*path, "fields", place])
        if field.name in earlier or field.name in RESERVED:
            raise ContentError(f"nama “{field.name}” sudah dipakai", [*path, "fields", place, "name"])
        earlier[field.name] = field
        fields.append(field)
    title, intro = parse_words(entry["title"], [*path, "title"]), Words()
    if "intro" in entry:
        intro = parse_words(entry["intro"], [*path, "intro"])
    return StepSpec(name, title, tuple(fields), intro)


def parse_field(entry: Any, earlier: dict[str, FieldSpec], path: Path) -> FieldSpec:
    """Read one question; ``earlier`` are those before it. Raises ContentError with the path of the first fault."""
    require_keys(entry, required={"name", "label", "type"}, optional=FIELD_KEYS, path=path)
    name = _matching(entry["name"], _NAME, [*path, "name"], "nama isian: huruf kecil, angka, garis bawah")
    kind = _one_of(entry["type"], TYPES, [*path, "type"])
    when = entry.get("when")
    return FieldSpec(
        name=name,
        label=parse_words(entry["label"], [*path, "label"]),
        type=kind,
        help=parse_words(entry["help"], [*path, "help"]) if "help" in entry else Words(),
        required=_flag(entry, "required", path),
        when=parse_condition(when, earlier, [*path, "when"], name) if "when" in entry else None,
        prefill=_prefill(entry, kind, path),
        locked=_locked(entry, path),
        choices=_options(entry, kind, path),
        limits=_parse_limits(entry.get("limits", {}), kind, [*path, "limits"]),
        width=_one_of(entry.get("width", "full"), WIDTHS, [*path, "width"]),
        autocomplete=_autocomplete(entry, path),
    )


def _autocomplete(entry: dict[str, Any], path: Path) -> str:
    if "autocomplete" not in entry:
        return ""
    return _matching(
        entry["autocomplete"], _AUTOCOMPLETE, [*path, "autocomplete"], "pakai nilai autocomplete HTML"
    )


def _prefill(entry: dict[str, Any], kind: str, path: Path) -> str:
    if "prefill" not in entry:
        return ""
    if kind in ("file", "image", "consent", "coordinates"):
        raise ContentError(f"isian jenis {kind} tidak dapat diisi dari data", [*path, "prefill"])
    return str(_one_of(entry["prefill"], sorted(PREFILL_SOURCES), [*path, "prefill"]))


def _locked(entry: dict[str, Any], path: Path) -> bool:
    if _flag(entry, "locked", path) and "prefill" not in entry:
        raise ContentError("“locked” hanya berarti bersama “prefill”", [*path, "locked"])
    return bool(entry.get("locked", False))


def _options(entry: dict[str, Any], kind: str, path: Path) -> tuple[Option, ...]:
    if kind not in ("choice", "choices"):
        if "choices" in entry:
            raise ContentError(f"isian jenis {kind} tidak mempunyai pilihan", [*path, "choices"])
        return ()
    if "choices" not in entry:
        raise ContentError("kunci “choices” wajib ada", path)
    seen: set[str] = set()
    options = []
    for place, item in enumerate(_filled_list(entry["choices"], [*path, "choices"])):
        here = [*path, "choices", place]
        require_keys(item, required={"value", "label"}, optional=set(), path=here)
        value = _matching(item["value"], _VALUE, [*here, "value"], "nilai pilihan: huruf, angka, - atau _")
        _refuse_double(value, seen, [*here, "value"])
        options.append(Option(value, parse_words(item["label"], [*here, "label"])))
    return tuple(options)


def _parse_limits(entry: Any, kind: str, path: Path) -> Limits:
    require_keys(entry, required=set(), optional=LIMIT_KEYS.get(kind, set()), path=path)
    facts = {key: _LIMITS[key](value, kind, [*path, key]) for key, value in entry.items()}
    limits = Limits(**{**_DEFAULTS.get(kind, {}), **facts})
    if limits.min_length > limits.max_length or limits.min_count > limits.max_count:
        raise ContentError("batas bawah lebih besar daripada batas atas", path)
    if isinstance(limits.min, Decimal) and isinstance(limits.max, Decimal) and limits.min > limits.max:
        raise ContentError("batas bawah lebih besar daripada batas atas", path)
    return limits


def _bound(value: Any, kind: str, path: Path) -> Decimal | str:
    if kind == "date":
        return _date_bound(value, path)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ContentError("batas ini berupa angka", path)
    if kind == "integer" and not isinstance(value, int):
        raise ContentError("batas ini berupa angka bulat", path)
    return Decimal(str(value))


def _date_bound(value: Any, path: Path) -> str:
    text = value.isoformat() if isinstance(value, date) else str(value)
    if text != "today":
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ContentError("batas tanggal berbentuk TTTT-BB-HH atau today", path) from None
    return text


def _count(low: int, high: int) -> Callable[[Any, str, Path], int]:
    def read(value: Any, kind: str, path: Path) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ContentError(f"batas ini berupa angka bulat dari {low} sampai {high}", path)
        return value

    return read


def _file_types(value: Any, kind: str, path: Path) -> tuple[str, ...]:
    allowed = IMAGE_KINDS if kind == "image" else DOCUMENT_KINDS
    return tuple(
        _one_of(item, allowed, [*path, place]) for place, item in enumerate(_filled_list(value, path))
    )


_LIMITS: dict[str, Callable[[Any, str, Path], Any]] = {
    "min": _bound,
    "max": _bound,
    "min_length": _count(0, 10_000),
    "max_length": _count(1, 10_000),
    "pattern": lambda value, kind, path: _one_of(value, sorted(PATTERNS), path),
    "places": _count(0, 6),
    "precision": lambda value, kind, path: _one_of(value, ("day", "month"), path),
    "types": _file_types,
    "max_mb": _count(1, 20),
    "min_count": _count(0, 50),
    "max_count": _count(1, 50),
    "within": lambda value, kind, path: _one_of(value, ("regency", "country"), path),
}


def parse_words(value: Any, path: Path) -> Words:
    """Read a text in both languages. Raises ContentError with the path of the first fault."""
    require_keys(value, required={"id", "en"}, optional=set(), path=path)
    for language in ("id", "en"):
        if not isinstance(value[language], str) or not value[language].strip():
            raise ContentError("teks tidak boleh kosong", [*path, language])
    return Words(value["id"].strip(), value["en"].strip())


def _matching(value: Any, expression: re.Pattern[str], path: Path, sentence: str) -> str:
    if not isinstance(value, str) or not expression.match(value):
        raise ContentError(f"“{value}” tidak sesuai; {sentence}", path)
    return value


def _one_of(value: Any, allowed: Sequence[str], path: Path) -> Any:
    if value not in allowed:
        raise ContentError(f"“{value}” tidak dikenal; pilih dari: {', '.join(allowed)}", path)
    return value


def _flag(entry: dict[str, Any], key: str, path: Path) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise ContentError(f"“{key}” bernilai true atau false", [*path, key])
    return value


def _filled_list(value: Any, path: Path) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ContentError("di sini harus ada daftar yang tidak kosong", path)
    return value


def _refuse_double(name: str, seen: set[str], path: Path) -> None:
    if name in seen:
        raise ContentError(f"“{name}” disebut dua kali", path)
    seen.add(name)
