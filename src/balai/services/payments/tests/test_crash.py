"""At the same moment: one call on two workers, the desk and the bank on one bill, one bill on two desks."""

import threading
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.errors import BalaiError
from balai.services.payments import api
from balai.services.payments.actions import settle as settling
from balai.services.payments.actions.receive_cash import Cash, receive_cash
from balai.services.payments.actions.settle import Received, settle
from balai.services.payments.models import Bill, Payment, RefundNote
from balai.services.payments.tests.conftest import House, bill_of
from balai.services.payments.tests.test_settle import books

BOTH = ["default", "witness"]


def together(*works: Callable[[], Any]) -> list[Any]:
    """What each work gave, or what it was refused with, when all run at once."""
    results: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            results[place] = work()
        except (BalaiError, AssertionError) as refusal:
            results[place] = refusal
        except Exception as fault:  # a naive design fails in the database
            results[place] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def told(card: api.BillCard, reference: str, at: datetime) -> Callable[[], Any]:
    return lambda: settle(SYSTEM, Received("va", reference, Decimal(100_000), at, card.id))


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_without_the_lock_two_payments_at_once_leave_a_bill_short(
    committed_house: House, monkeypatch: pytest.MonkeyPatch
):
    """Both read that nothing was paid; the database refuses the sum of the second, whose money would be lost."""
    card, at = bill_of(committed_house, quantity="16"), timezone.now()
    both_have_read = threading.Barrier(2, timeout=10)

    def read_only(bill_id: Any) -> Bill:
        bill = Bill.objects.select_related("tariff", "unit").get(pk=bill_id)
        both_have_read.wait()
        return bill

    monkeypatch.setattr(settling, "lock", read_only)
    results = together(told(card, "A", at), told(card, "B", at))
    assert sum(isinstance(result, Exception) for result in results) == 1
    assert Payment.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_with_it_both_count(committed_house: House):
    card, at = bill_of(committed_house, quantity="16"), timezone.now()
    results = together(told(card, "A", at), told(card, "B", at))
    assert [is_new for _payment, is_new in results] == [True, True]
    assert (Bill.objects.get(pk=card.id).state, Payment.objects.count()) == ("paid", 2)


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_one_reference_on_many_workers_counts_once(committed_house: House):
    card, at = bill_of(committed_house, quantity="16"), timezone.now()
    results = together(*[told(card, "A", at)] * 6)
    assert sorted(is_new for _payment, is_new in results) == [False] * 5 + [True]
    assert (Bill.objects.get(pk=card.id).paid, Payment.objects.count()) == (Decimal(100_000), 1)


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_the_desk_and_the_bank_at_once_take_no_more_than_is_owed(committed_house: House):
    house = committed_house
    card, at, treasurer = bill_of(house, quantity="8"), timezone.now(), house.treasurer
    results = together(
        told(card, "A", at), lambda: receive_cash(treasurer, card.id, Cash(card.total, card.total))
    )
    bill = Bill.objects.get(pk=card.id)
    assert (bill.state, bill.paid) == ("paid", Decimal(100_000))
    refused = [result for result in results if isinstance(result, BalaiError)]
    assert len(refused) + RefundNote.objects.count() == 1
    assert books(house.unit_id)["7.1.02.02"] == Decimal(100_000)
