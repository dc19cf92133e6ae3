"""What other modules add: public entries to the catalogue, facts to the report of an adoption."""

import json
from collections.abc import Callable
from typing import Any

from balai.core.signed import canonical

Part = Callable[[], list[dict[str, Any]]]
Facts = Callable[[str], dict[str, Any]]
MOST_ENTRIES, LARGEST_FACTS = 1000, 8192  # entries of a part, bytes

_parts: dict[str, Part] = {}
_facts: dict[str, Facts] = {}


def catalogue_part(name: str) -> Callable[[Part], Part]:
    """Register what is published beside the packs under this name: public entries, plain JSON, both languages.

    @catalogue_part("innovations")
    def published() -> list[dict[str, Any]]: ...
    """

    def register(part: Part) -> Part:
        _parts[name] = part
        return part

    return register


def adoption_facts(name: str) -> Callable[[Facts], Facts]:
    """Register facts of a pack (given its name) that travel with the report of its adoption, such as results."""

    def register(facts: Facts) -> Facts:
        _facts[name] = facts
        return facts

    return register


def catalogue_parts() -> dict[str, list[dict[str, Any]]]:
    """Every part as it is published now. Raises ValueError for more than a catalogue may hold."""
    found = {name: json.loads(canonical(part())) for name, part in sorted(_parts.items())}
    for name, entries in found.items():
        if len(entries) > MOST_ENTRIES:
            raise ValueError(f"part {name} has more than {MOST_ENTRIES} entries")
    return found


def facts_of(pack: str) -> dict[str, Any]:
    """What travels with the report of a pack; left out where it is too much."""
    found = {name: facts(pack) for name, facts in sorted(_facts.items())}
    told = json.loads(canonical({name: facts for name, facts in found.items() if facts}))
    return told if len(canonical(told)) <= LARGEST_FACTS else {}
