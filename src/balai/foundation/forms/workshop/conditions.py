"""When a question is asked, as an administrator writes it: up to three comparisons, all or any of which must hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from balai.core.ui.editing import NONE, Body, Part, Typed
from balai.core.ui.words import local
from balai.foundation.forms.conditions import OPAQUE_TYPES, ORDERED_TYPES
from balai.foundation.forms.spec import TICK_TYPES

ROWS = 3
CHOSEN_TYPES = {"choice", "choices", *TICK_TYPES}
Row = tuple[
    str, str
]  # a comparison ("usaha|equals|dagang", "luas|gt") and what is compared with ("" for none)
Definition = Any


@dataclass(frozen=True)
class Shown:
    """The rows of a condition and whether one of them suffices."""

    rows: tuple[Row, ...]
    is_any: bool = False


@dataclass(frozen=True)
class Tests(Part):
    """The condition of a question. One that rows cannot say is kept as it is, unless it is given up."""

    key: str
    earlier: tuple[Body, ...]
    before: Definition = None

    def fields(self) -> dict[str, forms.Field]:
        if self._is_kept_whole:
            return {
                f"{self.key}_keep": forms.BooleanField(
                    label=_("Pertahankan syarat tampil yang ada (tersusun dari paket)"), required=False
                )
            }
        asked: dict[str, forms.Field] = {}
        for place in range(ROWS):
            asked |= self._row(place)
        ways = [("all", _("semua syarat ini benar")), ("any", _("salah satu syarat ini benar"))]
        asked[f"{self.key}_way"] = forms.ChoiceField(
            label=_("Bila syaratnya lebih dari satu, ditanyakan bila"), required=False, choices=ways
        )
        return asked

    def _row(self, place: int) -> dict[str, forms.Field]:
        first = (
            _("Ditanyakan hanya bila") if not place else _("dan, atau bila (%(row)s)") % {"row": place + 1}
        )
        return {
            f"{self.key}_{place}_test": forms.ChoiceField(
                label=first, required=False, choices=[NONE, *self._groups()]
            ),
            f"{self.key}_{place}_value": forms.CharField(
                label=_("Pembandingnya (%(row)s)") % {"row": place + 1},
                required=False,
                max_length=60,
                help_text=_("Hanya untuk “lebih dari”, “kurang dari” dan “tepat”. Tanggal: 2026-12-31."),
            ),
        }

    def _groups(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        for field in self.earlier:
            yield local(field["label"]) or field["name"], list(_comparisons(field))

    @property
    def _is_kept_whole(self) -> bool:
        return self.before is not None and read_condition(self.before, self._kinds) is None

    @property
    def _kinds(self) -> dict[str, str]:
        return {field["name"]: field["type"] for field in self.earlier}

    def typed(self, value: Any) -> Body:
        if self._is_kept_whole:
            return {f"{self.key}_keep": True}
        shown = (read_condition(value, self._kinds) if value is not None else None) or Shown(())
        filled = [*shown.rows, *[("", "")] * ROWS][:ROWS]
        cells = {f"{self.key}_{place}_test": test for place, (test, _compared) in enumerate(filled)}
        cells |= {f"{self.key}_{place}_value": compared for place, (_test, compared) in enumerate(filled)}
        return {**cells, f"{self.key}_way": "any" if shown.is_any else "all"}

    def value(self, typed: Typed) -> Any:
        if self._is_kept_whole:
            return self.before if typed[f"{self.key}_keep"] else None
        rows = [
            (typed[f"{self.key}_{place}_test"], typed[f"{self.key}_{place}_value"]) for place in range(ROWS)
        ]
        parts = [_write_row(test, compared, self._kinds) for test, compared in rows if test]
        if len(parts) < 2:
            return parts[0] if parts else None
        return {"or" if typed[f"{self.key}_way"] == "any" else "and": parts}


def _comparisons(field: Body) -> Iterator[tuple[str, str]]:
    """What can be asked of the answer to a question."""
    name, kind, label = field["name"], field["type"], local(field["label"]) or field["name"]
    for option in field.get("choices", ()):
        yield f"{name}|equals|{option['value']}", f"{label}: {local(option['label'])}"
    if kind in TICK_TYPES:
        yield f"{name}|equals|true", _("%(question)s: dicentang") % {"question": label}
        yield f"{name}|equals|false", _("%(question)s: tidak dicentang") % {"question": label}
        return
    if kind in ORDERED_TYPES:
        yield f"{name}|gt", _("%(question)s: lebih dari …") % {"question": label}
        yield f"{name}|lt", _("%(question)s: kurang dari …") % {"question": label}
    if not field.get("choices") and kind not in OPAQUE_TYPES:
        yield f"{name}|equals", _("%(question)s: tepat …") % {"question": label}
    yield f"{name}|filled|true", _("%(question)s: diisi") % {"question": label}
    yield f"{name}|filled|false", _("%(question)s: dikosongkan") % {"question": label}


_TICKS = {"true": True, "false": False}


def _write_row(test: str, compared: str, kinds: dict[str, str]) -> Body:
    name, operator, *fixed = test.split("|")
    if fixed:
        is_tick = operator == "filled" or kinds.get(name) in TICK_TYPES
        return {"field": name, operator: _TICKS.get(fixed[0], fixed[0]) if is_tick else fixed[0]}
    return {"field": name, operator: _compared(compared.strip(), kinds.get(name, "text"))}


def _compared(text: str, kind: str) -> Any:
    return read_number(text) if kind in ORDERED_TYPES - {"date"} else text


def read_number(text: str) -> Any:
    """``1.250`` as 1250 and ``2,5`` as 2.5; what is no number stays a text, at which the check stumbles."""
    plain = text.strip().replace(".", "").replace(",", ".")
    if not plain:
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return text.strip()
    if not number.is_finite():
        return text.strip()
    return int(number) if number == number.to_integral_value() else float(number)


def read_condition(definition: Definition, kinds: Mapping[str, str]) -> Shown | None:
    """The condition as rows; None for one that rows cannot say. ``kinds`` are the types of earlier questions."""
    parts, is_any = _flat(definition)
    if len(parts) == 1 and "in" in parts[0]:
        parts, is_any = [{"field": parts[0]["field"], "equals": one} for one in parts[0]["in"]], True
    rows = [_read_row(part, kinds) for part in parts]
    if len(rows) > ROWS or None in rows:
        return None
    return Shown(tuple(row for row in rows if row), is_any)


def _flat(definition: Definition) -> tuple[list[Body], bool]:
    if isinstance(definition, list):
        return definition, False
    if "or" in definition:
        return definition["or"], True
    return definition.get("and", [definition]), False


def _read_row(part: Body, kinds: Mapping[str, str]) -> Row | None:
    if not isinstance(part, dict) or part.get("field") not in kinds:
        return None
    (operator,) = part.keys() - {"field"}
    name, value, kind = part["field"], part[operator], kinds[part["field"]]
    if isinstance(value, list):
        return None
    if operator in ("gt", "lt") or (operator == "equals" and kind not in CHOSEN_TYPES):
        return f"{name}|{operator}", str(value)
    return f"{name}|{operator}|{str(value).lower() if isinstance(value, bool) else value}", ""
