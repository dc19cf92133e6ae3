"""Values of the journal as the inspectorate sees them: identity numbers only by their last four digits."""

import json
import re
from typing import Any

from balai.core.secret import SecretError, SecretField, mask, unseal
from balai.foundation.audit.journal import REGULATED

SEALED = re.compile(r"^\w{1,20}:[A-Za-z0-9+/]{24,}={0,2}$")
NUMBER = re.compile(r"(?<!\d)\d{12}(?=\d{4}(?!\d))")
HIDDEN = "••••"
LONGEST = 2000


def shown_value(kind: str, column: str, value: Any) -> str:
    """One column of a row of that kind as text; identity numbers masked, long texts cut."""
    field = _secret(kind, column)
    if field is not None:
        return _masked(field, value)
    hidden = without_numbers(value)
    text = hidden if isinstance(hidden, str) else json.dumps(hidden, ensure_ascii=False)
    text = "" if value is None else text
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def without_numbers(value: Any) -> Any:
    """The value with everything sealed hidden, and sixteen digits in a row masked, however deep they lie."""
    if isinstance(value, dict):
        return {key: without_numbers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [without_numbers(each) for each in value]
    if isinstance(value, str):
        return HIDDEN if SEALED.match(value) else NUMBER.sub("•" * 12, value)
    return value


def _secret(kind: str, column: str) -> SecretField | None:
    regulated = REGULATED.get(kind)
    fields = regulated.model._meta.concrete_fields if regulated else ()
    found = next((field for field in fields if field.column == column), None)
    return found if isinstance(found, SecretField) else None


def _masked(field: SecretField, value: Any) -> str:
    if not value:
        return ""
    try:
        return mask(unseal(str(value), field.purpose))
    except SecretError:
        return HIDDEN
