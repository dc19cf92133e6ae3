"""Random procedures that pass the check never strand a case, whatever its people, signals and limits do.

Generated are work, lanes, waits, branches, returns, refusals, recalls, deemed decisions, waits that expire, objections
and changes after the decision, in any order; a further version is published in the middle of each walk.
"""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from balai.core.actor import Actor
from balai.core.content import ContentError
from balai.foundation.cases.models import Case, Task, spec_of
from balai.foundation.cases.procedure.checks import check_procedure, faults_of
from balai.foundation.cases.procedure.drawing import draw
from balai.foundation.cases.procedure.spec import StateKind
from balai.foundation.cases.tests.cast import Cast
from balai.foundation.cases.tests.procedures import words
from balai.foundation.cases.workshop.rehearsal import Script, begin, choices_of, take

ROLES = ["operator_desa", "kepala_desa", "camat"]
MIDDLE = ["a", "b", "c", "d"]
ENDS = {"baik": "granted", "buruk": "rejected", "tarik": "withdrawn"}
LIMIT = {"kind": "working_hours", "amount": 2}
KINDS = ["work", "work", "parallel", "wait", "wait_applicant", "branch"]


@st.composite
def procedures(draw_one: st.DrawFn) -> dict[str, Any]:
    """A procedure whose parts are in shape; whether a case can live by it is left to the check."""
    codes = MIDDLE[: draw_one(st.integers(1, len(MIDDLE)))]
    targets = st.sampled_from([*codes, "baik", "baik"])
    kinds = {code: draw_one(st.sampled_from(KINDS)) for code in codes}
    states: dict[str, Any] = {
        code: {"kind": "end", "name": words(code), "outcome": outcome} for code, outcome in ENDS.items()
    }
    actions: list[dict[str, Any]] = []
    for code, kind in kinds.items():
        states[code] = draw_one(_STATES[kind](targets))
        actions += draw_one(_ACTIONS[kind](code, states[code], targets))
    people = [code for code in codes if kinds[code] != "branch"]
    if people and draw_one(st.booleans()):
        actions.append(_action("mundur", "withdraw", people, to="tarik"))
    if people and draw_one(st.booleans()):
        actions.append(_action("ambil", "recall", people))
    used = {target for action in actions for target in [action.get("to")]} | {
        branch["to"] for body in states.values() for branch in body.get("branches", [])
    }
    used |= {body.get("then") for body in states.values()}
    kept = {code: body for code, body in states.items() if code in {*codes, *used}}
    actions += draw_one(_afterwards(kept, st.sampled_from([*codes, *ENDS])))
    return {
        "code": "acak",
        "name": words("Acak"),
        "limit": {"kind": "working_days", "amount": 5},
        "start": codes[0],
        "states": kept,
        "actions": actions,
    }


def _afterwards(states: dict[str, Any], targets: Any) -> Any:
    """Officers who change what is decided, and an applicant who objects; both may open the case again."""
    ends = [code for code, body in states.items() if body["kind"] == "end"]

    def later(code: str, kind: str, to: str, **more: Any) -> list[dict[str, Any]]:
        opens = states.get(to, {}).get("kind") != "end" or kind == "objection"
        limit = {"limit": LIMIT} if opens else {}
        return [_action(code, kind, [end for end in ends if end != to], to=to, **more, **limit)]

    changed = st.builds(lambda to: later("ubah", "after", to, roles=["camat"], where="parent"), targets)
    objected = st.builds(lambda to: later("keberatan", "objection", to, within=LIMIT), targets)
    return st.tuples(st.one_of(st.just([]), changed), st.one_of(st.just([]), objected)).map(
        lambda parts: [one for part in parts for one in part]
    )


def _action(code: str, kind: str, sources: list[str], **more: Any) -> dict[str, Any]:
    return {"code": code, "kind": kind, "label": words(code), "from": sources, **more}


def _desk(roles: list[str]) -> dict[str, Any]:
    return {"name": words("x"), "ask": words("x"), "roles": roles, "limit": LIMIT}


_roles = st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True)


def _work(targets: Any) -> Any:
    late = st.sampled_from([{}, {"deemed": "maju"}])
    return st.builds(lambda roles, more: {"kind": "work", **_desk(roles), **more}, _roles, late)


def _parallel(targets: Any) -> Any:
    lanes = st.lists(_roles, min_size=2, max_size=3).map(
        lambda all_roles: {f"j{place}": _desk(roles) for place, roles in enumerate(all_roles)}
    )
    return st.builds(
        lambda found, then: {"kind": "parallel", "name": words("x"), "lanes": found, "then": then},
        lanes,
        targets,
    )


def _wait(targets: Any) -> Any:
    base = {"kind": "wait", "name": words("x"), "signal": "payment"}
    return st.sampled_from([base, {**base, "expires": LIMIT, "resume": LIMIT}])


def _wait_applicant(targets: Any) -> Any:
    base = {"kind": "wait_applicant", "name": words("x"), "ask": words("x")}
    return st.sampled_from([base, {**base, "expires": LIMIT}])


