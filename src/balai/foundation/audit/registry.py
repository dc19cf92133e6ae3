"""The register of event names: an unknown name fails loudly where it is recorded."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise

_SENTENCES: dict[str, "str | Promise"] = {}


def declare(name: str, sentence: "str | Promise") -> str:
    """Register an event name with its (lazily translated) sentence; ``{placeholders}`` are facts. Returns the name."""
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


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(name: str, facts: Mapping[str, Any]) -> str:
    """The event as a sentence in the current language."""
    return template_of(name).format_map(_Facts(facts))
