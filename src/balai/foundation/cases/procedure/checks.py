"""Faults of a procedure, each with the path to it: first its shape, then whether a case can live by it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from balai.core.content import ContentError, require_keys
from balai.foundation.cases.effects import effect_names
from balai.foundation.cases.procedure.spec import (
    ActionKind,
    Outcome,
    Procedure,
    StateKind,
    read_procedure,
)

Path = list[str | int]
Body = dict[str, Any]
LIMITS = {"working_days", "working_hours", "service_minutes", "clock_hours"}
FIELD_KINDS = {"text", "long_text", "date", "number"}
PLACES = {"unit", "parent", "district", "regency"}
ENDINGS = {ActionKind.REJECT: Outcome.REJECTED, ActionKind.WITHDRAW: Outcome.WITHDRAWN}

STATE_KEYS = {
    StateKind.WORK: ({"kind", "name", "roles", "ask", "limit"}, {"where", "holder", "public"}),
    StateKind.WAIT_APPLICANT: ({"kind", "name", "ask"}, {"holder", "public", "resume"}),
    StateKind.BRANCH: ({"kind", "name", "branches"}, set()),
    StateKind.END: ({"kind", "name", "outcome"}, {"public"}),
}
ACTION_REQUIRED = {"code", "kind", "label", "from", "to"}
ACTION_OPTIONAL = {"public", "confirm", "primary", "roles", "requires", "effects"}


def check_procedure(definition: Body, path: Sequence[str | int] = ()) -> Procedure:
    """The procedure, when it is sound. Raises ContentError with the path to the first fault."""
    root = list(path)
    require_keys(
        definition,
        required={"code", "name", "limit", "start", "states", "actions"},
        optional=set(),
        path=root,
    )
    _words(definition["name"], [*root, "name"])
    _limit(definition["limit"], [*root, "limit"])
    _check_states(definition["states"], [*root, "states"])
    _check_actions(definition, [*root, "actions"])
    procedure = read_procedure(definition)
    _check_life(procedure, definition, root)
    return procedure


def _words(value: Any, path: Path) -> None:
    if not isinstance(value, Mapping) or set(value) != {"id", "en"} or not all(value.values()):
        raise ContentError("isi kedua bahasa: {id: …, en: …}", path)


def _limit(value: Any, path: Path) -> None:
    require_keys(value, required={"kind", "amount"}, optional=set(), path=path)
    _one_of(value["kind"], LIMITS, [*path, "kind"])
    if not isinstance(value["amount"], int) or value["amount"] < 1:
        raise ContentError("batas waktu: bilangan bulat mulai dari 1", [*path, "amount"])


def _one_of(value: Any, allowed: set[str], path: Path) -> None:
    if value not in allowed:
        raise ContentError(f"“{value}” tidak dikenal; pilih {', '.join(sorted(allowed))}", path)


def _check_states(states: Any, path: Path) -> None:
    if not isinstance(states, dict) or not states:
        raise ContentError("tulis sekurangnya satu keadaan", path)
    for code, body in states.items():
        _check_state(body, states, [*path, code])


def _check_state(body: Any, states: Body, path: Path) -> None:
    _one_of(body.get("kind") if isinstance(body, dict) else body, set(StateKind), path)
    required, optional = STATE_KEYS[StateKind(body["kind"])]
    require_keys(body, required=required, optional=optional, path=path)
    for key in {"name", "ask", "holder", "public"} & body.keys():
        _words(body[key], [*path, key])
    if "roles" in body and (not isinstance(body["roles"], list) or not body["roles"]):
        raise ContentError("sebutkan peran yang bekerja di keadaan ini", [*path, "roles"])
    if "limit" in body:
        _limit(body["limit"], [*path, "limit"])
    if "resume" in body:
        _limit(body["resume"], [*path, "resume"])
    if "outcome" in body:
        _one_of(body["outcome"], set(Outcome), [*path, "outcome"])
    if not str(body.get("where", "unit")).startswith("agency:"):
        _one_of(body.get("where", "unit"), PLACES, [*path, "where"])
    _check_branches(body.get("branches", []), states, [*path, "branches"])


def _check_branches(branches: list[Body], states: Body, path: Path) -> None:
    for place, branch in enumerate(branches):
        last = place == len(branches) - 1
        require_keys(branch, required={"to"} if last else {"to", "when"}, optional=set(), path=[*path, place])
        _known(branch["to"], states, [*path, place, "to"])
        if not last:
            keys = {"field", "equals"}
            require_keys(branch["when"], required=keys, optional=set(), path=[*path, place, "when"])


def _known(state: Any, states: Body, path: Path) -> None:
    if state not in states:
        raise ContentError(f"keadaan “{state}” tidak ada", path)


def _check_actions(definition: Body, path: Path) -> None:
    seen: set[str] = set()
    for place, body in enumerate(definition["actions"]):
        here = [*path, place]
        require_keys(body, required=ACTION_REQUIRED, optional=ACTION_OPTIONAL, path=here)
        if body["code"] in seen:
            raise ContentError(f"tindakan “{body['code']}” disebut dua kali", [*here, "code"])
        seen.add(body["code"])
        _one_of(body["kind"], set(ActionKind), [*here, "kind"])
        for key in {"label", "public", "confirm"} & body.keys():
            _words(body[key], [*here, key])
        _check_ends_of_action(body, definition["states"], here)
        _check_requires(body.get("requires", {}), [*here, "requires"])
        _check_effects(body.get("effects", []), [*here, "effects"])


def _check_ends_of_action(body: Body, states: Body, path: Path) -> None:
    if not isinstance(body["from"], list) or not body["from"]:
        raise ContentError("sebutkan keadaan asal sebagai daftar", [*path, "from"])
    for place, source in enumerate(body["from"]):
        _known(source, states, [*path, "from", place])
        if states[source]["kind"] in {StateKind.END, StateKind.BRANCH}:
            raise ContentError(f"dari “{source}” tidak ada yang dapat bertindak", [*path, "from", place])
    _known(body["to"], states, [*path, "to"])
    kind = ActionKind(body["kind"])
    if kind in ENDINGS and states[body["to"]].get("outcome") != ENDINGS[kind]:
        raise ContentError(
            f"tindakan {kind} harus menuju akhir dengan outcome {ENDINGS[kind]}", [*path, "to"]
        )
    _check_roles(body, states, path)


def _check_roles(body: Body, states: Body, path: Path) -> None:
    held = {role for source in body["from"] for role in states[source].get("roles", [])}
    waiting = {states[source]["kind"] == StateKind.WAIT_APPLICANT for source in body["from"]}
    if len(waiting) > 1 and body["kind"] != ActionKind.WITHDRAW:
        raise ContentError("satu tindakan tidak dapat milik petugas dan pemohon sekaligus", [*path, "from"])
    for place, role in enumerate(body.get("roles", [])):
        if role not in held:
            raise ContentError(f"peran “{role}” tidak bekerja di keadaan asal", [*path, "roles", place])
    if "roles" in body and not body["roles"]:
        raise ContentError("tindakan ini tidak dimiliki peran mana pun", [*path, "roles"])


def _check_requires(requires: Any, path: Path) -> None:
    keys = {"reason", "second_factor", "permission", "fields"}
    require_keys(requires, required=set(), optional=keys, path=path)
    for place, item in enumerate(requires.get("fields", [])):
        here = [*path, "fields", place]
        require_keys(item, required={"name", "label"}, optional={"kind", "required"}, path=here)
        _words(item["label"], [*here, "label"])
        _one_of(item.get("kind", "text"), FIELD_KINDS, [*here, "kind"])


def _check_effects(effects: Any, path: Path) -> None:
    for place, item in enumerate(effects):
        if not isinstance(item, dict) or len(item) != 1:
            raise ContentError("tulis akibat sebagai satu nama dengan pengaturannya", [*path, place])
        (name,) = item
        _one_of(name, effect_names(), [*path, place, name])


def _check_life(procedure: Procedure, definition: Body, path: Path) -> None:
    if procedure.start not in procedure.states:
        raise ContentError(f"keadaan “{procedure.start}” tidak ada", [*path, "start"])
    reached = _reached(procedure)
    for code in definition["states"]:
        if code not in reached:
            raise ContentError(f"keadaan “{code}” tidak pernah tercapai", [*path, "states", code])
    _check_every_state_can_end(procedure, [*path, "states"])
    _check_branches_stop(procedure, [*path, "states"])
    _check_every_role_can_act(procedure, [*path, "states"])


def _reached(procedure: Procedure) -> set[str]:
    found, waiting = {procedure.start}, [procedure.start]
    while waiting:
        new = procedure.targets(waiting.pop()) - found
        found |= new
        waiting.extend(new)
    return found


def _check_every_state_can_end(procedure: Procedure, path: Path) -> None:
    ending = {code for code, state in procedure.states.items() if state.kind == StateKind.END}
    if not ending:
        raise ContentError("tidak ada keadaan akhir", path)
    grown = True
    while grown:
        more = {code for code in procedure.states if procedure.targets(code) & ending} - ending
        ending |= more
        grown = bool(more)
    for code in procedure.states:
        if code not in ending:
            raise ContentError(f"dari “{code}” tidak ada jalan menuju akhir", [*path, code])


def _check_branches_stop(procedure: Procedure, path: Path) -> None:
    for code in procedure.states:
        if code in set(_automatic_from(procedure, code)):
            raise ContentError(f"“{code}” kembali ke dirinya sendiri tanpa henti", [*path, code])


def _automatic_from(procedure: Procedure, start: str) -> Iterator[str]:
    waiting, seen = [start], set[str]()
    while waiting:
        for branch in procedure.states[waiting.pop()].branches:
            if branch.to not in seen:
                seen.add(branch.to)
                waiting.append(branch.to)
                yield branch.to


def _check_every_role_can_act(procedure: Procedure, path: Path) -> None:
    for code, state in procedure.states.items():
        acting = {role for action in procedure.actions_from(code) for role in action.roles}
        for place, role in enumerate(state.roles):
            if role not in acting:
                raise ContentError(f"peran “{role}” tidak memiliki tindakan", [*path, code, "roles", place])
        if state.kind == StateKind.WORK and all(a.by_applicant for a in procedure.actions_from(code)):
            raise ContentError("petugas tidak memiliki tindakan di sini", [*path, code])
