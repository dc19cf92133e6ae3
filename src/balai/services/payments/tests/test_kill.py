"""Killed (SIGKILL) at one statement after the other, what the bank says is booked and told to the case once."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from balai.core.ids import uuid7
from balai.foundation.audit.api import events_of
from balai.foundation.cases.api import ActInput, act
from balai.foundation.documents.models import IssuedNumber
from balai.foundation.notices.models import Notice
from balai.services.payments import api
from balai.services.payments.actions.answer_call import handle_calls
from balai.services.payments.actions.deposit_cash import cash_in_hand
from balai.services.payments.actions.end_bill import expire_bills
from balai.services.payments.actions.receive_cash import Cash, receive_cash
from balai.services.payments.actions.tell_cases import tell_cases
from balai.services.payments.adapters.signatures import SIGNATURE, TIMESTAMP, sign
from balai.services.payments.models import Bill, Callback, Payment
from balai.services.payments.standin import StandIn
from balai.services.payments.tests.conftest import SECRET, House, bill_of
from balai.services.payments.tests.test_case import opened, state
from balai.services.payments.tests.test_settle import BANK, CASH, REVENUE, books, late

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "witness"])
MOST_STATEMENTS = 400
STRIDE = int(os.environ.get("BALAI_STRIDE", "3"))  # every third statement; 1 by hand takes a minute
GONE = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s"


class Cut(BaseException):
    """The line to the database broke."""


def kill() -> None:
    """End this process without warning."""
    os.kill(os.getpid(), signal.SIGKILL)


def cut() -> None:
    """Break the line to the database."""
    connection.connection.close()
    raise Cut


@contextmanager
def struck_before(statement: int, strike: Callable[[], None]) -> Iterator[None]:
    """Within, the strike comes before the statement of that number."""
    numbers = count(1)

    def look(execute: Callable[..., Any], *given: Any) -> Any:
        if next(numbers) == statement:
            strike()
        return execute(*given)

    with connection.execute_wrapper(look):
        yield


def dies_before(statement: int, work: Callable[[], Any]) -> bool:
    """Do the work in a process of its own, which is killed before that statement; False when it got to its end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _work_and_leave(statement, work)
    _child, status = os.waitpid(child, 0)
    _wait_until_the_database_noticed(f"struck-{child}")
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _work_and_leave(statement: int, work: Callable[[], Any]) -> None:
    """The life of the child; whatever happens, nothing of the test goes on in it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('application_name', %s, false)", [f"struck-{os.getpid()}"])
        with struck_before(statement, kill):
            work()
        os._exit(0)
    except BaseException:  # noqa: BLE001 - the parent sees the status
        os._exit(1)


def _wait_until_the_database_noticed(name: str) -> None:
    """Its end of the line is closed at once by the system; the transaction is undone when it reads that."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute(GONE, [name])
            if cursor.fetchone() == (0,):
                return


def is_cut_before(statement: int, work: Callable[[], Any]) -> bool:
    """The same in this process, whose line is cut: papers are set by threads that no child inherits."""
    try:
        with struck_before(statement, cut):
            work()
    except Cut:
        connection.close()
        return True
    return False


def strike_through(
    work: Callable[[], Any],
    falls: Callable[[int, Callable[[], Any]], bool] = dies_before,
    every: int = STRIDE,
) -> int:
    """Let the work fall before one statement in so many until it gets to its end; how often it fell."""
    for place, statement in enumerate(range(1, MOST_STATEMENTS, every)):
        if not falls(statement, work):
            return place
    raise AssertionError("the work never ended")


def bank_says(card: api.BillCard, order: Any) -> Callable[[], None]:
    """The bank tells of the payment, as often as it takes, each time signed anew."""
    said = {"reference": "BNK1", "amount": f"{card.total:.2f}", "order": str(order.pk),
            "paid_at": datetime.now(UTC).isoformat()}  # fmt: skip

    def call() -> None:
        body, at = json.dumps({**said, "call": str(uuid7())}).encode(), str(int(time.time()))
        signed = {TIMESTAMP: at, SIGNATURE: sign(SECRET, "qris", at, body)}
        answer = Client().post(
            "/bayar/panggilan/qris/", body, content_type="application/json", headers=signed
        )
        assert answer.status_code == 202

    return call


def named(card: api.BillCard, name: str) -> int:
    return sum(event.name == name for event in events_of(card.id))


def test_whichever_statement_was_the_last_money_counts_once(committed_house: House, bank: StandIn):
    """One house for all three, which is dear to build: by the bank, at the desk, and a bill that nobody pays."""
    house = committed_house
    through_the_bank(house)
    at_the_desk(house)
    not_at_all(house)


def through_the_bank(house: House) -> None:
    """The call is kept and answered, booked, and the case is told."""
    case = opened(house)
    act(house.head, case.id, "tagih", ActInput())
    (card,) = api.bills_of(house.payer, case.id)
    call = bank_says(card, api.order_payment(house.payer, card.id, "qris"))
    kills = [strike_through(call, every=1), *map(strike_through, (handle_calls, tell_cases))]
    assert min(kills) > 2
    assert (Payment.objects.get().amount, Bill.objects.get(pk=card.id).state) == (card.total, "paid")
    assert not Callback.objects.filter(handled_at=None).exists()
    assert Callback.objects.filter(outcome="kept").count() == 1
    assert books(house.unit_id) == {BANK: card.total, REVENUE: card.total}
    assert (named(card, "payments.paid"), state(house, case)) == (1, "lanjut")
    assert Notice.objects.filter(kind="payments.paid").count() == 1


def at_the_desk(house: House) -> None:
    """The receipt is signed and numbered; who comes back after the fall looks first what stands."""
    before, card, treasurer = books(house.unit_id), bill_of(house), house.treasurer

    def take() -> None:
        if Bill.objects.get(pk=card.id).is_payable:
            receive_cash(treasurer, card.id, Cash(card.total, card.total))

    assert strike_through(take, is_cut_before, every=4 * STRIDE) > 3
    payment = Payment.objects.get(bill_id=card.id)
    assert payment.reference.startswith("TBP/00001/")
    assert IssuedNumber.objects.filter(text__startswith="TBP/").count() == 1
    assert (cash_in_hand(house.unit_id), Bill.objects.get(pk=card.id).state) == (card.total, "paid")
    assert books(house.unit_id) == {**before, CASH: card.total, REVENUE: before[REVENUE] + card.total}


def not_at_all(house: House) -> None:
    """Its last day passes once, and what it had posted is taken back once."""
    before, card = books(house.unit_id), bill_of(house)
    late(card)
    assert strike_through(expire_bills) > 3
    assert (Bill.objects.get(pk=card.id).state, books(house.unit_id)) == ("expired", before)
    assert (named(card, "payments.expired"), expire_bills()) == (1, 0)
