"""The bank over HTTP: asked by a job, believed only with its signature, harmless however it misbehaves."""

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.errors import Conflict, NotVisible
from balai.foundation.notices.models import Circuit
from balai.services.payments import api
from balai.services.payments.actions.answer_call import handle_calls
from balai.services.payments.actions.ask_bank import ask_bank
from balai.services.payments.actions.settle import Received, settle
from balai.services.payments.adapters import adapters
from balai.services.payments.adapters.signatures import SIGNATURE, TIMESTAMP, sign
from balai.services.payments.models import Bill, Callback, Order, Payment, RefundNote
from balai.services.payments.standin import StandIn, checksum
from balai.services.payments.tests.conftest import SECRET, House, bill_of

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def ordered(house: House, card: api.BillCard, adapter: str = "qris") -> Order:
    """The payer has chosen how to pay."""
    return api.order_payment(house.payer, card.id, adapter)


def told(order: Order, /, **facts: Any) -> dict[str, Any]:
    """What the bank says of a payment."""
    said = {
        "reference": "BNK1",
        "amount": f"{order.amount:.2f}",
        "paid_at": datetime.now(UTC).isoformat(),
        "order": str(order.pk),
    }
    return {**said, **facts}


def call(body: bytes | dict[str, Any], **marks: Any) -> int:
    """A call as it comes over the wire; the status of the answer."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    adapter, at = marks.get("adapter", "qris"), marks.get("at", str(int(time.time())))
    signature = marks.get("signature") or sign(marks.get("secret", SECRET), adapter, at, content)
    answer = Client().post(
        f"/bayar/panggilan/{marks.get('door', adapter)}/", content, content_type="application/json",
        headers={TIMESTAMP: at, SIGNATURE: signature},
    )  # fmt: skip
    assert "Set-Cookie" not in answer.headers
    return answer.status_code


# ---- asking the bank ----


def test_the_bank_is_asked_by_a_job_and_once(house: House, bank: StandIn):
    card = bill_of(house)
    order = ordered(house, card)
    assert (order.state, bank.asked) == ("wanted", 0)
    assert ordered(house, card).pk == order.pk
    assert ask_bank() == 1
    assert ask_bank() == 0
    order.refresh_from_db()
    assert (order.state, bank.asked) == ("ready", 1)
    assert order.account.startswith("000201010212")
    assert order.account[-4:] == f"{checksum(order.account[:-4].encode()):04X}"
    assert ordered(house, card, "va").adapter == "va"
    ask_bank()
    assert Order.objects.get(adapter="va").account == "8808000000000002"


def test_others_order_nothing_and_a_paid_bill_neither(house: House, bank: StandIn):
    card = bill_of(house)
    with pytest.raises(NotVisible):
        api.order_payment(house.citizen, card.id, "qris")
    with pytest.raises(NotVisible):
        api.order_payment(house.payer, card.id, "kartu")
    settle(SYSTEM, Received("va", "X", card.total, timezone.now(), card.id))
    with pytest.raises(Conflict):
        ordered(house, card)
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("mood", "state", "attempts", "failures"),
    [
        ("refuse", "failed", 1, 0),
        ("break", "wanted", 1, 0),
        ("babble", "wanted", 1, 0),
        ("stall", "wanted", 0, 1),
    ],
)
def test_what_the_bank_cannot_do_is_tried_again_or_given_up(
    house: House, bank: StandIn, mood: str, state: str, attempts: int, failures: int
):
    bank.mood = mood
    order = ordered(house, bill_of(house))
    assert ask_bank() == 0
    order.refresh_from_db()
    assert (order.state, order.attempts, order.account) == (state, attempts, "")
    assert sum(Circuit.objects.filter(channel="bank").values_list("failures", flat=True)) == failures
    bank.mood = "good"
    if state == "wanted":
        assert order.due_at > timezone.now()
        Order.objects.update(due_at=timezone.now())
    else:
        assert api.order_payment(house.payer, order.bill_id, "qris").pk == order.pk
    assert ask_bank() == 1
    order.refresh_from_db()
    assert (order.state, order.reason) == ("ready", "")


def test_a_bank_that_is_down_is_left_alone_for_a_while(house: House, bank: StandIn, settings: Any):
    settings.PAYMENT_BANK = {**settings.PAYMENT_BANK, "url": "http://127.0.0.1:9"}
    for _bill in range(5):
        ordered(house, bill_of(house))
    assert ask_bank() == 0
    circuit = Circuit.objects.get(channel="bank")
    assert (circuit.failures, circuit.rests_until > timezone.now()) == (3, True)
    assert set(Order.objects.values_list("state", "attempts")) == {("wanted", 0)}
    settings.PAYMENT_BANK = {**settings.PAYMENT_BANK, "url": bank.url}
    assert ask_bank() == 0
    Circuit.objects.update(rests_until=None)
    Order.objects.update(due_at=timezone.now())
    assert ask_bank() == 5


def test_an_order_of_a_dead_worker_is_taken_up_after_its_lease_and_asked_under_the_same_id(
    house: House, bank: StandIn
):
    order = ordered(house, bill_of(house))
    bank.open({"id": str(order.pk), "kind": "qris", "amount": "125000.00", "code": "TGH", "title": ""})
    given = bank.orders[str(order.pk)]["account"]
    Order.objects.update(attempts=1)
    assert ask_bank() == 1
    order.refresh_from_db()
    assert (order.account, order.attempts, len(bank.orders)) == (given, 2, 1)


# ---- the bank calls ----


def test_a_call_is_kept_before_it_is_answered_and_booked_by_a_job(house: House, bank: StandIn):
    card = bill_of(house)
    order = ordered(house, card)
    assert call(told(order)) == 202
    assert not Payment.objects.exists()
    assert handle_calls() == 1
    assert handle_calls() == 0
    assert Bill.objects.get(pk=card.id).state == "paid"
    assert Callback.objects.get().outcome == "kept"


def test_a_call_asks_for_no_session_and_costs_little(
    house: House, bank: StandIn, django_assert_max_num_queries: Any
):
    order = ordered(house, bill_of(house))
    with django_assert_max_num_queries(8) as captured:
        assert call(told(order)) == 202
    assert not [one for one in captured.captured_queries if "session" in one["sql"]]


def test_the_same_call_again_is_refused_and_the_same_payment_again_changes_nothing(
    house: House, bank: StandIn
):
    order = ordered(house, bill_of(house))
    at, body = str(int(time.time())), json.dumps(told(order)).encode()
    assert [call(body, at=at), call(body, at=at), call(body, at=at)] == [202, 409, 409]
    assert call(body, at=str(int(at) - 1)) == 202
    assert call(body, at=str(int(at) - 2), secret="rahasia-lama") == 202
    assert handle_calls() == 1
    assert sorted(Callback.objects.values_list("outcome", flat=True)) == ["kept", "known", "known"]
    assert Payment.objects.count() == 1


@pytest.mark.parametrize(
    ("marks", "status"),
    [
        ({"secret": "salah"}, 401),
        ({"secret": ""}, 401),
        ({"signature": "00"}, 401),
        ({"signature": "ÿ"}, 401),
        ({"at": "soon"}, 401),
        ({"at": "-5"}, 401),
        ({"at": str(int(time.time()) - 3600)}, 401),
        ({"at": str(int(time.time()) + 3600)}, 401),
        ({"at": "99999999999999999999"}, 401),
        ({"adapter": "kartu"}, 404),
        ({"adapter": "va", "door": "qris"}, 401),
    ],
)
def test_what_the_bank_did_not_sign_now_for_this_door_is_refused(
    house: House, bank: StandIn, marks: dict[str, Any], status: int
):
    order = ordered(house, bill_of(house))
    assert call(told(order), **marks) == status
    assert not Callback.objects.exists()


def test_a_changed_byte_breaks_the_signature(house: House, bank: StandIn):
    order = ordered(house, bill_of(house))
    at, body = str(int(time.time())), json.dumps(told(order)).encode()
    signature = sign(SECRET, "qris", at, body)
    assert call(body.replace(b"125000", b"925000"), at=at, signature=signature) == 401
    assert call(body + b" ", at=at, signature=signature) == 401
    assert not Callback.objects.exists()


def test_a_large_body_is_not_read(house: House, bank: StandIn):
    assert call(b"x" * 16_385) == 413
    assert call(b"") == 202  # signed, and says nothing
    assert handle_calls() == 0
    assert Callback.objects.get().outcome == "unreadable"


def test_without_a_bank_there_is_no_door(house: House, settings: Any):
    settings.PAYMENT_BANK = {"url": "", "secrets": [], "timeout": 1}
    assert adapters() == {}
    assert call(b"{}") == 404


@pytest.mark.parametrize(
    "facts",
    [
        {"amount": 125000}, {"amount": "1e9"}, {"amount": "-5"}, {"amount": "0"}, {"amount": "NaN"},
        {"amount": "1.005"}, {"reference": ""}, {"reference": "x" * 121}, {"reference": "a b"},
        {"paid_at": "kemarin"}, {"paid_at": "2026-01-01T00:00:00"}, {"paid_at": None},
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_kept_and_books_nothing(
    house: House, bank: StandIn, facts: dict[str, Any]
):
    order = ordered(house, bill_of(house))
    assert call(told(order, **facts)) == 202
    assert handle_calls() == 0
    assert Callback.objects.get().outcome == "unreadable"
    assert not Payment.objects.exists()


@pytest.mark.parametrize("body", [b"[]", b"null", b"\xff\x00{", b'{"a":' * 2000])
def test_nor_does_anything_else_that_is_signed(house: House, bank: StandIn, body: bytes):
    assert call(body) == 202
    handle_calls()
    assert Callback.objects.get().outcome == "unreadable"


@pytest.mark.parametrize("order_id", ["", "tidak-ada", "0e8f3c52-7b1d-4d1e-9c54-2f6f4b7a9d10", None, 7])
def test_a_payment_for_an_unknown_order_is_kept_and_owed_back(house: House, bank: StandIn, order_id: Any):
    order = ordered(house, bill_of(house))
    call(told(order, order=order_id))
    assert handle_calls() == 1
    assert Payment.objects.get().surplus_reason == "unknown"
    assert RefundNote.objects.get().amount == order.amount


def test_one_poisoned_call_does_not_hold_up_the_others(
    house: House, bank: StandIn, monkeypatch: pytest.MonkeyPatch
):
    from balai.services.payments.actions import answer_call

    first, second = ordered(house, bill_of(house)), ordered(house, bill_of(house))
    call(told(first, reference="GIFT"))
    call(told(second, reference="BAIK"))
    real = answer_call.settle

    def faulty(actor: Any, received: Received) -> Any:
        if received.reference == "GIFT":
            raise RuntimeError("x")
        return real(actor, received)

    monkeypatch.setattr(answer_call, "settle", faulty)
    assert handle_calls() == 1
    assert Callback.objects.filter(handled_at=None).count() == 1
    monkeypatch.undo()
    assert handle_calls() == 1
