"""Money that comes in, too little, too much, too late, twice or for nothing: nothing is lost, nothing counts twice."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.audit.api import events_of
from balai.foundation.ledger import api as ledger
from balai.foundation.notices.models import Notice
from balai.foundation.regions.api import today
from balai.services.payments import api, booking
from balai.services.payments.actions.deposit_cash import cash_in_hand, deposit_cash
from balai.services.payments.actions.end_bill import cancel_bill, expire_bills
from balai.services.payments.actions.pay_back import pay_back
from balai.services.payments.actions.receive_cash import Cash, receive_cash
from balai.services.payments.actions.remind import raise_reminder
from balai.services.payments.actions.settle import Received, settle
from balai.services.payments.models import Bill, BillLine, Collector, Deposit, Payment, RefundNote, Tariff
from balai.services.payments.tests.conftest import House, bill_of

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
CASH, BANK, RECEIVABLE, SURPLUS = "1.1.01.02", "1.1.01.01", "1.1.04.02", "2.1.06.01"
REVENUE, FINE = "7.1.02.02", "7.1.04.11"


def whole() -> None:
    """What the end of the transaction would check."""
    connection.check_constraints()


def books(unit_id: Any) -> dict[str, Decimal]:
    """What stands on each account of the unit's book, where it is not nought."""
    whole()
    book = booking.book_of(Collector.objects.get(unit_id=unit_id), today().year)
    rows = ledger.trial_balance(SYSTEM, book.id)
    assert sum(row.debit for row in rows) == sum(row.credit for row in rows)
    return {row.account: row.amount for row in rows if row.amount}


def money(amount: str) -> Decimal:
    return Decimal(amount)


def paid(card: api.BillCard | None, amount: str, reference: str = "", **facts: Any) -> tuple[Payment, bool]:
    """An amount that the bank told of."""
    bill_id = card.id if card else None
    at = facts.get("at", timezone.now())
    return settle(SYSTEM, Received("va", reference or uuid4().hex, money(amount), at, bill_id))


def state(card: api.BillCard) -> tuple[str, Decimal]:
    row = Bill.objects.get(pk=card.id)
    return row.state, row.paid


def test_a_bill_is_reckoned_numbered_booked_and_told(house: House):
    card = bill_of(house, quantity="10.4444")
    year = today().year
    assert (card.total, card.state, card.number) == (
        money("130555.00"), "open", f"SKRD/00001/35.10/dpmptsp/{year}",
    )  # fmt: skip
    assert card.due_on == card.raised_on + timedelta(days=30)
    assert bill_of(house).number == f"SKRD/00002/35.10/dpmptsp/{year}"
    assert books(house.unit_id) == {RECEIVABLE: money("255555.00"), REVENUE: money("255555.00")}
    assert [event.name for event in events_of(card.id)] == ["payments.raised"]
    assert Notice.objects.filter(recipient=house.people["payer"], kind="payments.raised").count() == 2


def test_the_whole_amount_pays_the_bill(house: House):
    card = bill_of(house)
    payment, is_new = paid(card, "125000")
    assert (is_new, payment.applied, payment.surplus) == (True, money("125000.00"), 0)
    assert state(card) == ("paid", money("125000.00"))
    assert books(house.unit_id) == {BANK: money("125000.00"), REVENUE: money("125000.00")}
    assert not RefundNote.objects.exists()


def test_the_same_reference_again_changes_nothing(house: House):
    card = bill_of(house)
    first, _new = paid(card, "100000", "R1")
    again, is_new = paid(card, "100000", "R1")
    assert (again.pk, is_new) == (first.pk, False)
    assert state(card) == ("partial", money("100000.00"))
    assert len(events_of(card.id)) == 2
    assert books(house.unit_id)[BANK] == money("100000.00")


@pytest.mark.parametrize(
    ("amounts", "ends", "applied", "surplus", "reason"),
    [
        (["25000"], "partial", "25000", "0", ""),
        (["25000", "100000"], "paid", "125000", "0", ""),
        (["130000"], "paid", "125000", "5000", "over"),
        (["125000", "125000"], "paid", "125000", "125000", "paid"),
        (["100000", "30000"], "paid", "125000", "5000", "over"),
    ],
)
def test_short_over_and_double_amounts(
    house: House, amounts: list[str], ends: str, applied: str, surplus: str, reason: str
):
    card = bill_of(house)
    for amount in amounts:
        paid(card, amount)
    whole()
    assert state(card) == (ends, money(applied))
    notes = list(RefundNote.objects.all())
    assert [(note.amount, note.payment.surplus_reason) for note in notes] == (
        [(money(surplus), reason)] if reason else []
    )
    assert books(house.unit_id).get(SURPLUS, 0) == money(surplus)
    told = Notice.objects.filter(kind="payments.surplus", recipient=house.people["payer"]).count()
    assert told == len(notes)


