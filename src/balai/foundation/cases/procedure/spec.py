"""A procedure as read from its definition: frozen, with every name resolved."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from balai.core.clock import Limit

Words = Mapping[str, str]  # {"id": …, "en": …}


class StateKind(StrEnum):
    """What a state waits for."""

    WORK = "work"  # officers hold a task, the clock runs
    WAIT_APPLICANT = "wait_applicant"  # the applicant must act, the clock stands still
    PARALLEL = "parallel"  # several lanes hold a task each; the case moves on when the last has finished
    WAIT = "wait"  # something outside must happen and sends a signal, the clock stands still
    BRANCH = "branch"  # left at once by the first branch whose condition holds
    END = "end"


class ActionKind(StrEnum):
    """What an action means for the applicant."""

    FORWARD = "forward"
    RETURN = "return"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    SIGNAL = "signal"  # taken by the system when something outside has happened, or a limit has passed
    RECALL = "recall"  # whoever decided last takes it back while nobody has begun with it
    AFTER = "after"  # officers change a decided case: suspend, revoke, open again
    OBJECTION = "objection"  # the applicant objects to the decision, for a while (UU 30/2014 pasal 75–78)


class Outcome(StrEnum):
    """How a case ended."""

    GRANTED = "granted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    RECORDED = "recorded"  # done, and the result is kept elsewhere: an entry, a number of another agency
    EXPIRED = "expired"  # nobody answered or paid in time
    SUSPENDED = "suspended"  # granted, and out of force for a while
    REVOKED = "revoked"  # granted, and taken back


DONE = frozenset({Outcome.GRANTED, Outcome.RECORDED})
AFTER_END = frozenset({ActionKind.AFTER, ActionKind.OBJECTION})  # what may leave an end
_WITHOUT_TASK = frozenset({ActionKind.AFTER, ActionKind.RECALL})
REASON_KINDS = frozenset({ActionKind.RETURN, ActionKind.REJECT}) | AFTER_END
APPLICANTS_KINDS = frozenset({ActionKind.WITHDRAW, ActionKind.OBJECTION})
WAITING_KINDS = frozenset({StateKind.WAIT_APPLICANT, StateKind.WAIT})
APPLICANT = "applicant"  # the family of signals of a state that waits for the applicant
EXPIRED = "expired"  # what is sent when a wait has lasted too long
LIMIT_PASSED = (
    "limit.passed"  # the signal of a decision that only the system takes, when officers were too late
)


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
class Escalation:
    """Who else gets a late task in the inbox, and how long after its limit."""

    after: Limit
    roles: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Lane:
    """What is asked from whom in a state. ``where`` names the unit that acts, seen from the case's unit.

    A state of work is one lane without a code; a parallel state has several that run beside each other. ``deemed`` is
    the action that the system takes when the limit passes (UU 30/2014 pasal 53 jo. UU 6/2023).
    """

    code: str
    name: Words
    holder: Words
    ask: Words
    roles: tuple[str, ...]
    where: str
    limit: Limit | None
    escalate: Escalation | None = None
    deemed: str = ""


@dataclass(frozen=True)
class State:
    """A state of a procedure.

    ``resume`` is the least time that officers get after a wait, also when little or none was left; ``expires`` is how
    long the wait may last; ``signal`` is the family of the signals that it waits for (``payment``), or that may end its
    work as well.
    """

    code: str
    kind: StateKind
    name: Words
    holder: Words
    public: Words
    ask: Words
    lanes: tuple[Lane, ...]
    outcome: Outcome | None
    branches: tuple[Branch, ...]
    resume: Limit | None = None
    signal: str = ""
    expires: Limit | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """Everybody who works in the state, each once."""
        return tuple(dict.fromkeys(role for lane in self.lanes for role in lane.roles))

    @property
    def waits(self) -> bool:
        """True while the clock stands still."""
        return self.kind in WAITING_KINDS

    def lane(self, code: str) -> Lane:
        """One of the lanes by its code; that of a state of work has none."""
        return next(lane for lane in self.lanes if lane.code == code)

    @property
    def expiry(self) -> str:
        """The signal that is sent when the wait has lasted too long."""
        return f"{self.signal}.{EXPIRED}"


@dataclass(frozen=True)
class ActionField:
    """Something that the acting person writes down with the action."""

    name: str
    label: Words
    kind: str
    required: bool
    public: bool = False  # the applicant reads it
    known: str = ""  # what is offered in it: the family and name of a fact that a module above knows


@dataclass(frozen=True)
class EffectCall:
    """An effect to run inside the action's transaction, with its settings."""

    name: str
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Action:
    """A step from some states to another: by an officer, by the applicant, or (``signal``) by the system.

    With ``lane`` it finishes that lane of its parallel state; ``to`` is then where the last lane leads. A recall has no
    ``to``: it leads back to where the last decision was taken. What leaves an end names its unit (``where``), how long
    after the decision it may come (``within``), and how long the case that it opens again may take (``limit``).
    """

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
    lane: str = ""
    signal: str = ""
    form: str = ""  # what the officer fills in with it
    where: str = "unit"
    within: Limit | None = None
    limit: Limit | None = None

    @property
    def by_system(self) -> bool:
        """True for what nobody presses."""
        return self.kind == ActionKind.SIGNAL

    @property
    def by_task(self) -> bool:
        """True for what an officer decides by a task of their own."""
        return not (self.by_applicant or self.by_system) and self.kind not in _WITHOUT_TASK

    @property
    def speaks(self) -> bool:
        """True when the reason is part of the story of the case: told to the applicant, or by them."""
        return self.tells_applicant or self.kind == ActionKind.OBJECTION

    @property
    def leads_on(self) -> bool:
        """True for a step of the usual way: forward, or by what was waited for."""
        too_late = self.signal == LIMIT_PASSED or self.signal.endswith(f".{EXPIRED}")
        return self.kind == ActionKind.FORWARD or (self.by_system and not too_late)


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

    def answer_to(self, state: str, signal: str) -> Action | None:
        """What the system does in the state when the signal comes; None when it does not wait for it."""
        awaited = self.actions_from(state) if self.states[state].signal else []
        return next((action for action in awaited if action.by_system and action.signal == signal), None)

    def targets(self, state: str) -> set[str]:
        """The states that can follow directly."""
        direct = {action.to for action in self.actions_from(state) if action.to}
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
        return next((action.to for action in self.actions_from(state) if action.leads_on), None)
