"""Taking a decision back: only one's own last one, only while nobody has begun with it."""

import copy
from typing import Any

import pytest
import time_machine

from balai.core.content import ContentError
from balai.core.errors import Conflict, NotAllowed
from balai.foundation.audit.api import events_of
from balai.foundation.cases.actions.claim_task import claim_task
from balai.foundation.cases.api import ActInput, CaseCard, act, available_actions_of, install_procedure
from balai.foundation.cases.effects import _EFFECTS
from balai.foundation.cases.models import Task
from balai.foundation.cases.procedure.checks import check_procedure
from balai.foundation.cases.tests.cast import Cast, submit
from balai.foundation.cases.tests.procedures import LETTER, PERMIT, words
from balai.foundation.cases.tests.test_engine import REASON, at, open_task, row, snapshot

KIND: dict[str, Any] = copy.deepcopy(LETTER)
KIND["code"] = "sabar"
RECALL = {
    "code": "ambil_kembali",
    "kind": "recall",
    "label": words("Tarik kembali", "Take back"),
    "from": ["tanda_tangan", "perbaikan"],
}
KIND["actions"].append(RECALL)


def forwarded(cast: Cast) -> CaseCard:
    """A letter that the operator has just passed on to the head."""
    install_procedure(KIND)
    with time_machine.travel(at(2, 9), tick=False):
        card = submit(cast, procedure="sabar")
    with time_machine.travel(at(2, 10), tick=False):
        return act(cast.operator, card.id, "teruskan", ActInput())


def codes(actor: Any, card: CaseCard) -> list[str]:
    return [one.code for one in available_actions_of(actor, card.id)]


def test_whoever_decided_last_takes_it_back(cast: Cast) -> None:
    card = forwarded(cast)
    assert codes(cast.operator, card) == ["ambil_kembali"]
    assert act(cast.operator, card.id, "ambil_kembali", ActInput()).state == "periksa"
    assert (open_task(card.id).role, open_task(card.id).unit_id) == ("operator_desa", cast.village.pk)
    last = events_of(card.id)[-1]
    assert (last.name, last.actor_name) == ("cases.recalled", "Oki Operator (fiktif)")
    assert "ambil_kembali" not in codes(cast.operator, card)


def test_nobody_else_and_not_what_a_colleague_has_begun(cast: Cast) -> None:
    card = forwarded(cast)
    assert codes(cast.second_operator, card) == []
    before = snapshot(card.id)
    with pytest.raises(NotAllowed):
        act(cast.second_operator, card.id, "ambil_kembali", ActInput())
    assert snapshot(card.id) == before
    claim_task(cast.head, open_task(card.id).id)
    assert codes(cast.operator, card) == []
    with pytest.raises(NotAllowed):
        act(cast.operator, card.id, "ambil_kembali", ActInput())


def test_a_task_taken_at_the_same_moment_stays_taken(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from balai.foundation.cases import deciding, engine

    card = forwarded(cast)

    def taken_meanwhile(step: engine.Step) -> None:
        claim_task(cast.head, open_task(card.id).id)
        engine.claim(step)

    monkeypatch.setattr(deciding, "claim", taken_meanwhile)
    with pytest.raises(Conflict, match="Kadir Kades"):
        act(cast.operator, card.id, "ambil_kembali", ActInput())
    assert row(card.id).state == "tanda_tangan"


def test_a_return_is_taken_back_until_the_applicant_answers(cast: Cast) -> None:
    card = forwarded(cast)
    act(cast.head, card.id, "kembalikan", REASON)
    assert codes(cast.head, card) == ["ambil_kembali"]
    assert act(cast.head, card.id, "ambil_kembali", ActInput()).state == "tanda_tangan"
    act(cast.head, card.id, "kembalikan", REASON)
    act(cast.citizen, card.id, "ajukan_kembali", ActInput())
    assert "ambil_kembali" not in codes(cast.head, card)
    assert row(card.id).stopped_at is None


def test_what_had_effects_needs_effects_to_be_taken_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    undone: list[object] = []
    monkeypatch.setitem(_EFFECTS, "tagih", lambda context: None)
    monkeypatch.setitem(_EFFECTS, "batalkan_tagihan", undone.append)
    definition = copy.deepcopy(KIND)
    definition["actions"][0]["effects"] = [{"tagih": {}}]
    install_procedure(definition)
    card = submit(cast, procedure="sabar")
    act(cast.operator, card.id, "teruskan", ActInput())
    assert codes(cast.operator, card) == []
    definition["actions"][-1] = {**RECALL, "effects": [{"batalkan_tagihan": {}}]}
    install_procedure(definition)
    other = submit(cast, procedure="sabar")
    act(cast.operator, other.id, "teruskan", ActInput())
    assert act(cast.operator, other.id, "ambil_kembali", ActInput()).state == "periksa"
    assert len(undone) == 1


def test_a_finished_lane_stays_finished(cast: Cast) -> None:
    from balai.foundation.cases.tests.test_lanes import VISITED

    definition = copy.deepcopy(PERMIT)
    definition["actions"].append({**RECALL, "from": ["bersama", "bayar"]})
    install_procedure(definition)
    card = submit(cast, procedure="izin-uji")
    act(cast.operator, card.id, "tinjau", VISITED)
    assert codes(cast.operator, card) == []
    assert Task.objects.unscoped().filter(case_id=card.id, closed_at=None).count() == 1


def test_a_recall_names_no_target_and_leaves_no_end() -> None:
    for change, path in [({"to": "periksa"}, ("to",)), ({"from": ["terbit"]}, ("from", 0))]:
        definition = copy.deepcopy(KIND)
        definition["actions"][-1] = {**RECALL, **change}
        with pytest.raises(ContentError) as fault:
            check_procedure(definition)
        assert fault.value.path == ("actions", 6, *path)
