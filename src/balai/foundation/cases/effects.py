"""Effects: what an action does besides moving the case, inside the same transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from balai.core.actor import Actor
from balai.core.ui.icons import StrOrPromise

if TYPE_CHECKING:
    from balai.foundation.cases.models import Case


@dataclass(frozen=True)
class EffectContext:
    """What an effect may use: who acts, on which case, with which settings and input."""

    actor: Actor
    case: "Case"
    settings: Mapping[str, Any]
    data: Mapping[str, Any]
    reason: str


EffectHandler = Callable[[EffectContext], None]
_EFFECTS: dict[str, EffectHandler] = {}
_TOLD: dict[str, StrOrPromise] = {}
_named: ContextVar[list[str] | None] = ContextVar("named", default=None)
_NEEDING_OFFICER: set[str] = set()


def effect(
    name: str, *, by_officer: bool = False, told: StrOrPromise = ""
) -> Callable[[EffectHandler], EffectHandler]:
    """Register an effect under the name that procedures use; ``by_officer`` where the system alone cannot bring it
    about, such as a signature; ``told`` is what whoever tries a procedure reads of it."""

    def register(handler: EffectHandler) -> EffectHandler:
        if _EFFECTS.get(name, handler) is not handler:
            raise ValueError(f"effect {name} is registered twice")
        _EFFECTS[name] = handler
        _TOLD[name] = told or name
        if by_officer:
            _NEEDING_OFFICER.add(name)
        return handler

    return register


def effect_names() -> set[str]:
    """All registered effects."""
    return set(_EFFECTS)


def effect_words(names: Sequence[str]) -> list[str]:
    """What these effects bring about, in words."""
    return [str(_TOLD.get(name, name)) for name in names]


def needs_officer(name: str) -> bool:
    """True for an effect that only an officer can bring about."""
    return name in _NEEDING_OFFICER


def run_effect(name: str, context: EffectContext) -> None:
    """Run one effect. Whatever it raises undoes the whole action."""
    named = _named.get()
    if named is None:
        _EFFECTS[name](context)
    else:
        named.append(name)


@contextmanager
def only_named() -> Iterator[list[str]]:
    """Within it effects are named in the list instead of brought about: for trying a procedure."""
    names: list[str] = []
    token = _named.set(names)
    try:
        yield names
    finally:
        _named.reset(token)
