"""What modules above know of a case: offered in the fields of an action with where it is from, not typed again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from balai.core.ui.icons import StrOrPromise
from balai.foundation.cases.procedure.spec import ActionField


@dataclass(frozen=True)
class Known:
    """What is known of a case now: values as a field takes them, by name, and one sentence that says where from."""

    values: Mapping[str, str]
    source: str


KnownOf = Callable[[UUID], Known | None]


@dataclass(frozen=True)
class _Family:
    names: Mapping[str, StrOrPromise]
    known_of: KnownOf


_families: dict[str, _Family] = {}


def case_facts(family: str, names: Mapping[str, StrOrPromise]) -> Callable[[KnownOf], KnownOf]:
    """Register what a module knows of a case, by the case's id: its ``names`` with what each is called.

    A field of an action takes one over with ``known: <family>.<name>``.
    """

    def register(known_of: KnownOf) -> KnownOf:
        _families[family] = _Family(names, known_of)
        return known_of

    return register


def known_names() -> dict[str, str]:
    """Everything that a field may take over, with what it is called."""
    return {
        f"{family}.{name}": str(label)
        for family, one in _families.items()
        for name, label in one.names.items()
    }


def known_now(case_id: UUID, family: str) -> Mapping[str, str]:
    """What a family knows of a case now, by name; empty when it knows nothing."""
    found = _families[family].known_of(case_id)
    return found.values if found else {}


def offered(case_id: UUID, fields: Iterable[ActionField]) -> dict[str, tuple[str, str]]:
    """By the name of a field: what is known for it now, and where from."""
    wanted = {field.name: field.known.partition(".") for field in fields if field.known}
    found = {family: _families[family].known_of(case_id) for family, _dot, _name in wanted.values()}
    return {
        field: (known.values[name], known.source)
        for field, (family, _dot, name) in wanted.items()
        if (known := found[family]) is not None
    }
