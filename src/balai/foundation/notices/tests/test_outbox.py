"""The outbox against a mail server on a real socket: what arrives, what comes back, what is given up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_user
from balai.foundation.notices.api import notify
from balai.foundation.notices.channels import smtp
from balai.foundation.notices.channels.email import message_id
from balai.foundation.notices.models import Circuit, Delivery
from balai.foundation.notices.outbox import breaker, claim, sending
from balai.foundation.notices.outbox.sending import MOST_ATTEMPTS, deliver, pause_after
from balai.foundation.notices.testing import StandIn
from balai.foundation.notices.tests.conftest import use
from balai.foundation.notices.tests.kinds import POSTED

pytestmark = pytest.mark.django_db
State = Delivery.State


def tell(manner: str, number: int = 0) -> Delivery:
    """A notice to somebody whose address says how the server treats it; its row in the outbox."""
    user = make_user(f"{manner}{number}", email=f"{manner}+{number}@example.test")
    notify(SYSTEM, POSTED.code, recipient_id=user.pk, subject=user, facts={"what": "x"}, link="/akun/")
    return Delivery.objects.get(notice__recipient=user)


def later(row: Delivery) -> None:
    """The row's pause is over."""
    Delivery.objects.filter(pk=row.pk).update(due_at=timezone.now() - timedelta(seconds=1))


def test_what_is_due_arrives_once_with_a_stable_name(server: StandIn) -> None:
    row = tell("ok")
    assert deliver("email") == 1
    assert deliver("email") == 0
    row.refresh_from_db()
    assert (row.state, row.attempts, row.lease, row.reason) == (State.SENT, 1, None, "")
    (letter,) = server.letters
    assert letter["Message-ID"] == f"<{row.pk}@balai.example.go.id>"
    assert letter["To"] == "ok+0@example.test"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Subject"] == "Percobaan"


def test_a_temporary_refusal_comes_back_later_and_ends_dead(server: StandIn) -> None:
    row = tell("later")
    before = timezone.now()
    assert deliver("email") == 0
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.WAITING, 1)
    assert row.reason == "451 4.7.1 greylisted, try later"
    assert timedelta(seconds=44) < row.due_at - before < timedelta(seconds=80)
    for _attempt in range(MOST_ATTEMPTS - 1):
        later(row)
        deliver("email")
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.DEAD, MOST_ATTEMPTS)
    assert not Circuit.objects.filter(failures__gt=0).exists()


@pytest.mark.parametrize(
    ("manner", "reason"),
    [("never", "550 5.1.1 no such user here"), ("big", "552 5.3.4 message too big for")],
)
def test_a_refusal_for_good_is_dead_at_once_and_says_why_without_the_address(
    server: StandIn, manner: str, reason: str
) -> None:
    row, good = tell(manner), tell("ok")
    assert deliver("email") == 1
    row.refresh_from_db()
    good.refresh_from_db()
    assert (row.state, row.attempts, row.reason) == (State.DEAD, 1, reason)
    assert good.state == State.SENT


@pytest.mark.parametrize("manner", ["drop", "stall"])
def test_a_server_that_breaks_off_gets_the_letter_again(server: StandIn, manner: str) -> None:
    row, good = tell(manner), tell("ok")
    assert deliver("email") == 1
    row.refresh_from_db()
    good.refresh_from_db()
    assert (row.state, row.attempts, good.state) == (State.WAITING, 1, State.SENT)
    assert [letter["To"] for letter in server.letters] == ["ok+0@example.test"]
    assert not Circuit.objects.filter(failures__gt=0).exists(), "the next letter got through"


def test_a_server_that_takes_a_letter_and_dies_before_saying_so_gets_it_twice_under_one_name(
    server: StandIn,
) -> None:
    row = tell("lost")
    deliver("email")
    later(row)
    deliver("email")
    assert list(server.times().items()) == [(f"<{row.pk}@balai.example.go.id>", 2)]


def test_a_server_that_is_down_costs_no_attempt_and_rests_after_three(settings: Any) -> None:
    with StandIn() as gone:
        use(settings, gone.port)
    row = tell("ok")
    for _round in range(5):
        assert deliver("email") == 0
    row.refresh_from_db()
    circuit = Circuit.objects.get()
    assert (row.state, row.attempts, circuit.failures) == (State.WAITING, 0, breaker.THRESHOLD)
    assert circuit.reason == "Peladen surel tidak dapat dihubungi."
    assert timedelta(0) < circuit.rests_until - timezone.now() <= breaker.SHORTEST
    Circuit.objects.update(rests_until=timezone.now())
    with StandIn() as back:
        use(settings, back.port)
        assert deliver("email") == 1
    assert Circuit.objects.values_list("failures", "rests_until", "reason").get() == (0, None, "")


