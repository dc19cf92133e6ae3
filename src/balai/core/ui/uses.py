"""Where content is used: modules above register who uses a form, a procedure or a letter, its pages show it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    """Something that uses the content: its name, and the page of the workplace where it is kept."""

    label: str
    href: str


Finder = Callable[[str, str], Iterable[Use]]
_FINDERS: list[Finder] = []


def register_uses(finder: Finder) -> None:
    """Add (in ``AppConfig.ready``) who finds the uses of an entry by its kind and key, such as ``("forms", "skp")``."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def uses_of(kind: str, key: str) -> list[Use]:
    """Everything that uses the entry."""
    return [use for finder in _FINDERS for use in finder(kind, key)]
