"""Reads a checked definition into the frozen objects of ``spec``."""

from collections.abc import Iterable, Mapping
from typing import Any

from balai.core.clock import Limit
from balai.foundation.cases.procedure.spec import (
    APPLICANT,
    APPLICANTS_KINDS,
    REASON_KINDS,
    Action,
    ActionField,
    ActionKind,
    Branch,
    EffectCall,
    Escalation,
    Lane,
    Outcome,
    Procedure,
    State,
    StateKind,
)

_WITHOUT_ROLES = {ActionKind.SIGNAL, ActionKind.RECALL}


def read_procedure(definition: Mapping[str, Any]) -> Procedure:
    """The procedure of a checked definition (see ``checks.check_procedure``)."""
    states = {code: _state(code, body) for code, body in definition["states"].items()}
    actions = [_action(body, states, definition["states"]) for body in definition["actions"]]
    return Procedure(
        code=definition["code"],
        name=definition["name"],
        limit=Limit(**definition["limit"]),
        start=definition["start"],
        states=states,
        actions={action.code: action for action in actions},
    )


def _state(code: str, body: Mapping[str, Any]) -> State:
    kind = StateKind(body["kind"])
    return State(
        code=code,
        kind=kind,
        name=body["name"],
        holder=body.get("holder", body["name"]),
        public=body.get("public", body["name"]),
        ask=body.get("ask", body["name"]),
        lanes=_lanes(kind, body),
        outcome=Outcome(body["outcome"]) if "outcome" in body else None,
        branches=tuple(_branches(body.get("branches", ()))),
        resume=_limit(body.get("resume")),
        signal=APPLICANT if kind == StateKind.WAIT_APPLICANT else body.get("signal", ""),
        expires=_limit(body.get("expires")),
    )


def _limit(body: Mapping[str, Any] | None) -> Limit | None:
    return Limit(**body) if body else None


def _lanes(kind: StateKind, body: Mapping[str, Any]) -> tuple[Lane, ...]:
    if kind == StateKind.WORK:
        return (_lane("", body),)
    return tuple(_lane(code, lane) for code, lane in body.get("lanes", {}).items())


def _lane(code: str, body: Mapping[str, Any]) -> Lane:
    return Lane(
        code=code,
        name=body["name"],
        holder=body.get("holder", body["name"]),
        ask=body["ask"],
        roles=tuple(body["roles"]),
        where=body.get("where", "unit"),
        limit=_limit(body.get("limit")),
        escalate=_escalation(body["escalate"]) if "escalate" in body else None,
        deemed=body.get("deemed", ""),
    )


def _escalation(body: Mapping[str, Any]) -> Escalation:
    return Escalation(Limit(**body["after"]), tuple(body["to"]), body.get("where", "unit"))


def _branches(items: Iterable[Mapping[str, Any]]) -> Iterable[Branch]:
    for item in items:
        when = item.get("when")
        yield Branch(item["to"], when["field"] if when else None, when["equals"] if when else None)


def _action(body: Mapping[str, Any], states: Mapping[str, State], bodies: Mapping[str, Any]) -> Action:
    kind, sources, lane = ActionKind(body["kind"]), tuple(body["from"]), body.get("lane", "")
    to = bodies[sources[0]]["then"] if lane else body.get("to", "")
    requires = body.get("requires", {})
    waiting = all(states[source].kind == StateKind.WAIT_APPLICANT for source in sources)
    return Action(
        code=body["code"],
        kind=kind,
        label=body["label"],
        public=body.get("public", body["label"]),
        confirm=body.get("confirm", {}),
        sources=sources,
        to=to,
        roles=() if kind in _WITHOUT_ROLES else tuple(body.get("roles", _roles_of(sources, lane, states))),
        by_applicant=kind in APPLICANTS_KINDS or (waiting and kind not in _WITHOUT_ROLES),
        primary=body.get("primary", False),
        needs_reason=kind in REASON_KINDS or requires.get("reason", False),
        tells_applicant=kind in {ActionKind.REJECT, ActionKind.AFTER}
        or (kind == ActionKind.RETURN and states[to].kind == StateKind.WAIT_APPLICANT),
        second_factor=requires.get("second_factor", False),
        permission=requires.get("permission", ""),
        fields=tuple(_field(item) for item in requires.get("fields", ())),
        effects=tuple(_effect(item) for item in body.get("effects", ())),
        lane=lane,
        signal=body.get("signal", ""),
        form=body.get("form", ""),
        where=body.get("where", "unit"),
        within=_limit(body.get("within")),
        limit=_limit(body.get("limit")),
    )


def _roles_of(sources: Iterable[str], lane: str, states: Mapping[str, State]) -> Iterable[str]:
    lanes = (one for source in sources for one in states[source].lanes)
    return dict.fromkeys(role for one in lanes if lane in ("", one.code) for role in one.roles)


def _field(item: Mapping[str, Any]) -> ActionField:
    return ActionField(
        name=item["name"],
        label=item["label"],
        kind=item.get("kind", "text"),
        required=item.get("required", True),
        public=item.get("public", False),
        known=item.get("known", ""),
    )


def _effect(item: Mapping[str, Any]) -> EffectCall:
    ((name, settings),) = item.items()
    return EffectCall(name, settings or {})
