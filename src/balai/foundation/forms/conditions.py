"""Conditions: parsed from data, decided on the answers so far, and reduced to what a browser needs."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from balai.core.content import ContentError, require_keys
from balai.foundation.forms.spec import Comparison, Condition, FieldSpec, Group, Operator

Path = Sequence[str | int]
OPERATORS: tuple[str, ...] = get_args(Operator)
ORDERED_TYPES = frozenset({"integer", "money", "decimal", "date"})
OPAQUE_TYPES = frozenset({"nik", "kk", "file", "image", "coordinates"})
MAX_DEPTH = 4


def parse_condition(
    definition: Any, earlier: Mapping[str, FieldSpec], path: Path, own: str, depth: int = 0
) -> Condition:
    """Read a condition; ``earlier`` are the fields before ``own``. Raises ContentError with its path."""
    if depth > MAX_DEPTH:
        raise ContentError("syarat terlalu dalam; pecah menjadi beberapa isian", path)
    if isinstance(definition, list):
        return _parse_group("and", definition, earlier, path, own, depth)
    if not isinstance(definition, dict):
        raise ContentError("syarat harus berupa pasangan kunci dan nilai, atau daftar syarat", path)
    for operator in ("and", "or"):
        if operator in definition:
            require_keys(definition, required={operator}, optional=set(), path=path)
            return _parse_group(operator, definition[operator], earlier, [*path, operator], own, depth)
    return _parse_comparison(definition, earlier, path, own)


def _parse_group(
    operator: Any, parts: Any, earlier: Mapping[str, FieldSpec], path: Path, own: str, depth: int
) -> Group:
    if not isinstance(parts, list) or not parts:
        raise ContentError(f"“{operator}” memerlukan daftar syarat yang tidak kosong", path)
    read = [
        parse_condition(part, earlier, [*path, place], own, depth + 1) for place, part in enumerate(parts)
    ]
    return Group(operator, tuple(read))


def _parse_comparison(
    definition: dict[str, Any], earlier: Mapping[str, FieldSpec], path: Path, own: str
) -> Comparison:
    require_keys(definition, required={"field"}, optional=set(OPERATORS), path=path)
    given = [operator for operator in OPERATORS if operator in definition]
    if len(given) != 1:
        raise ContentError("syarat memerlukan tepat satu dari equals, in, filled, gt, lt", path)
    field = _referred(definition["field"], earlier, [*path, "field"], own)
    operator, value = given[0], definition[given[0]]
    _check_value(field, operator, value, [*path, operator])
    return Comparison(field.name, operator, value)  # type: ignore[arg-type]


def _referred(name: Any, earlier: Mapping[str, FieldSpec], path: Path, own: str) -> FieldSpec:
    if name == own:
        raise ContentError(f"syarat “{own}” berputar: bergantung pada dirinya sendiri", path)
    if not isinstance(name, str) or name not in earlier:
        raise ContentError(f"syarat hanya boleh menunjuk isian sebelumnya; “{name}” tidak ada di sana", path)
    return earlier[name]


def _check_value(field: FieldSpec, operator: str, value: Any, path: Path) -> None:
    if operator == "filled":
        if not isinstance(value, bool):
            raise ContentError("“filled” bernilai true atau false", path)
        return
    if field.type in OPAQUE_TYPES:
        raise ContentError(f"isian jenis {field.type} hanya dapat diuji dengan “filled”", path)
    if operator in ("gt", "lt"):
        _check_ordered(field, operator, value, path)
    elif operator == "in":
        _check_list(field, value, path)
    else:
        _check_one(field, value, path)


def _check_ordered(field: FieldSpec, operator: str, value: Any, path: Path) -> None:
    if field.type not in ORDERED_TYPES:
        raise ContentError(f"“{operator}” hanya untuk angka, uang dan tanggal", path)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ContentError(f"“{operator}” memerlukan angka atau tanggal (TTTT-BB-HH)", path)
    if (field.type == "date") != isinstance(_comparable(value), str):
        raise ContentError(f"“{operator}” memerlukan nilai yang sejenis dengan isian “{field.name}”", path)


def _check_list(field: FieldSpec, value: Any, path: Path) -> None:
    if not isinstance(value, list) or not value:
        raise ContentError("“in” memerlukan daftar nilai", path)
    for place, item in enumerate(value):
        _check_one(field, item, [*path, place])


def _check_one(field: FieldSpec, value: Any, path: Path) -> None:
    if isinstance(value, dict | list) or value is None:
        raise ContentError("nilai pembanding harus teks, angka, atau true/false", path)
    if field.choices and field.option(str(value)) is None:
        raise ContentError(f"“{value}” bukan pilihan dari “{field.name}”", path)


def fields_in(condition: Condition) -> set[str]:
    """The names of the fields on which a condition depends."""
    if isinstance(condition, Comparison):
        return {condition.field}
    return set().union(*(fields_in(part) for part in condition.parts))


def holds(condition: Condition | None, values: Mapping[str, Any]) -> bool:
    """Decide on cleaned values; a field that is hidden or unanswered has none."""
    if condition is None:
        return True
    if isinstance(condition, Group):
        decided = (holds(part, values) for part in condition.parts)
        return all(decided) if condition.operator == "and" else any(decided)
    return _passes(condition, values.get(condition.field))


def _passes(test: Comparison, value: Any) -> bool:
    filled = value not in (None, "", [], False)
    if test.operator == "filled":
        return filled is test.value
    if test.operator == "equals":
        return _same(value, test.value)
    if test.operator == "in":
        return any(_same(value, item) for item in test.value)
    return filled and _ordered(value, test)


def _ordered(value: Any, test: Comparison) -> bool:
    left, right = _comparable(value), _comparable(test.value)
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left > right if test.operator == "gt" else left < right
    if isinstance(left, str) and isinstance(right, str):
        return left > right if test.operator == "gt" else left < right
    return False


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, list):
        return any(_same(item, wanted) for item in value)
    if isinstance(wanted, bool) or isinstance(value, bool):
        return bool(value) is wanted
    return value is not None and _comparable(value) == _comparable(wanted)


def _comparable(value: Any) -> Decimal | str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return number if number.is_finite() else str(value)


def for_browser(condition: Condition, here: set[str], values: Mapping[str, Any]) -> Any:
    """The condition as plain data for ``data-when``; tests of fields outside ``here`` are decided already."""
    if isinstance(condition, Group):
        return {condition.operator: [for_browser(part, here, values) for part in condition.parts]}
    if condition.field not in here:
        return _passes(condition, values.get(condition.field))
    return {"field": condition.field, condition.operator: condition.value}