def test_what_nobody_can_place_is_kept_and_owed_back(house: House):
    payment, _new = paid(None, "77000", "ASING-1")
    assert (payment.applied, payment.surplus, payment.surplus_reason) == (0, money("77000"), "unknown")
    assert payment.unit_id != house.unit_id
    assert books(payment.unit_id) == {BANK: money("77000.00"), SURPLUS: money("77000.00")}


def late(card: api.BillCard) -> None:
    """Let the last day of the bill have passed."""
    past = today() - timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE payments_bill DISABLE TRIGGER payments_bill_life")
        cursor.execute(
            "UPDATE payments_bill SET raised_on = %s, due_on = %s WHERE id = %s", [past, past, card.id]
        )
        cursor.execute("ALTER TABLE payments_bill ENABLE TRIGGER payments_bill_life")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_an_unpaid_bill_expires_and_what_comes_later_is_owed_back(house: House):
    card = bill_of(house)
    assert expire_bills() == 0
    late(card)
    assert expire_bills() == 1
    assert expire_bills() == 0
    assert state(card) == ("expired", 0)
    assert books(house.unit_id) == {}
    payment, _new = paid(card, "125000")
    assert (payment.applied, payment.surplus_reason) == (0, "late")
    assert state(card) == ("expired", 0)
    assert books(house.unit_id) == {BANK: money("125000.00"), SURPLUS: money("125000.00")}


def test_a_bill_paid_in_part_stays_owed_and_gets_its_reminder(house: House):
    card = bill_of(house)
    paid(card, "25000")
    late(card)
    expire_bills()
    assert state(card) == ("expired", money("25000.00"))
    assert books(house.unit_id)[RECEIVABLE] == money("100000.00")
    with pytest.raises(NotAllowed):
        raise_reminder(house.auditor, card.id)
    reminder = raise_reminder(house.treasurer, card.id)
    assert (reminder.total, reminder.kind) == (money("101000.00"), "strd")
    assert reminder.number.startswith("STRD/00001/")
    assert books(house.unit_id) == {
        BANK: money("25000.00"), RECEIVABLE: money("101000.00"), REVENUE: money("125000.00"), FINE: money("1000.00"),
    }  # fmt: skip
    with pytest.raises(Conflict):
        raise_reminder(house.treasurer, card.id)
    paid(reminder, "101000")
    assert state(reminder) == ("paid", money("101000.00"))
    assert RECEIVABLE not in books(house.unit_id)


def test_the_treasurer_takes_cash_and_signs_a_numbered_receipt(house: House):
    card = bill_of(house)
    payment = receive_cash(house.treasurer, card.id, Cash(money("125000"), card.total))
    assert payment.reference == f"TBP/00001/35.10/dpmptsp/{today().year}"
    assert payment.document_id is not None
    assert state(card) == ("paid", money("125000.00"))
    assert books(house.unit_id) == {CASH: money("125000.00"), REVENUE: money("125000.00")}
    assert cash_in_hand(house.unit_id) == money("125000.00")


@pytest.mark.parametrize("who", ["outsider", "citizen"])
def test_to_others_the_bill_is_not_there(house: House, who: str):
    card = bill_of(house)
    with pytest.raises(NotVisible):
        receive_cash(getattr(house, who), card.id, Cash(card.total, card.total))
    assert not Payment.objects.exists()


@pytest.mark.parametrize("who", ["payer", "head", "auditor"])
def test_only_the_treasurer_takes_money(house: House, who: str):
    card = bill_of(house)
    with pytest.raises(NotAllowed):
        receive_cash(getattr(house, who), card.id, Cash(card.total, card.total))
    assert not Payment.objects.exists()


def test_cash_is_counted_against_what_the_page_showed(house: House):
    card = bill_of(house)
    for amount in ("0", "125001", "100000"):
        with pytest.raises(Invalid, match="Jumlah tidak sesuai"):
            receive_cash(house.treasurer, card.id, Cash(money(amount), card.total))
    paid(card, "25000")
    with pytest.raises(Conflict, match="sisanya Rp 100.000"):
        receive_cash(house.treasurer, card.id, Cash(card.total, card.total))
    receive_cash(house.treasurer, card.id, Cash(money("100000"), money("100000")))
    with pytest.raises(Conflict, match="Tagihan ini lunas"):
        receive_cash(house.treasurer, card.id, Cash(money("1"), money("0")))
    assert Payment.objects.count() == 2


def test_parts_are_taken_where_the_tariff_allows_them(house: House):
    card = bill_of(house, tariff="pemakaian-balai", quantity="2")
    receive_cash(house.treasurer, card.id, Cash(money("300000"), card.total))
    assert state(card) == ("partial", money("300000.00"))


