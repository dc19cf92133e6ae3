"""Faults of a procedure, each with the path to it: first its shape, then whether a case can live by it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from balai.core.content import ContentError, fault_in, require_keys
from balai.core.errors import NotVisible
from balai.foundation.cases.effects import effect_names, needs_officer
from balai.foundation.cases.known import known_names
from balai.foundation.cases.procedure.life import check_life
from balai.foundation.cases.procedure.reading import read_procedure
from balai.foundation.cases.procedure.spec import (
    AFTER_END,
    APPLICANT,
    EXPIRED,
    LIMIT_PASSED,
    WAITING_KINDS,
    ActionKind,
    Outcome,
    Procedure,
    StateKind,
)
from balai.foundation.forms.api import get_form

Path = list[str | int]
Body = dict[str, Any]
LIMITS = {"working_days", "working_hours", "service_minutes", "clock_hours"}
FIELD_KINDS = {"text", "long_text", "date", "number"}
PLACES = {"unit", "parent", "district", "regency"}
ENDINGS = {ActionKind.REJECT: Outcome.REJECTED, ActionKind.WITHDRAW: Outcome.WITHDRAWN}
LATE = {"escalate", "deemed"}

STATE_KEYS = {
    StateKind.WORK: (
        {"kind", "name", "roles", "ask", "limit"},
        {"where", "holder", "public", "signal", *LATE},
    ),
    StateKind.PARALLEL: ({"kind", "name", "lanes", "then"}, {"holder", "public"}),
    StateKind.WAIT_APPLICANT: ({"kind", "name", "ask"}, {"holder", "public", "resume", "expires"}),
    StateKind.WAIT: ({"kind", "name", "signal"}, {"holder", "public", "resume", "expires"}),
    StateKind.BRANCH: ({"kind", "name", "branches"}, set()),
    StateKind.END: ({"kind", "name", "outcome"}, {"public"}),
}
LANE_KEYS = ({"name", "roles", "ask", "limit"}, {"where", "holder", *LATE})
ACTION_REQUIRED = {"code", "kind", "label", "from"}
ACTION_OPTIONAL = {"public", "confirm", "primary", "roles", "requires", "effects", "form"}
DESK_KINDS = {StateKind.WORK, StateKind.PARALLEL}
DIFFERENT_KEYS = {  # required besides ACTION_REQUIRED, and optional
    ActionKind.SIGNAL: ({"signal", "to"}, {"public", "effects"}),  # nobody presses it: nothing is asked
    ActionKind.RECALL: (set[str](), {"public", "confirm", "effects"}),
    ActionKind.AFTER: ({"to", "roles"}, {*ACTION_OPTIONAL, "where", "within", "limit"}),
    ActionKind.OBJECTION: ({"to", "within", "limit"}, {"public", "confirm", "effects", "form"}),
}


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
    check_life(procedure, root)
    return procedure


def check_forms(definition: Body, path: Sequence[str | int] = ()) -> None:
    """That the forms of a sound procedure are installed here, which only the database knows. Raises ContentError."""
    for place, body in enumerate(definition["actions"]):
        _check_installed(body, [*path, "actions", place])


def faults_of(definition: Body) -> list[ContentError]:
    """Everything that is wrong with a draft that has all its keys; life is judged once every part is in shape."""
    states, actions = definition["states"], definition["actions"]
    parts: list[Callable[[], Any]] = [
        lambda: _words(definition["name"], ["name"]),
        lambda: _limit(definition["limit"], ["limit"]),
        lambda: _check_states(states, ["states"]) if not states else None,
        *(partial(_check_state, body, states, ["states", code]) for code, body in states.items()),
        *(partial(_check_drawn, body, states, ["actions", place]) for place, body in enumerate(actions)),
    ]
    found = [fault for part in parts if (fault := fault_in(part))]
    whole = None if found else fault_in(lambda: check_procedure(definition))
    return [*found, whole] if whole else found


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
    kind = StateKind(body["kind"])
    required, optional = STATE_KEYS[kind]
    require_keys(body, required=required, optional=optional, path=path)
    _check_desk(body, path)
    for key in {"resume", "expires"} & body.keys():
        _limit(body[key], [*path, key])
    if "outcome" in body:
        _one_of(body["outcome"], set(Outcome), [*path, "outcome"])
    if kind == StateKind.PARALLEL:
        _check_lanes(body, states, path)
    if "signal" in body:
        _check_signal_family(body["signal"], [*path, "signal"])
    _check_branches(body.get("branches", []), states, [*path, "branches"])


def _check_desk(body: Body, path: Path) -> None:
    """What a state of work and a lane share: texts, roles, place and limit."""
    for key in {"name", "ask", "holder", "public"} & body.keys():
        _words(body[key], [*path, key])
    if "roles" in body and (not isinstance(body["roles"], list) or not body["roles"]):
        raise ContentError("sebutkan peran yang bekerja di keadaan ini", [*path, "roles"])
    if "limit" in body:
        _limit(body["limit"], [*path, "limit"])
    _check_place(body, path)
    if "escalate" in body:
        _check_escalation(body["escalate"], [*path, "escalate"])


def _check_place(body: Body, path: Path) -> None:
    if not str(body.get("where", "unit")).startswith("agency:"):
        _one_of(body.get("where", "unit"), PLACES, [*path, "where"])


def _check_escalation(body: Any, path: Path) -> None:
    require_keys(body, required={"after", "to"}, optional={"where"}, path=path)
    _limit(body["after"], [*path, "after"])
    if not isinstance(body["to"], list) or not body["to"]:
        raise ContentError("sebutkan peran atasan sebagai daftar", [*path, "to"])
    _check_place(body, path)


def _check_lanes(body: Body, states: Body, path: Path) -> None:
    lanes, required = body["lanes"], 2
    if not isinstance(lanes, dict) or len(lanes) < required:
        raise ContentError("tulis sekurangnya dua jalur yang berjalan bersama", [*path, "lanes"])
    for code, lane in lanes.items():
        here = [*path, "lanes", code]
        require_keys(lane, required=LANE_KEYS[0], optional=LANE_KEYS[1], path=here)
        _check_desk(lane, here)
    _known(body["then"], states, [*path, "then"])


def _check_signal_family(signal: Any, path: Path) -> None:
    if not isinstance(signal, str) or not signal.isidentifier() or signal == APPLICANT:
        raise ContentError("sebutkan apa yang ditunggu dengan satu kata, misalnya payment", path)


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
        _check_action(body, definition["states"], here)
        if body["code"] in seen:
            raise ContentError(f"tindakan “{body['code']}” disebut dua kali", [*here, "code"])
        seen.add(body["code"])


def _check_action(body: Any, states: Body, path: Path) -> None:
    _check_action_keys(body, path)
    for key in {"label", "public", "confirm"} & body.keys():
        _words(body[key], [*path, key])
    _check_ends_of_action(body, states, path)
    _check_requires(body.get("requires", {}), [*path, "requires"])
    _check_effects(body.get("effects", []), [*path, "effects"])
    if body["kind"] in {ActionKind.SIGNAL, ActionKind.OBJECTION}:
        _check_without_officer(body, path)
    if "form" in body:
        _check_form(body, states, [*path, "form"])


def _check_action_keys(body: Any, path: Path) -> None:
    _one_of(body.get("kind") if isinstance(body, dict) else body, set(ActionKind), [*path, "kind"])
    usual = ({"lane" if "lane" in body else "to"}, ACTION_OPTIONAL)
    required, optional = DIFFERENT_KEYS.get(body["kind"], usual)
    require_keys(body, required=ACTION_REQUIRED | required, optional=optional, path=path)
    for key in {"within", "limit"} & body.keys():
        _limit(body[key], [*path, key])


def _check_ends_of_action(body: Body, states: Body, path: Path) -> None:
    if not isinstance(body["from"], list) or not body["from"]:
        raise ContentError("sebutkan keadaan asal sebagai daftar", [*path, "from"])
    for place, source in enumerate(body["from"]):
        _known(source, states, [*path, "from", place])
        _check_source(body, states[source], [*path, "from", place])
    if "lane" in body:
        return _check_lane_of(body, states, path)
    if body["kind"] == ActionKind.RECALL:
        return None
    _known(body["to"], states, [*path, "to"])
    kind = ActionKind(body["kind"])
    if kind in AFTER_END:
        return _check_after(body, states, path)
    if kind in ENDINGS and states[body["to"]].get("outcome") != ENDINGS[kind]:
        raise ContentError(
            f"tindakan {kind} harus menuju akhir dengan outcome {ENDINGS[kind]}", [*path, "to"]
        )
    return _check_roles(body, states, path)


def _check_source(body: Body, source: Body, path: Path) -> None:
    kind, action = StateKind(source["kind"]), ActionKind(body["kind"])
    if action in AFTER_END:
        if kind != StateKind.END:
            raise ContentError(f"tindakan {action} hanya dari keadaan akhir", path)
        return
    if kind in {StateKind.END, StateKind.BRANCH}:
        raise ContentError("dari keadaan ini tidak ada yang dapat bertindak", path)
    if action == ActionKind.SIGNAL:
        _check_signal(body, source, path)
    elif kind == StateKind.WAIT and action not in {ActionKind.WITHDRAW, ActionKind.RECALL}:
        raise ContentError("selama menunggu hanya ada tindakan signal, withdraw, dan recall", path)


def _check_after(body: Body, states: Body, path: Path) -> None:
    """What leaves an end goes straight to another end, or opens the case again with a limit of its own."""
    kind = StateKind(states[body["to"]]["kind"])
    if body["to"] in body["from"] or kind == StateKind.BRANCH:
        raise ContentError("sebutkan keadaan lain, bukan cabang", [*path, "to"])
    if body["kind"] == ActionKind.OBJECTION and kind not in DESK_KINDS:
        raise ContentError("keberatan harus menuju keadaan tempat petugas memutuskannya", [*path, "to"])
    if kind != StateKind.END and "limit" not in body:
        raise ContentError("perkara yang dibuka lagi memerlukan batas waktu (limit)", [*path, "limit"])
    if kind == StateKind.END and "limit" in body:
        raise ContentError("batas waktu hanya untuk perkara yang dibuka lagi", [*path, "limit"])
    _check_place(body, path)
    if "roles" in body and (not isinstance(body["roles"], list) or not body["roles"]):
        raise ContentError("sebutkan peran yang bertindak sebagai daftar", [*path, "roles"])


def _check_signal(body: Body, source: Body, path: Path) -> None:
    """A signal is of the family that the state names; ``expired`` only where a wait can last too long."""
    if source["kind"] == StateKind.WORK and source.get("deemed") == body["code"]:
        return _one_of(body["signal"], {LIMIT_PASSED}, path)
    if source["kind"] not in WAITING_KINDS and "signal" not in source:
        raise ContentError("keadaan ini tidak menunggu tanda dari luar", path)
    family = source.get("signal", APPLICANT)
    if body["signal"] == f"{family}.{EXPIRED}":
        if "expires" not in source:
            raise ContentError("keadaan ini tidak memiliki batas menunggu (expires)", path)
    elif family == APPLICANT or not str(body["signal"]).startswith(f"{family}."):
        raise ContentError(f"keadaan ini tidak menunggu “{body['signal']}”", path)
    return None


def _check_lane_of(body: Body, states: Body, path: Path) -> None:
    source, *more = (states[code] for code in body["from"])
    if more or source["kind"] != StateKind.PARALLEL or body["lane"] not in source["lanes"]:
        raise ContentError(f"jalur “{body['lane']}” tidak ada di keadaan asal", [*path, "lane"])
    if body["kind"] != ActionKind.FORWARD:
        raise ContentError("hanya tindakan forward yang menyelesaikan jalur", [*path, "kind"])
    _check_acting(body, set(_roles_at(source["lanes"][body["lane"]])), path)


def _check_roles(body: Body, states: Body, path: Path) -> None:
    sources = [states[source] for source in body["from"]]
    waiting = {source["kind"] == StateKind.WAIT_APPLICANT for source in sources}
    if len(waiting) > 1 and body["kind"] not in {ActionKind.WITHDRAW, ActionKind.SIGNAL}:
        raise ContentError("satu tindakan tidak dapat milik petugas dan pemohon sekaligus", [*path, "from"])
    desks = [desk for source in sources for desk in (source, *source.get("lanes", {}).values())]
    _check_acting(body, {role for desk in desks for role in _roles_at(desk)}, path)


def _roles_at(desk: Body) -> list[str]:
    """Those who work there, and the superiors who get what is late there."""
    return [*desk.get("roles", []), *desk.get("escalate", {}).get("to", [])]


def _check_acting(body: Body, held: set[str], path: Path) -> None:
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
        optional = {"kind", "required", "public", "known"}
        require_keys(item, required={"name", "label"}, optional=optional, path=here)
        _words(item["label"], [*here, "label"])
        _one_of(item.get("kind", "text"), FIELD_KINDS, [*here, "kind"])
        if "known" in item:
            _one_of(item["known"], set(known_names()), [*here, "known"])


def _check_effects(effects: Any, path: Path) -> None:
    for place, item in enumerate(effects):
        if not isinstance(item, dict) or len(item) != 1:
            raise ContentError("tulis akibat sebagai satu nama dengan pengaturannya", [*path, place])
        (name,) = item
        _one_of(name, effect_names(), [*path, place, name])


def _check_form(body: Body, states: Body, path: Path) -> None:
    kinds = {states[source]["kind"] for source in body["from"]}
    if body["kind"] == ActionKind.WITHDRAW or StateKind.WAIT_APPLICANT in kinds:
        raise ContentError("formulir ini untuk petugas; pemohon memakai formulir layanannya", path)


def _check_drawn(body: Any, states: Body, path: Path) -> None:
    """An action of a draft, with the form that it names."""
    _check_action(body, states, path)
    _check_installed(body, path)


def _check_installed(body: Body, path: Path) -> None:
    if "form" not in body:
        return
    here = [*path, "form"]
    try:
        form = get_form(body["form"])
    except NotVisible as error:
        raise ContentError(f"formulir “{body['form']}” tidak ada", here) from error
    if body["kind"] == ActionKind.OBJECTION and len(form.steps) > 1:
        raise ContentError("formulir keberatan hanya satu langkah", here)


def _check_without_officer(body: Body, path: Path) -> None:
    """No officer is there to sign or to write down what the action asks."""
    for place, item in enumerate(body.get("effects", [])):
        if needs_officer(*item):
            raise ContentError("akibat ini memerlukan petugas", [*path, "effects", place])
