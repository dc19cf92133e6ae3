"""What entries may come from: a module registers the kinds of its sources, an unknown one fails loudly.

A kind that is posted *by rule* follows from an action that its module has authorised (a payment that came in). A
*manual* one is somebody's own journal and needs the permission of the ledger.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceKind:
    """A kind of source, such as ``payments.payment``."""

    name: str
    by_rule: bool


_KINDS: dict[str, SourceKind] = {}


def declare_source(name: str, *, by_rule: bool = True) -> str:
    """Register a kind of source. Returns its name. Raises ValueError when it is declared differently."""
    kind = SourceKind(name, by_rule)
    if _KINDS.setdefault(name, kind) != kind:
        raise ValueError(f"source {name} is declared twice")
    return name


def source_kind(name: str) -> SourceKind:
    """The kind. Raises LookupError for a name that nobody declared."""
    if name not in _KINDS:
        raise LookupError(f"source {name} is not declared")
    return _KINDS[name]


JOURNAL = declare_source("ledger.journal", by_rule=False)
OPENING = declare_source("ledger.opening", by_rule=False)
