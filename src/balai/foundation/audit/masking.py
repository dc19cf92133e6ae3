"""Values of the journal as the inspectorate sees them: identity numbers only by their last four digits."""

import json
import re
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from balai.core.secret import SecretError, SecretField, mask, unseal
from balai.core.ui.words import moment
from balai.foundation.audit.journal import REGULATED

SEALED = re.compile(r"^\w{1,20}:[A-Za-z0-9+/]{24,}={0,2}$")
NUMBER = re.compile(r"(?<!\d)\d{12}(?=\d{4}(?!\d))")
MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$")
HIDDEN = "••••"
LONGEST = 2000


def shown_value(kind: str, column: str, value: Any) -> str:
    """One column of a row of that kind as text; identity numbers masked, long texts cut."""
    field = _secret(kind, column)
    if field is not None:
        return _masked(field, value)
    text = _text(without_numbers(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _text(value: Any) -> str:
    if value is None or value in ({}, [], ""):
        return ""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return moment(datetime.fromisoformat(value)) if MOMENT.match(value) else value


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
