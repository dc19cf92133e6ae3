"""Identity numbers in answers: sealed the moment they arrive, shown masked, opened only on purpose."""

from typing import Any

from balai.core.secret import SecretError, mask, seal, unseal
from balai.foundation.forms.spec import FieldSpec

Sealed = dict[str, str]


def seal_answer(field: FieldSpec, number: str) -> Sealed:
    """The number as it may stand in stored answers."""
    return {"sealed": seal(number, field.type)}


def open_answer(field: FieldSpec, stored: Any) -> str:
    """The plain number of a stored answer, "" when it holds none. Callers log the read."""
    if not isinstance(stored, dict):
        return ""
    try:
        return unseal(str(stored.get("sealed", "")), field.type)
    except SecretError:
        return ""


def masked_answer(field: FieldSpec, stored: Any) -> str:
    """The number with all but its last four digits hidden."""
    return mask(open_answer(field, stored))
