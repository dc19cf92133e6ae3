"""Whether a case can live by a procedure: every state is reached, left by somebody, and leads to an end."""

from collections.abc import Iterator

from balai.core.content import ContentError
from balai.foundation.cases.effects import needs_officer
from balai.foundation.cases.procedure.spec import Action, Lane, Procedure, State, StateKind

Path = list[str | int]


def check_life(procedure: Procedure, path: Path) -> None:
    """Raise ContentError with the path to the first state where a case could be stranded."""
    if procedure.start not in procedure.states:
        raise ContentError(f"keadaan “{procedure.start}” tidak ada", [*path, "start"])
    reached = _reached(procedure)
    for code in procedure.states:
        if code not in reached:
            raise ContentError(f"keadaan “{code}” tidak pernah tercapai", [*path, "states", code])
    _check_every_state_can_end(procedure, [*path, "states"])
    _check_branches_stop(procedure, [*path, "states"])
    for state in procedure.states.values():
        _check_somebody_can_act(procedure, state, [*path, "states", state.code])


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


def _check_somebody_can_act(procedure: Procedure, state: State, path: Path) -> None:
    if state.waits:
        _check_wait_ends(procedure, state, path)
    for lane in state.lanes:
        _check_lane(procedure, state, lane, [*path, "lanes", lane.code] if lane.code else path)


def _check_wait_ends(procedure: Procedure, state: State, path: Path) -> None:
    signals = [action.signal for action in procedure.actions_from(state.code) if action.by_system]
    if state.kind == StateKind.WAIT and not signals:
        raise ContentError(f"tidak ada tindakan untuk tanda “{state.signal}.…”", [*path, "signal"])
    if state.expires and state.expiry not in signals:
        raise ContentError(f"tidak ada tindakan untuk tanda “{state.expiry}”", [*path, "expires"])
    if len(signals) > len(set(signals)):
        raise ContentError("satu tanda tidak dapat memiliki dua tindakan", path)


def _check_lane(procedure: Procedure, state: State, lane: Lane, path: Path) -> None:
    """Each role of the lane has an action, and somebody can finish the lane."""
    actions = [one for one in procedure.actions_from(state.code) if one.lane in ("", lane.code)]
    acting = {role for action in actions if not action.by_applicant for role in action.roles}
    if not acting:
        raise ContentError("petugas tidak memiliki tindakan di sini", path)
    for place, role in enumerate(lane.roles):
        if role not in acting:
            raise ContentError(f"peran “{role}” tidak memiliki tindakan", [*path, "roles", place])
    if lane.code and not any(action.lane for action in actions):
        raise ContentError("tidak ada tindakan yang menyelesaikan jalur ini", path)
    if lane.deemed:
        _check_deemed(next((one for one in actions if one.code == lane.deemed), None), [*path, "deemed"])


def _check_deemed(action: Action | None, path: Path) -> None:
    """The system can take it: it leads on from here, asks nothing and signs nothing."""
    if action is None or action.by_applicant or not action.to:
        raise ContentError("sebutkan tindakan petugas dari keadaan ini", path)
    asks = action.form or any(field.required for field in action.fields)
    if asks or any(needs_officer(e.name) for e in action.effects):
        raise ContentError("tindakan ini memerlukan isian atau tanda tangan petugas", path)
