"""Waiting for something outside: the clock stands, a signal moves on once, a wait may last too long."""

import pytest
import time_machine
from django.db import IntegrityError, transaction

from balai.foundation.audit.api import events_of
from balai.foundation.cases.actions.end_waits import end_waits
from balai.foundation.cases.api import (
    ActInput,
    CaseCard,
    act,
    available_actions_of,
    public_timeline,
    send_signal,
)
from balai.foundation.cases.effects import _EFFECTS, EffectContext
from balai.foundation.cases.models import Case, Task
from balai.foundation.cases.tests.cast import Cast, submit
from balai.foundation.cases.tests.procedures import PERMIT
from balai.foundation.cases.tests.test_engine import at, open_task, row, snapshot
from balai.foundation.cases.tests.test_lanes import AGREED, VISITED, ask_for_permit


def wait_for_payment(cast: Cast, hour: int = 9) -> CaseCard:
    """A permit that both lanes have passed, on the 2nd."""
    with time_machine.travel(at(2, hour), tick=False):
        card = ask_for_permit(cast)
        act(cast.operator, card.id, "tinjau", VISITED)
        return act(cast.clerk, card.id, "cocok", AGREED)


def test_the_clock_stands_and_nobody_has_a_task(cast: Cast) -> None:
    card = wait_for_payment(cast)
    waiting = row(card.id)
    assert (card.state, card.waits_for, card.waits_for_applicant) == ("bayar", "payment", False)
    assert (waiting.stopped_at, waiting.expires_at) == (at(2, 9), at(5, 15, 30))
    assert not Task.objects.unscoped().filter(case_id=card.id, closed_at=None).exists()
    assert available_actions_of(cast.operator, card.id) == []
    assert [one.code for one in available_actions_of(cast.citizen, card.id)] == ["tarik"]
    now = next(entry for entry in public_timeline(cast.citizen, card.id) if entry.status == "now")
    assert (now.title, now.detail, now.who, now.at) == (
        "Menunggu pembayaran Anda",
        "Waktu berhenti selama menunggu.",
        "Pemohon",
        None,
    )


def test_a_signal_moves_on_and_the_rest_of_the_time_runs(cast: Cast) -> None:
    card = wait_for_payment(cast)
    left = row(card.id).remaining_minutes
    with time_machine.travel(at(4, 9), tick=False):
        assert send_signal(card.id, "payment.settled", {"tanda_terima": "TBP-12"}) is True
    moved = row(card.id)
    assert (moved.state, moved.stopped_at, moved.expires_at, moved.version) == ("tanda_tangan", None, None, 3)
    assert moved.records["tanda_terima"] == "TBP-12"
    from balai.foundation.organizations.api import calendar_of

    assert calendar_of(cast.village.pk).between(at(4, 9), moved.due_at).total_seconds() == left * 60
    assert open_task(card.id).role == "kepala_desa"
    told = events_of(card.id)[-1]
    assert (told.name, told.actor_name, told.is_public) == ("cases.signalled", "Balai", True)


@pytest.mark.parametrize("signal", ["payment.refunded", "court.decided", "payment", ""])
def test_a_signal_that_nobody_waits_for_changes_nothing(cast: Cast, signal: str) -> None:
    card = wait_for_payment(cast)
    before = snapshot(card.id)
    assert send_signal(card.id, signal) is False
    assert snapshot(card.id) == before


def test_early_late_and_double_signals_are_harmless(cast: Cast) -> None:
    early = ask_for_permit(cast)
    assert send_signal(early.id, "payment.settled") is False
    card = wait_for_payment(cast)
    assert send_signal(card.id, "payment.settled") is True
    before = snapshot(card.id)
    assert send_signal(card.id, "payment.settled") is False
    assert send_signal(card.id, "payment.expired") is False
    assert snapshot(card.id) == before
    withdrawn = wait_for_payment(cast)
    act(cast.citizen, withdrawn.id, "tarik", ActInput())
    assert send_signal(withdrawn.id, "payment.settled") is False
    assert send_signal(cast.village.pk, "payment.settled") is False


def test_effects_get_the_facts_of_the_signal(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[EffectContext] = []
    monkeypatch.setitem(_EFFECTS, "uji", seen.append)
    actions = [dict(action) for action in PERMIT["actions"]]
    actions[4]["effects"] = [{"uji": {"a": 1}}]
    from balai.foundation.cases.api import install_procedure

    install_procedure({**PERMIT, "code": "izin-akibat", "actions": actions})
    card = submit(cast, procedure="izin-akibat")
    act(cast.operator, card.id, "tinjau", VISITED)
    act(cast.clerk, card.id, "cocok", AGREED)
    send_signal(card.id, "payment.settled", {"jumlah": "150000.00"})
    (context,) = seen
    assert (context.actor.is_system, context.settings, context.data) == (
        True,
        {"a": 1},
        {"jumlah": "150000.00"},
    )


def test_a_wait_that_lasts_too_long_ends_once(cast: Cast) -> None:
    card = wait_for_payment(cast)
    assert end_waits(at(5, 15, 29)) == 0
    assert end_waits(at(5, 15, 30)) == 1
    assert end_waits(at(5, 15, 30)) == 0
    ended = row(card.id)
    assert (ended.state, ended.outcome, ended.closed_at) == ("gugur", "expired", at(5, 15, 30))


def test_a_fault_in_one_case_does_not_hold_up_the_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from balai.core.errors import Invalid
    from balai.foundation.cases.actions import end_waits as module

    ill, well = wait_for_payment(cast, 8), wait_for_payment(cast)
    usual = module.answer

    def refuse(case: Case, *given: object) -> bool:
        if case.pk == ill.id:
            raise Invalid("rusak")
        return usual(case, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "answer", refuse)
    assert end_waits(at(6, 9)) == 1
    assert (row(ill.id).state, row(well.id).state) == ("bayar", "gugur")


def test_only_a_stopped_clock_can_expire(cast: Cast) -> None:
    card = ask_for_permit(cast)
    with pytest.raises(IntegrityError, match="case_expires_while_it_waits"), transaction.atomic():
        Case.objects.unscoped().filter(pk=card.id).update(expires_at=at(9, 9))


def test_a_result_that_another_register_keeps_is_recorded(cast: Cast) -> None:
    from balai.foundation.cases.api import install_procedure
    from balai.foundation.cases.tests.procedures import LETTER
    from balai.foundation.cases.wording import outcome_pill

    states = {**LETTER["states"], "terbit": {**LETTER["states"]["terbit"], "outcome": "recorded"}}
    install_procedure({**LETTER, "code": "dicatat", "states": states})
    card = submit(cast, procedure="dicatat")
    act(cast.operator, card.id, "teruskan", ActInput())
    assert act(cast.head, card.id, "tandatangani", ActInput()).outcome == "recorded"
    assert (outcome_pill("recorded").tone, outcome_pill("expired").tone) == ("good", "calm")
