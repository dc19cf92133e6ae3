"""The register of event names: an unknown name fails loudly where it is recorded."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

from django.utils.functional import Promise

from balai.core.money import format_rupiah
from balai.core.ui.words import short_date

_SENTENCES: dict[str, "str | Promise"] = {}


def declare(name: str, sentence: "str | Promise") -> str:
    """Register an event name with its (lazily translated) sentence; returns the name.

    ``{placeholders}`` are facts; ``{total:rupiah}`` and ``{until:day}`` show amounts and days as people write them.
    """
    if _SENTENCES.get(name, sentence) != sentence:
        raise ValueError(f"event {name} is declared twice")
    _SENTENCES[name] = sentence
    return name


def names() -> list[str]:
    """All declared names."""
    return sorted(_SENTENCES)


def require(name: str) -> None:
    """Raise LookupError for a name that nobody declared."""
    if name not in _SENTENCES:
        raise LookupError(f"event {name} is not declared")


def template_of(name: str) -> str:
    """The sentence in the current language with its placeholders; the name itself when nobody declared it."""
    return str(_SENTENCES.get(name, name))


SHOWN: dict[str, Callable[[str], str]] = {
    "rupiah": lambda value: format_rupiah(Decimal(value)),
    "day": lambda value: short_date(date.fromisoformat(value)),
}


class _Sentence(Formatter):
    """Facts in their places; one that was not recorded leaves an ellipsis."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return "…"
        if format_spec not in SHOWN:
            return super().format_field(value, format_spec)
        try:
            return SHOWN[format_spec](value)
        except (ValueError, ArithmeticError):
            return str(value)  # an old event may tell an amount or a day in words


def sentence(name: str, facts: Mapping[str, Any]) -> str:
    """The event as a sentence in the current language."""
    return _Sentence().vformat(template_of(name), (), facts)
