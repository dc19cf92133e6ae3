"""Two officers decide one case at the same moment: first without the claim, then with it."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from balai.core.errors import Conflict
from balai.foundation.audit.api import events_of
from balai.foundation.cases import deciding
from balai.foundation.cases.api import ActInput, act
from balai.foundation.cases.engine import Step
from balai.foundation.cases.models import Case


def _decide_together(cast: Any, monkeypatch: pytest.MonkeyPatch, claim: Callable[[Step], None]) -> list[Any]:
    """Both officers have read the case before either writes."""
    from balai.foundation.cases.tests.cast import submit

    card = submit(cast)
    both_have_read = threading.Barrier(2, timeout=10)
    results: list[Any] = [None, None]

    def claim_after_both_read(step: Step) -> None:
        both_have_read.wait()
        claim(step)

    monkeypatch.setattr(deciding, "claim", claim_after_both_read)

    def decide(place: int, actor: Any, action: str) -> None:
        try:
            act(actor, card.id, action, ActInput(reason="Berkas tidak cocok"))
            results[place] = "decided"
        except Conflict as conflict:
            results[place] = str(conflict)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=decide, args=(0, cast.operator, "teruskan")),
        threading.Thread(target=decide, args=(1, cast.second_operator, "kembalikan")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    decisions = [event for event in events_of(card.id) if event.name in {"cases.acted", "cases.returned"}]
    return [*results, len(decisions), Case.objects.unscoped().get(pk=card.id).version]


@pytest.fixture
def committed_cast(transactional_db: None) -> Any:
    from balai.foundation.cases.tests.cast import gather

    return gather()


def _no_claim(step: Step) -> None:
    """What a naive engine does: it trusts what it read."""
    step.case.version += 1


def test_without_the_claim_both_decide(committed_cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, decisions, version = _decide_together(committed_cast, monkeypatch, _no_claim)
    assert (first, second, decisions, version) == ("decided", "decided", 2, 2)


def test_with_the_claim_the_second_is_told_who_was_first(
    committed_cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from balai.foundation.cases.engine import claim

    first, second, decisions, version = _decide_together(committed_cast, monkeypatch, claim)
    told = second if first == "decided" else first
    winner = "Oki Operator (fiktif)" if first == "decided" else "Ova Operator (fiktif)"
    assert (decisions, version) == (1, 2)
    assert f"sudah diputuskan oleh {winner} pada " in told
    assert {first == "decided", second == "decided"} == {True, False}


def _finish_both_lanes(
    cast: Any, monkeypatch: pytest.MonkeyPatch, claim: Callable[[Step], None]
) -> tuple[str, int]:
    """The last two lanes are finished at the same moment; where the case is, and how many tasks are open."""
    from balai.foundation.cases.models import Task
    from balai.foundation.cases.tests.test_lanes import AGREED, VISITED, ask_for_permit

    card = ask_for_permit(cast)
    both_have_read = threading.Barrier(2, timeout=10)

    def claim_together(step: Step) -> None:
        both_have_read.wait()
        claim(step)

    monkeypatch.setattr(deciding, "claim", claim_together)
    _at_once(
        lambda: act(cast.operator, card.id, "tinjau", VISITED),
        lambda: act(cast.clerk, card.id, "cocok", AGREED),
    )
    open_tasks = Task.objects.unscoped().filter(case_id=card.id, closed_at=None).count()
    return Case.objects.unscoped().get(pk=card.id).state, open_tasks


def _at_once(*calls: Callable[[], object]) -> None:
    def run(call: Callable[[], object]) -> None:
        try:
            call()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)


def test_without_the_lock_two_last_lanes_strand_the_case(
    committed_cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from balai.foundation.cases import engine

    both_have_closed = threading.Barrier(2, timeout=10)

    def claim_without_lock(step: Step) -> None:
        engine.claim(step)
        both_have_closed.wait()

    monkeypatch.setattr(engine, "_lock", lambda case: None)
    assert _finish_both_lanes(committed_cast, monkeypatch, claim_without_lock) == ("bersama", 0)


def test_with_the_lock_the_last_lane_moves_on(committed_cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from balai.foundation.cases.engine import claim

    assert _finish_both_lanes(committed_cast, monkeypatch, claim) == ("bayar", 0)


def test_two_workers_end_a_wait_once(committed_cast: Any) -> None:
    from balai.foundation.cases.actions.end_waits import end_waits
    from balai.foundation.cases.tests.test_engine import at
    from balai.foundation.cases.tests.test_signals import wait_for_payment

    cards = [wait_for_payment(committed_cast) for _ in range(6)]
    ended: list[int] = []
    _at_once(lambda: ended.append(end_waits(at(9, 9))), lambda: ended.append(end_waits(at(9, 9))))
    assert sum(ended) == 6
    names = [event.name for card in cards for event in events_of(card.id)]
    assert names.count("cases.signalled") == 6


def _escalate_while_it_is_decided(cast: Any, monkeypatch: pytest.MonkeyPatch, *, locked: bool) -> int:
    """The officer decides between the look at the late task and the task for the superior; open tasks then."""
    from balai.foundation.cases.actions import escalate_late as module
    from balai.foundation.cases.models import Task
    from balai.foundation.cases.tests.test_engine import at
    from balai.foundation.cases.tests.test_late import ask_strictly

    card = ask_strictly(cast)
    looked, decided = threading.Event(), threading.Event()
    usual = module._give

    def give_later(*given: Any) -> list[Task]:
        looked.set()
        decided.wait(1 if locked else 10)
        return usual(*given)

    monkeypatch.setattr(module, "_give", give_later)
    if not locked:
        monkeypatch.setattr(module, "lock_case", lambda case_id: Case.objects.unscoped().get(pk=case_id))

    def decide() -> None:
        looked.wait(10)
        act(cast.operator, card.id, "tolak", ActInput(reason="Berkas tidak cocok"))
        decided.set()

    _at_once(lambda: module.escalate_late(at(2, 12)), decide)
    assert Case.objects.unscoped().get(pk=card.id).outcome == "rejected"
    return Task.objects.unscoped().filter(case_id=card.id, closed_at=None).count()


def test_without_the_lock_a_superior_keeps_a_task_of_a_closed_case(
    committed_cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _escalate_while_it_is_decided(committed_cast, monkeypatch, locked=False) == 1


def test_with_the_lock_the_decision_takes_the_superiors_task_along(
    committed_cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _escalate_while_it_is_decided(committed_cast, monkeypatch, locked=True) == 0


def test_two_workers_decide_and_escalate_once(committed_cast: Any) -> None:
    from balai.foundation.cases.actions.decide_late import decide_late
    from balai.foundation.cases.actions.escalate_late import escalate_late
    from balai.foundation.cases.tests.test_engine import at
    from balai.foundation.cases.tests.test_late import ask_strictly

    cards = [ask_strictly(committed_cast) for _ in range(6)]
    told: list[int] = []
    _at_once(*[lambda: told.append(escalate_late(at(2, 12)))] * 2)
    _at_once(*[lambda: told.append(decide_late(at(2, 12)))] * 2)
    names = [event.name for card in cards for event in events_of(card.id)]
    assert (sum(told), names.count("cases.escalated"), names.count("cases.deemed")) == (12, 6, 6)
