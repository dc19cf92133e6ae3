"""What happens to late tasks: superiors get them once, and the system decides once in place of officers."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from balai.core.content import ContentError
from balai.foundation.audit.api import events_of
from balai.foundation.cases.actions.decide_late import decide_late
from balai.foundation.cases.actions.escalate_late import escalate_late
from balai.foundation.cases.api import (
    ActInput,
    CaseCard,
    act,
    available_actions_of,
    get_case,
    install_procedure,
)
from balai.foundation.cases.inbox import InboxFilters, inbox
from balai.foundation.cases.models import Task
from balai.foundation.cases.procedure.checks import check_procedure
from balai.foundation.cases.tests.cast import Cast, submit
from balai.foundation.cases.tests.procedures import LETTER, PERMIT, words
from balai.foundation.cases.tests.test_engine import at, row, snapshot

STRICT: dict[str, Any] = copy.deepcopy(LETTER)
STRICT["code"] = "tegas"
STRICT["states"]["periksa"]["escalate"] = {
    "after": {"kind": "working_hours", "amount": 1},
    "to": ["camat"],
    "where": "parent",
}
STRICT["states"]["periksa"]["deemed"] = "dianggap_dikabulkan"
STRICT["states"]["tanda_tangan"]["deemed"] = "kembalikan"
STRICT["actions"].append(
    {
        "code": "dianggap_dikabulkan",
        "kind": "signal",
        "signal": "limit.passed",
        "label": words("Dianggap dikabulkan", "Deemed granted"),
        "public": words("Dikabulkan karena batas waktu terlewati", "Granted because the limit has passed"),
        "from": ["periksa"],
        "to": "terbit",
    }
)


def ask_strictly(cast: Cast) -> CaseCard:
    """Submitted on the 2nd at nine: due at eleven, with the superior at twelve."""
    install_procedure(STRICT)
    with time_machine.travel(at(2, 9), tick=False):
        return submit(cast, procedure="tegas")


def test_a_superior_gets_what_is_late_once_and_with_an_event(cast: Cast) -> None:
    card = ask_strictly(cast)
    assert escalate_late(at(2, 11, 59)) == 0
    assert escalate_late(at(2, 12)) == 1
    assert escalate_late(at(2, 13)) == 0
    (line,) = inbox(cast.camat, InboxFilters()).rows
    assert (line.code, line.ask["id"], line.due_at) == (card.code, "Periksa berkas", at(2, 11))
    assert [one.code for one in inbox(cast.operator, InboxFilters()).rows] == [card.code]
    told = events_of(card.id)[-1]
    sentence = f"{card.code} terlambat di Desa Tamansari; atasan di Kecamatan Licin menerimanya"
    assert (told.name, told.sentence, told.is_public) == ("cases.escalated", sentence, False)


def test_a_superior_decides_only_where_the_procedure_says_so(cast: Cast) -> None:
    card = ask_strictly(cast)
    escalate_late(at(2, 12))
    assert available_actions_of(cast.camat, card.id) == []
    open_to_superior = copy.deepcopy(STRICT)
    open_to_superior["actions"][0]["roles"] = ["operator_desa", "camat"]
    install_procedure(open_to_superior)
    with time_machine.travel(at(2, 9), tick=False):
        other = submit(cast, procedure="tegas")
    escalate_late(at(2, 12))
    assert act(cast.camat, other.id, "teruskan", ActInput()).state == "tanda_tangan"


def test_a_decision_in_time_leaves_nothing_with_the_superior(cast: Cast) -> None:
    card = ask_strictly(cast)
    escalate_late(at(2, 12))
    act(cast.operator, card.id, "teruskan", ActInput())
    assert inbox(cast.camat, InboxFilters()).rows == ()


def test_a_limit_that_passes_grants_once_as_the_procedure_says(cast: Cast) -> None:
    card = ask_strictly(cast)
    assert decide_late(at(2, 10, 59)) == 0
    assert decide_late(at(2, 11)) == 1
    before = snapshot(card.id)
    assert decide_late(at(2, 12)) == 0
    assert snapshot(card.id) == before
    ended = row(card.id)
    assert (ended.state, ended.outcome, ended.closed_at) == ("terbit", "granted", at(2, 11))
    told = events_of(card.id)[-1]
    assert (told.name, told.actor_name, told.is_public) == ("cases.deemed", "Balai", True)
    task = Task.objects.unscoped().get(case_id=card.id)
    assert (task.action, task.closed_by_id, task.closed_by_name) == ("dianggap_dikabulkan", None, "Balai")


def test_a_deemed_decision_may_be_one_that_officers_have_too(cast: Cast) -> None:
    card = ask_strictly(cast)
    with time_machine.travel(at(2, 10), tick=False):
        act(cast.operator, card.id, "teruskan", ActInput())
    assert decide_late(at(2, 13)) == 1
    assert get_case(cast.citizen, card.id).waits_for_applicant
    assert events_of(card.id)[-1].facts["reason"] == "Batas waktu terlewati tanpa keputusan petugas."


def test_a_late_lane_is_finished_by_the_system(cast: Cast) -> None:
    definition = copy.deepcopy(PERMIT)
    definition["states"]["bersama"]["lanes"]["data"]["deemed"] = "cocok"
    definition["actions"][1].pop("requires")
    install_procedure(definition)
    with time_machine.travel(at(2, 9), tick=False):
        card = submit(cast, procedure="izin-uji")
    assert decide_late(at(2, 15)) == 1
    left = Task.objects.unscoped().filter(case_id=card.id, closed_at=None)
    assert (row(card.id).state, [task.lane for task in left]) == ("bersama", ["lapangan"])


def test_a_worker_that_is_killed_neither_loses_nor_doubles(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from balai.foundation.cases import deciding
    from balai.foundation.cases.actions import decide_late as module

    cards = [ask_strictly(cast) for _ in range(3)]
    calls = iter(range(9))

    def decide_until_killed(*given: Any) -> None:
        deciding.decide(*given)
        if next(calls) == 1:
            raise SystemExit("killed after its writes, before its commit")

    monkeypatch.setattr(module, "decide", decide_until_killed)
    with pytest.raises(SystemExit):
        decide_late(at(2, 11))
    assert sorted(row(card.id).outcome for card in cards) == ["", "", "granted"]
    assert decide_late(at(2, 11)) == 2
    names = [event.name for card in cards for event in events_of(card.id)]
    assert names.count("cases.deemed") == 3


def test_the_sight_of_a_superior_neither_escalates_nor_decides(cast: Cast) -> None:
    card = ask_strictly(cast)
    escalate_late(at(2, 12))
    with pytest.raises(IntegrityError, match="task_escalates_once"), transaction.atomic():
        Task.objects.unscoped().filter(case_id=card.id, is_escalation=True).update(deem_at=at(3, 9))


Change = Callable[[dict[str, Any]], Any]
CHECKED = ("states", "periksa")
FAULTS: dict[str, tuple[Change, tuple[str | int, ...], str]] = {
    "nobody to tell": (
        lambda b: b["states"]["periksa"]["escalate"].update(to=[]),
        (*CHECKED, "escalate", "to"),
        "atasan",
    ),
    "no time": (
        lambda b: b["states"]["periksa"]["escalate"].pop("after"),
        (*CHECKED, "escalate"),
        "after",
    ),
    "unknown place": (
        lambda b: b["states"]["periksa"]["escalate"].update(where="bulan"),
        (*CHECKED, "escalate", "where"),
        "bulan",
    ),
    "unknown decision": (
        lambda b: b["states"]["tanda_tangan"].update(deemed="entah"),
        ("states", "tanda_tangan", "deemed"),
        "tindakan petugas",
    ),
    "decision of another state": (
        lambda b: b["states"]["tanda_tangan"].update(deemed="teruskan"),
        ("states", "tanda_tangan", "deemed"),
        "tindakan petugas",
    ),
    "decision of the applicant": (
        lambda b: b["states"]["tanda_tangan"].update(deemed="tarik"),
        ("states", "tanda_tangan", "deemed"),
        "tindakan petugas",
    ),
    "decision that asks something": (
        lambda b: (
            b["states"]["tanda_tangan"].update(deemed="tandatangani"),
            b["actions"][3]["requires"].update(fields=[{"name": "a", "label": words("A")}]),
        ),
        ("states", "tanda_tangan", "deemed"),
        "isian",
    ),
    "decision that signs": (
        lambda b: (
            b["states"]["tanda_tangan"].update(deemed="tandatangani"),
            b["actions"][3].update(effects=[{"issue_document": {"template": "x"}}]),
        ),
        ("states", "tanda_tangan", "deemed"),
        "tanda tangan",
    ),
    "system that signs": (
        lambda b: b["actions"][6].update(effects=[{"sign_document": {}}]),
        ("actions", 6, "effects", 0),
        "petugas",
    ),
    "decision of the system that nobody named": (
        lambda b: b["states"]["periksa"].pop("deemed"),
        ("actions", 6, "from", 0),
        "tidak menunggu",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_with_its_path(name: str) -> None:
    change, path, words_in_it = FAULTS[name]
    definition = copy.deepcopy(STRICT)
    change(definition)
    with pytest.raises(ContentError) as fault:
        check_procedure(definition)
    assert (fault.value.path, words_in_it in str(fault.value)) == (path, True), str(fault.value)
