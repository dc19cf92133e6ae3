"""Lanes beside each other: a task each, joined by the last one, closed together by a return or a refusal."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
import time_machine

from balai.core.content import ContentError
from balai.core.errors import Conflict, NotAllowed
from balai.foundation.audit.api import events_of
from balai.foundation.cases.api import (
    ActInput,
    CaseCard,
    act,
    available_actions_of,
    install_procedure,
    timeline,
)
from balai.foundation.cases.models import Case, Task
from balai.foundation.cases.procedure.checks import check_procedure
from balai.foundation.cases.tests.cast import Cast, submit
from balai.foundation.cases.tests.procedures import PERMIT, words
from balai.foundation.cases.tests.test_engine import REASON, at

VISITED = ActInput(data={"temuan": "Sesuai"})
AGREED = ActInput(data={"berkas": "7"})


def ask_for_permit(cast: Cast) -> CaseCard:
    """A permit that two lanes examine."""
    install_procedure(PERMIT)
    return submit(cast, procedure="izin-uji")


def open_lanes(case_id: object) -> dict[str, tuple[str, object, datetime]]:
    """Role, unit and limit of each lane that still has its task."""
    tasks = Task.objects.unscoped().filter(case_id=case_id, closed_at=None)
    return {task.lane: (task.role, task.unit_id, task.due_at) for task in tasks}


@time_machine.travel(at(2, 9), tick=False)
def test_each_lane_is_a_task_of_its_own_with_its_unit_and_limit(cast: Cast) -> None:
    card = ask_for_permit(cast)
    assert open_lanes(card.id) == {
        "lapangan": ("operator_desa", cast.village.pk, at(2, 12)),
        "data": ("verifikator", cast.agency.pk, at(2, 15)),
    }
    assert [one.code for one in available_actions_of(cast.operator, card.id)] == [
        "tinjau",
        "kembalikan",
        "tolak",
    ]
    assert [one.code for one in available_actions_of(cast.clerk, card.id)] == ["cocok", "kembalikan", "tolak"]
    now = [(entry.title, entry.who) for entry in timeline(cast.operator, card.id) if entry.status == "now"]
    assert now == [
        ("Pemeriksaan data", "Pemeriksaan data, Dukcapil"),
        ("Peninjauan lapangan", "Operator desa, Desa Tamansari"),
    ]


@pytest.mark.parametrize("visit_first", [True, False])
def test_the_last_lane_moves_the_case_on(cast: Cast, visit_first: bool) -> None:
    card = ask_for_permit(cast)
    steps = [(cast.operator, "tinjau", VISITED), (cast.clerk, "cocok", AGREED)]
    (one, first, given), (other, second, further) = steps if visit_first else reversed(steps)
    assert act(one, card.id, first, given).state == "bersama"
    assert list(open_lanes(card.id)) == ["data" if visit_first else "lapangan"]
    joined = act(other, card.id, second, further)
    assert (joined.state, open_lanes(card.id)) == ("bayar", {})
    assert Case.objects.unscoped().get(pk=card.id).records == {"temuan": "Sesuai", "berkas": "7"}
    assert [event.name for event in events_of(card.id)] == ["cases.opened", "cases.acted", "cases.acted"]


def test_a_finished_lane_does_not_disturb_the_page_of_another(cast: Cast) -> None:
    card = ask_for_permit(cast)
    assert act(cast.operator, card.id, "tinjau", replace(VISITED, seen_version=1)).version == 1
    assert act(cast.clerk, card.id, "cocok", replace(AGREED, seen_version=1)).version == 2


def test_a_lane_is_finished_once_and_only_by_its_own_people(cast: Cast) -> None:
    card = ask_for_permit(cast)
    with pytest.raises(NotAllowed):
        act(cast.clerk, card.id, "tinjau", VISITED)
    act(cast.operator, card.id, "tinjau", VISITED)
    with pytest.raises(NotAllowed):
        act(cast.second_operator, card.id, "tinjau", VISITED)
    assert list(open_lanes(card.id)) == ["data"]


@pytest.mark.parametrize(("action", "state"), [("kembalikan", "perbaikan"), ("tolak", "ditolak")])
def test_a_return_or_refusal_closes_the_other_lanes(cast: Cast, action: str, state: str) -> None:
    card = ask_for_permit(cast)
    assert act(cast.clerk, card.id, action, REASON).state == state
    assert open_lanes(card.id) == {}
    closed = Task.objects.unscoped().filter(case_id=card.id).values_list("lane", "action")
    assert dict(closed) == {"data": action, "lapangan": "superseded"}


def test_after_a_return_all_lanes_begin_again(cast: Cast) -> None:
    card = ask_for_permit(cast)
    act(cast.operator, card.id, "tinjau", VISITED)
    act(cast.clerk, card.id, "kembalikan", REASON)
    assert act(cast.citizen, card.id, "ajukan_kembali", ActInput()).state == "bersama"
    assert set(open_lanes(card.id)) == {"lapangan", "data"}


def test_the_same_role_may_hold_two_lanes(cast: Cast) -> None:
    definition = copy.deepcopy(PERMIT)
    definition["states"]["bersama"]["lanes"]["data"] |= {"roles": ["operator_desa"], "where": "unit"}
    install_procedure(definition)
    card = submit(cast, procedure="izin-uji")
    act(cast.operator, card.id, "cocok", AGREED)
    assert list(open_lanes(card.id)) == ["lapangan"]
    assert act(cast.operator, card.id, "tinjau", VISITED).state == "bayar"


def test_a_stale_page_of_the_state_before_is_refused(cast: Cast) -> None:
    card = ask_for_permit(cast)
    act(cast.clerk, card.id, "kembalikan", REASON)
    act(cast.citizen, card.id, "ajukan_kembali", ActInput())
    with pytest.raises(Conflict):
        act(cast.operator, card.id, "tinjau", replace(VISITED, seen_version=1))
    assert set(open_lanes(card.id)) == {"lapangan", "data"}


Change = Callable[[dict[str, Any]], Any]


def _lanes(body: dict[str, Any]) -> Any:
    return body["states"]["bersama"]["lanes"]


FAULTS: dict[str, tuple[Change, tuple[str | int, ...], str]] = {
    "one lane": (lambda b: _lanes(b).pop("data"), ("states", "bersama", "lanes"), "dua jalur"),
    "lane without limit": (
        lambda b: _lanes(b)["data"].pop("limit"),
        ("states", "bersama", "lanes", "data"),
        "limit",
    ),
    "lane without role": (
        lambda b: _lanes(b)["data"].update(roles=[]),
        ("states", "bersama", "lanes", "data", "roles"),
        "peran",
    ),
    "lane in one language": (
        lambda b: _lanes(b)["data"].update(ask={"id": "Periksa"}),
        ("states", "bersama", "lanes", "data", "ask"),
        "kedua bahasa",
    ),
    "unknown state after the lanes": (
        lambda b: b["states"]["bersama"].update(then="entah"),
        ("states", "bersama", "then"),
        "entah",
    ),
    "unknown lane": (lambda b: b["actions"][0].update(lane="laut"), ("actions", 0, "lane"), "laut"),
    "lane of a state of work": (
        lambda b: b["actions"][0].update({"from": ["tanda_tangan"]}),
        ("actions", 0, "lane"),
        "lapangan",
    ),
    "lane with a target of its own": (
        lambda b: b["actions"][0].update(to="bayar"),
        ("actions", 0, "to"),
        "tidak dikenal",
    ),
    "lane that a refusal finishes": (
        lambda b: b["actions"][0].update(kind="return"),
        ("actions", 0, "kind"),
        "forward",
    ),
    "role of another lane": (
        lambda b: b["actions"][0].update(roles=["verifikator"]),
        ("actions", 0, "roles", 0),
        "verifikator",
    ),
    "lane that nobody finishes": (
        lambda b: b["actions"].pop(0),
        ("states", "bersama", "lanes", "lapangan"),
        "menyelesaikan jalur",
    ),
    "role in a lane that cannot act": (
        lambda b: (
            _lanes(b)["data"].update(roles=["verifikator", "camat"]),
            b["actions"][1].update(roles=["verifikator"]),
            b["actions"][2].update(roles=["verifikator"]),
            b["actions"][7].update(roles=["verifikator"]),
        ),
        ("states", "bersama", "lanes", "data", "roles", 1),
        "camat",
    ),
    "nobody sends the signal": (
        lambda b: b["actions"].__delitem__(slice(4, 6)),
        ("states", "tanda_tangan"),
        "tercapai",
    ),
    "wait of another family": (
        lambda b: b["actions"][4].update(signal="court.decided"),
        ("actions", 4, "from", 0),
        "court.decided",
    ),
    "wait that ends by nothing": (
        lambda b: b["states"]["bayar"].pop("expires"),
        ("actions", 5, "from", 0),
        "expires",
    ),
    "end of a wait that nobody takes": (
        lambda b: (b["actions"].pop(5), b["states"].pop("gugur")),
        ("states", "bayar", "expires"),
        "payment.expired",
    ),
    "the same signal twice": (
        lambda b: b["actions"].append({**b["actions"][4], "code": "lagi"}),
        ("states", "bayar"),
        "dua tindakan",
    ),
    "signal to officers": (
        lambda b: b["actions"][4].update({"from": ["tanda_tangan"]}),
        ("actions", 4, "from", 0),
        "tidak menunggu",
    ),
    "signal that asks somebody": (
        lambda b: b["actions"][4].update(requires={"reason": True}),
        ("actions", 4, "requires"),
        "tidak dikenal",
    ),
    "officer in a wait": (
        lambda b: b["actions"][7].update({"from": ["bayar"]}),
        ("actions", 7, "from", 0),
        "signal",
    ),
    "wait without a name": (
        lambda b: b["states"]["bayar"].update(signal="applicant"),
        ("states", "bayar", "signal"),
        "satu kata",
    ),
    "label of a lane missing": (
        lambda b: b["actions"][0].update(label=words("", "x")),
        ("actions", 0, "label"),
        "kedua bahasa",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_with_its_path(name: str) -> None:
    change, path, words_in_it = FAULTS[name]
    definition = copy.deepcopy(PERMIT)
    change(definition)
    with pytest.raises(ContentError) as fault:
        check_procedure(definition)
    assert (fault.value.path, words_in_it in str(fault.value)) == (path, True), str(fault.value)


def test_the_usual_way_leads_through_lanes_and_waits() -> None:
    procedure = check_procedure(PERMIT)
    assert [state.code for state in procedure.path_from("bersama")] == ["bayar", "tanda_tangan", "terbit"]
    assert procedure.states["bersama"].roles == ("operator_desa", "verifikator")