def test_a_server_that_never_greets_is_down(settings: Any) -> None:
    with StandIn(greets=False) as mute:
        use(settings, mute.port)
        row = tell("ok")
        assert deliver("email") == 0
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.WAITING, 0)
    assert Circuit.objects.get().reason == "Peladen surel tidak menjawab."


def test_the_pause_of_the_breaker_doubles_up_to_a_quarter_of_an_hour() -> None:
    pauses = []
    for _failure in range(10):
        breaker.note_failure("email", "x")
        until = Circuit.objects.get().rests_until
        pauses.append(round((until - timezone.now()).total_seconds()) if until else 0)
    assert pauses == [0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_a_letter_may_not_take_longer_than_its_limit(
    server: StandIn, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_TIMEOUT = 20
    monkeypatch.setattr(smtp, "MESSAGE_LIMIT", 0.3)
    row = tell("stall")
    started = timezone.now()
    deliver("email")
    assert timezone.now() - started < timedelta(seconds=5)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.WAITING, 1)


def test_a_killed_workers_rows_come_back_when_the_lease_ends_and_are_counted(server: StandIn) -> None:
    row = tell("ok")
    (taken,) = claim.claim("email", 10)
    assert claim.claim("email", 10) == []
    assert taken.due_at - timezone.now() > claim.LEASE - timedelta(seconds=5)
    later(row)
    assert deliver("email") == 1
    row.refresh_from_db()
    assert (row.state, row.attempts, row.recovered) == (State.SENT, 2, 1)
    assert claim.mark_sent(taken) is False, "the lease was lost"


def test_a_letter_that_kills_its_workers_ends_dead(server: StandIn) -> None:
    row = tell("later")
    for _death in range(MOST_ATTEMPTS - 1):
        claim.claim("email", 10)
        later(row)
    deliver("email")
    row.refresh_from_db()
    assert (row.state, row.attempts, row.recovered) == (State.DEAD, MOST_ATTEMPTS, MOST_ATTEMPTS - 1)


def test_nobody_gets_mail_after_the_account_was_locked_or_the_address_went(server: StandIn) -> None:
    locked, moved = tell("ok", 1), tell("ok", 2)
    User.objects.filter(pk=locked.notice.recipient_id).update(is_active=False)
    User.objects.filter(pk=moved.notice.recipient_id).update(email=None)
    assert deliver("email") == 0
    states = Delivery.objects.values_list("state", flat=True)
    assert (list(states), server.letters) == ([State.DROPPED, State.DROPPED], [])


def test_the_notice_stands_or_falls_with_its_change() -> None:
    user = make_user("warga", email="ok@example.test")
    with transaction.atomic():
        notify(SYSTEM, POSTED.code, recipient_id=user.pk, subject=user, facts={"what": "x"})
        assert Delivery.objects.exists()
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_pauses_double_and_end_at_six_hours() -> None:
    for attempts, minutes in [(1, 1), (2, 2), (5, 16), (9, 256), (10, 360)]:
        pause = pause_after(attempts) / timedelta(minutes=1)
        assert 0.75 * minutes <= pause <= 1.25 * minutes


def test_the_name_of_a_letter_is_that_of_its_row(server: StandIn) -> None:
    row = tell("ok")
    deliver("email")
    assert server.letters[0]["Message-ID"] == message_id(type("L", (), {"id": row.pk})())


def test_a_worker_that_dies_before_it_can_note_sends_twice_under_one_name_and_is_counted(
    server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The only window of a double: the server has taken the letter, the mark is not written."""
    row = tell("ok")

    def die(row: Delivery) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(claim, "mark_sent", die)
        with pytest.raises(KeyboardInterrupt):
            deliver("email")
    assert deliver("email") == 0, "the lease is still running"
    later(row)
    assert deliver("email") == 1
    row.refresh_from_db()
    assert (row.state, row.attempts, row.recovered) == (State.SENT, 2, 1)
    assert list(server.times().values()) == [2]


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_send_each_letter_once(server: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BATCH", 5)
    with transaction.atomic():
        rows = [tell("ok", number) for number in range(40)]

    def work(_number: int) -> int:
        try:
            return deliver("email")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        sent = list(workers.map(work, range(4)))
    assert sum(sent) == len(server.letters) == 40
    assert set(server.times().values()) == {1}
    assert Delivery.objects.filter(state=State.SENT, attempts=1, recovered=0).count() == len(rows)