def _branch(targets: Any) -> Any:
    when = {"field": "ya", "equals": "1"}
    return st.builds(
        lambda one, two: {
            "kind": "branch",
            "name": words("x"),
            "branches": [{"when": when, "to": one}, {"to": two}],
        },
        targets,
        targets,
    )


def _of_work(code: str, body: dict[str, Any], targets: Any) -> Any:
    if "deemed" in body:
        body["deemed"] = f"maju-{code}"
    forward = st.builds(lambda to: [_action(f"maju-{code}", "forward", [code], to=to)], targets)
    back = st.builds(lambda to: [_action(f"mundur-{code}", "return", [code], to=to)], targets)
    refuse = st.just([_action(f"tolak-{code}", "reject", [code], to="buruk")])
    return st.tuples(forward, st.one_of(back, st.just([])), st.one_of(refuse, st.just([]))).map(
        lambda parts: [one for part in parts for one in part]
    )


def _of_parallel(code: str, body: dict[str, Any], targets: Any) -> Any:
    lanes = [_action(f"{lane}-{code}", "forward", [code], lane=lane) for lane in body["lanes"]]
    back = st.builds(lambda to: [*lanes, _action(f"mundur-{code}", "return", [code], to=to)], targets)
    return st.one_of(st.just(lanes), back)


def _of_wait(code: str, body: dict[str, Any], targets: Any) -> Any:
    expired = _expiry(code, body, "payment")
    return targets.map(
        lambda to: [_action(f"lunas-{code}", "signal", [code], signal="payment.settled", to=to), *expired]
    )


def _of_wait_applicant(code: str, body: dict[str, Any], targets: Any) -> Any:
    expired = _expiry(code, body, "applicant")
    return targets.map(lambda to: [_action(f"jawab-{code}", "forward", [code], to=to), *expired])


def _expiry(code: str, body: dict[str, Any], family: str) -> list[dict[str, Any]]:
    if "expires" not in body:
        return []
    return [_action(f"lewat-{code}", "signal", [code], signal=f"{family}.expired", to="buruk")]


def _of_branch(code: str, body: dict[str, Any], targets: Any) -> Any:
    return st.just([])


_STATES = {
    "work": _work,
    "parallel": _parallel,
    "wait": _wait,
    "wait_applicant": _wait_applicant,
    "branch": _branch,
}
_ACTIONS = {
    "work": _of_work,
    "parallel": _of_parallel,
    "wait": _of_wait,
    "wait_applicant": _of_wait_applicant,
    "branch": _of_branch,
}


def is_stranded(case: Case) -> bool:
    """True for an open case without an open task, and without a wait that something ends."""
    if not case.is_open:
        return not case.outcome
    spec = spec_of(case.procedure_id)
    state, ways = spec.states[case.state], spec.actions_from(case.state)
    tasks = set(Task.objects.unscoped().filter(case_id=case.pk, closed_at=None).values_list("role", "lane"))
    if state.waits:
        return bool(tasks) or not any(way.by_system or way.by_applicant for way in ways)
    if state.kind == StateKind.PARALLEL:
        lanes = {lane for _role, lane in tasks}
        return not lanes or not all(any(way.lane == lane for way in ways) for lane in lanes)
    return not tasks or not any(role in way.roles for way in ways for role, _lane in tasks)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.filter_too_much,
        HealthCheck.too_slow,
    ],
)
@given(definition=procedures(), data=st.data())
def test_a_sound_procedure_never_strands_a_case(
    cast: Cast, definition: dict[str, Any], data: st.DataObject
) -> None:
    assume(not faults_of(definition))
    with transaction.atomic():
        _walk(cast.citizen, cast, definition, data)
        transaction.set_rollback(True)


def _walk(actor: Actor, cast: Cast, definition: dict[str, Any], data: st.DataObject) -> None:
    from balai.foundation.cases.api import install_procedure

    case = begin(actor, definition, Script(cast.village.pk, {"ya": data.draw(st.sampled_from(["1", "2"]))}))
    version = case.procedure_id
    assert not is_stranded(case), definition
    for step in range(6):
        choices = list(choices_of(actor, case))
        if not choices:
            break
        if step == 1:
            install_procedure({**definition, "code": "acak+uji", "limit": LIMIT})
        take(actor, case, data.draw(st.sampled_from([choice.press for choice in choices])))
        case = Case.objects.unscoped().get(pk=case.pk)
        assert not is_stranded(case), definition
    assert case.procedure_id == version
    assert not case.is_open or list(choices_of(actor, case))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(definition=procedures())
def test_faults_are_all_told_and_a_sound_one_can_be_drawn(definition: dict[str, Any]) -> None:
    faults = faults_of(definition)
    if faults:
        with pytest.raises(ContentError) as first:
            check_procedure(definition)
        assert str(first.value) in {str(one) for one in faults}
    else:
        assert {box.code for box in draw(check_procedure(definition)).boxes} == set(definition["states"])
