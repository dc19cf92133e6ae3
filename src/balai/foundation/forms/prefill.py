"""Asked once: what is known already is put in before anyone asks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from balai.foundation.forms.cleaning import CLEANERS, FieldFault
from balai.foundation.forms.raw import is_blank
from balai.foundation.forms.sealing import seal_answer
from balai.foundation.forms.spec import FieldSpec, FormSpec


def prefill(spec: FormSpec, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The known answers by field, as they stand in a draft. A fact that a field would refuse is left out.

    Facts are those of ``accounts.api.profile_facts``: ``person.name`` is the fact ``name``.
    """
    known = {field.name: _known(field, facts) for field in spec.fields() if field.prefill}
    return {name: value for name, value in known.items() if not is_blank(value)}


def _known(field: FieldSpec, facts: Mapping[str, Any]) -> Any:
    fact = _fact(field.prefill, facts)
    if fact in (None, ""):
        return ""
    text = fact.isoformat() if isinstance(fact, date) else str(fact)
    value = _option_value(field, text) if field.choices else text
    try:
        CLEANERS[field.type](field, value)
    except FieldFault:
        return ""
    if field.is_secret:
        return seal_answer(field, text)
    return [value] if field.is_many else value


def _fact(source: str, facts: Mapping[str, Any]) -> Any:
    return timezone.localdate() if source == "today" else facts.get(source.removeprefix("person."))


def _option_value(field: FieldSpec, text: str) -> str:
    """The option that the fact means, by value or by its Indonesian label."""
    folded = text.casefold()
    for option in field.choices:
        if folded in (option.value.casefold(), option.label.id.casefold()):
            return option.value
    return ""
