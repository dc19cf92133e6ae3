"""The register of kinds of notices: an unknown kind fails loudly where it is sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Audience = Literal["citizen", "officer"]
Pace = Literal["now", "daily", "off"]

#: Facts that every text may use besides those of its kind.
COMMON = frozenset({"name", "regency", "link"})


@dataclass(frozen=True)
class Kind:
    """What can be told.

    ``facts`` are the placeholders of its texts, ``must_say`` those that an e-mail may not leave out. ``duty`` is the
    sentence that says why nobody can switch it off (empty when everybody can). ``pace`` is how e-mail goes out unless
    the person chose otherwise; ``spares_actor`` keeps people from being told what they did themselves.
    """

    code: str
    name: "str | Promise"
    audience: Audience
    facts: frozenset[str]
    must_say: frozenset[str] = frozenset()
    duty: "str | Promise" = ""
    pace: Pace = "now"
    spares_actor: bool = False

    @property
    def placeholders(self) -> frozenset[str]:
        """Everything between braces that a text of this kind may contain."""
        return self.facts | COMMON

    @property
    def is_optional(self) -> bool:
        """True when the person decides whether it comes."""
        return not self.duty


_KINDS: dict[str, Kind] = {}


def declare(kind: Kind) -> Kind:
    """Register a kind. Raises ValueError for a second one under the same code or an impossible duty to say."""
    if _KINDS.get(kind.code, kind) != kind:
        raise ValueError(f"notice {kind.code} is declared twice")
    if not kind.must_say <= kind.facts:
        raise ValueError(f"notice {kind.code} must say what it does not know")
    _KINDS[kind.code] = kind
    return kind


def kind_of(code: str) -> Kind:
    """The kind. Raises LookupError for a code that nobody declared."""
    if code not in _KINDS:
        raise LookupError(f"notice {code} is not declared")
    return _KINDS[code]


def is_known(code: str) -> bool:
    """True when the kind is declared."""
    return code in _KINDS


def all_kinds(audiences: Iterable[Audience] = ("citizen", "officer")) -> list[Kind]:
    """The kinds for the audiences, in the order of their codes."""
    wanted = set(audiences)
    return sorted((kind for kind in _KINDS.values() if kind.audience in wanted), key=lambda kind: kind.code)
