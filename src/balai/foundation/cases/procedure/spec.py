"""A procedure as read from its definition: frozen, with every name resolved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from balai.core.clock import Limit

Words = Mapping[str, str]  # {"id": …, "en": …}


class StateKind(StrEnum):
    """What a state waits for."""

    WORK = "work"  # officers hold a task, the clock runs
    WAIT_APPLICANT = "wait_applicant"  # the applicant must act, the clock stands still
    BRANCH = "branch"  # left at once by the first branch whose condition holds
    END = "end"


class ActionKind(StrEnum):
    """What an action means for the applicant."""

    FORWARD = "forward"
    RETURN = "return"
    REJECT = "reject"
    WITHDRAW = "withdraw"


class Outcome(StrEnum):
    """How a case ended."""

    GRANTED = "granted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


REASON_KINDS = frozenset({ActionKind.RETURN, ActionKind.REJECT})


@dataclass(frozen=True)
class Branch:
    """One way out of a branch state; without ``field`` it always holds."""

    to: str
    field: str | None
    equals: Any

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """True when the answers satisfy the condition."""
        return self.field is None or answers.get(self.field) == self.equals


@dataclass(frozen=True)
class State:
    """A state of a procedure. ``where`` names the unit that acts, seen from the case's unit.

    ``resume`` is the least time that officers get after the applicant's answer, also when little or none was left.
    """

    code: str
    kind: StateKind
    name: Words
    holder: Words
    public: Words
    roles: tuple[str, ...]
    where: str
    ask: Words
    limit: Limit | None
    outcome: Outcome | None
    branches: tuple[Branch, ...]
    resume: Limit | None = None


@dataclass(frozen=True)
class ActionField:
    """Something that the acting person writes down with the action."""

    name: str
    label: Words
    kind: str
    required: bool


@dataclass(frozen=True)
class EffectCall:
    """An effect to run inside the action's transaction, with its settings."""

    name: str
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Action:
    """A step from some states to another, taken by an officer or (``by_applicant``) by the applicant."""

    code: str
    kind: ActionKind
    label: Words
    public: Words
    confirm: Words
    sources: tuple[str, ...]
    to: str
    roles: tuple[str, ...]
    by_applicant: bool
    primary: bool
    needs_reason: bool
    tells_applicant: bool  # the reason is for the applicant
    second_factor: bool
    permission: str
    fields: tuple[ActionField, ...]
    effects: tuple[EffectCall, ...]


@dataclass(frozen=True)
class Procedure:
    """A whole procedure."""

    code: str
    name: Words
    limit: Limit
    start: str
    states: Mapping[str, State]
    actions: Mapping[str, Action]

    def actions_from(self, state: str) -> list[Action]:
        """The actions that leave the state, the primary one first."""
        found = [action for action in self.actions.values() if state in action.sources]
        return sorted(found, key=lambda action: not action.primary)

    def targets(self, state: str) -> set[str]:
        """The states that can follow directly."""
        direct = {action.to for action in self.actions_from(state)}
        return direct | {branch.to for branch in self.states[state].branches}

    def path_from(self, state: str) -> list[State]:
        """The states that follow when everything goes well: primary forward actions up to the end."""
        path: list[State] = []
        seen = {state}
        following = self._next(state)
        while following and following not in seen:
            seen.add(following)
            if self.states[following].kind != StateKind.BRANCH:
                path.append(self.states[following])
            following = self._next(following)
        return path

    def _next(self, state: str) -> str | None:
        if self.states[state].branches:
            return self.states[state].branches[-1].to
        ahead = (action for action in self.actions_from(state) if action.kind == ActionKind.FORWARD)
        return next((action.to for action in ahead), None)


def read_procedure(definition: Mapping[str, Any]) -> Procedure:
    """The procedure of a checked definition (see ``checks.check_procedure``)."""
    states = {code: _state(code, body) for code, body in definition["states"].items()}
    actions = [_action(body, states) for body in definition["actions"]]
    return Procedure(
        code=definition["code"],
        name=definition["name"],
        limit=Limit(**definition["limit"]),
        start=definition["start"],
        states=states,
        actions={action.code: action for action in actions},
    )


def _state(code: str, body: Mapping[str, Any]) -> State:
    limit, resume = body.get("limit"), body.get("resume")
    return State(
        code=code,
        kind=StateKind(body["kind"]),
        name=body["name"],
        holder=body.get("holder", body["name"]),
        public=body.get("public", body["name"]),
        roles=tuple(body.get("roles", ())),
        where=body.get("where", "unit"),
        ask=body.get("ask", body["name"]),
        limit=Limit(**limit) if limit else None,
        outcome=Outcome(body["outcome"]) if "outcome" in body else None,
        branches=tuple(_branches(body.get("branches", ()))),
        resume=Limit(**resume) if resume else None,
    )


def _branches(items: Iterable[Mapping[str, Any]]) -> Iterable[Branch]:
    for item in items:
        when = item.get("when")
        yield Branch(item["to"], when["field"] if when else None, when["equals"] if when else None)


def _action(body: Mapping[str, Any], states: Mapping[str, State]) -> Action:
    kind = ActionKind(body["kind"])
    sources = tuple(body["from"])
    requires = body.get("requires", {})
    acting = dict.fromkeys(role for source in sources for role in states[source].roles)
    waiting = all(states[source].kind == StateKind.WAIT_APPLICANT for source in sources)
    return Action(
        code=body["code"],
        kind=kind,
        label=body["label"],
        public=body.get("public", body["label"]),
        confirm=body.get("confirm", {}),
        sources=sources,
        to=body["to"],
        roles=tuple(body.get("roles", acting)),
        by_applicant=kind == ActionKind.WITHDRAW or waiting,
        primary=body.get("primary", False),
        needs_reason=kind in REASON_KINDS or requires.get("reason", False),
        tells_applicant=kind == ActionKind.REJECT
        or (kind == ActionKind.RETURN and states[body["to"]].kind == StateKind.WAIT_APPLICANT),
        second_factor=requires.get("second_factor", False),
        permission=requires.get("permission", ""),
        fields=tuple(_field(item) for item in requires.get("fields", ())),
        effects=tuple(_effect(item) for item in body.get("effects", ())),
    )


def _field(item: Mapping[str, Any]) -> ActionField:
    return ActionField(item["name"], item["label"], item.get("kind", "text"), item.get("required", True))


def _effect(item: Mapping[str, Any]) -> EffectCall:
    ((name, settings),) = item.items()
    return EffectCall(name, settings or {})