def test_a_bill_is_taken_back_while_nothing_was_paid(house: House):
    card = bill_of(house)
    with pytest.raises(NotAllowed):
        cancel_bill(house.auditor, card.id, "Salah hitung luasnya")
    with pytest.raises(Invalid):
        cancel_bill(house.treasurer, card.id, "salah")
    cancel_bill(house.treasurer, card.id, "Salah hitung luasnya")
    assert state(card) == ("cancelled", 0)
    assert books(house.unit_id) == {}
    paid(card, "125000")
    assert books(house.unit_id) == {BANK: money("125000.00"), SURPLUS: money("125000.00")}
    other = bill_of(house)
    paid(other, "5")
    with pytest.raises(Conflict):
        cancel_bill(house.treasurer, other.id, "Salah hitung luasnya")


def test_a_surplus_is_paid_back_once_by_its_treasurer(house: House):
    paid(bill_of(house), "130000")
    note = RefundNote.objects.get()
    assert note.number.startswith("KP/00001/")
    with pytest.raises(NotVisible):
        pay_back(house.outsider, note.pk, "TRF-1")
    with pytest.raises(NotAllowed):
        pay_back(house.auditor, note.pk, "TRF-1")
    with pytest.raises(Invalid):
        pay_back(house.treasurer, note.pk, "  ")
    pay_back(house.treasurer, note.pk, "TRF-1")
    assert books(house.unit_id) == {BANK: money("125000.00"), REVENUE: money("125000.00")}
    with pytest.raises(Conflict):
        pay_back(house.treasurer, note.pk, "TRF-2")


def test_cash_is_deposited_whole_and_once(house: House):
    cards = [bill_of(house), bill_of(house, quantity="2")]
    for card in cards:
        receive_cash(house.treasurer, card.id, Cash(card.total, card.total))
    with pytest.raises(Conflict, match="bertambah"):
        deposit_cash(house.treasurer, house.unit_id, "SLIP-1", money("125000"))
    slip = deposit_cash(house.treasurer, house.unit_id, "SLIP-1", money("150000"))
    assert (slip.number, slip.amount) == (f"STS/00001/35.10/dpmptsp/{today().year}", money("150000"))
    assert books(house.unit_id) == {BANK: money("150000.00"), REVENUE: money("150000.00")}
    assert cash_in_hand(house.unit_id) == 0
    with pytest.raises(Invalid, match="belum disetor"):
        deposit_cash(house.treasurer, house.unit_id, "SLIP-2", money("0"))
    with pytest.raises(NotAllowed):
        deposit_cash(house.outsider, house.unit_id, "SLIP-3", money("0"))
    assert Deposit.objects.count() == 1


# ---- what the database holds, whoever writes ----


def at_once(_written: Any) -> None:
    whole()


@pytest.mark.parametrize(
    ("frm", "to"), [("paid", "open"), ("paid", "cancelled"), ("expired", "paid"), ("cancelled", "open")]
)
def test_a_bill_does_not_come_back(house: House, frm: str, to: str):
    card = bill_of(house)
    if frm == "paid":
        paid(card, "125000")
    if frm == "expired":
        late(card)
        expire_bills()
    if frm == "cancelled":
        cancel_bill(house.treasurer, card.id, "Salah hitung luasnya")
    whole()
    with pytest.raises(DatabaseError, match=f"does not go from {frm} to {to}"), transaction.atomic():
        Bill.objects.filter(pk=card.id).update(state=to)


@pytest.mark.parametrize("change", [{"total": 1}, {"due_on": "2030-01-01"}, {"number": "x"}, {"payer": None}])
def test_what_was_determined_is_not_rewritten(house: House, change: dict[str, Any]):
    card = bill_of(house)
    whole()
    with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
        Bill.objects.filter(pk=card.id).update(**change)


def test_nobody_marks_a_bill_paid_without_a_payment(house: House):
    card = bill_of(house)
    whole()
    marked = {"state": "paid", "paid": card.total, "closed_at": timezone.now()}
    with pytest.raises(IntegrityError, match="payments 0"), transaction.atomic():
        at_once(Bill.objects.filter(pk=card.id).update(**marked))


@pytest.mark.parametrize("model", [Payment, BillLine])
def test_what_came_in_stays(house: House, model: Any):
    paid(bill_of(house), "125000")
    whole()
    with pytest.raises(DatabaseError, match="never deleted or rewritten"), transaction.atomic():
        model.objects.update(amount=1)
    with pytest.raises(DatabaseError, match="never deleted or rewritten"), transaction.atomic():
        model.objects.all().delete()


def test_tariffs_of_a_code_do_not_overlap(house: House):
    tariff = Tariff.objects.get(code="pemakaian-balai")
    tariff.pk, tariff.valid_from = uuid4(), tariff.valid_from + timedelta(days=9)
    with pytest.raises(IntegrityError, match="overlaps another one"), transaction.atomic():
        tariff.save(force_insert=True)
