"""Bills are paid through a stand-in bank while processes are killed; afterwards every rupiah is counted.

The bank is not killed. It tells of each payment until somebody has taken that, and once more to be sure.
"""

import math
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg

from balai.runtime.postgres import address
from balai.services.payments.standin import StandIn
from bench.house import ROOT, environment
from tests.faults.ledger import Count
from tests.faults.run import Run
from tests.faults.striker import Striker

SECRET = "rahasia-bank-contoh"
PRICE = Decimal(350_000)
TAKEN = {202, 409}  # kept now, or known already
NEXT_LOOK = 0.2  # seconds
PATIENCE = 180.0  # seconds until the bank gives up, once nothing is struck any more
RAISE = """
import sys, django; django.setup()
from django.apps import apps
from balai.core.actor import SYSTEM
from balai.foundation.accounts.api import actor_for
from balai.foundation.organizations.api import unit_by_code
from balai.services.payments.api import BillDraft, BillItem, order_payment, raise_bill
unit, mark = unit_by_code("35.10/dpmptsp"), sys.argv[1]
payer = apps.get_model("accounts.User").objects.get(username="warga")
for number in range(int(sys.argv[2])):
    title = f"{mark} {number:04}"
    draft = BillDraft(unit.id, "pemakaian-balai", [BillItem("siang")], title, payer.full_name, payer.pk)
    order_payment(actor_for(payer), raise_bill(SYSTEM, draft).id, "va")
"""
BILLS = """
SELECT count(*) FILTER (WHERE bill.state = 'paid'), count(payment.id), coalesce(sum(payment.amount), 0),
    count(entry.id), count(event.id)
FROM payments_bill bill LEFT JOIN payments_payment payment ON payment.bill_id = bill.id
LEFT JOIN ledger_entry entry ON entry.source_type = 'payments.payment' AND entry.source_id = payment.id
LEFT JOIN audit_event event ON event.subject_id = bill.id AND event.name = 'payments.paid'
WHERE bill.title LIKE %s
"""
BANK = """
SELECT coalesce(sum(line.debit), 0) FROM ledger_line line
JOIN ledger_account account ON account.id = line.account_id AND account.code = '1.1.01.01'
JOIN ledger_entry entry ON entry.id = line.entry_id AND entry.source_type = 'payments.payment'
JOIN payments_payment payment ON payment.id = entry.source_id
JOIN payments_bill bill ON bill.id = payment.bill_id WHERE bill.title LIKE %s
"""
UNBALANCED = """
SELECT count(*) FROM (SELECT FROM ledger_line GROUP BY entry_id HAVING sum(debit) <> sum(credit)) entry
"""
WAITING = "SELECT count(*) FROM payments_callback WHERE handled_at IS NULL"


@dataclass
class Till:
    """The bills of a run and the bank through which they are paid."""

    bank: StandIn
    run: Run
    bills: int
    told: int = 0
    until: float = math.inf  # when the bank gives up
    faults: list[BaseException] = field(default_factory=list)

    @property
    def settings(self) -> dict[str, str]:
        """What the installation must know of its bank."""
        return {"BALAI_BANK_URL": self.bank.url, "BALAI_BANK_SECRET": SECRET}

    @contextmanager
    def paying(self, home: Path, striker: Striker) -> Iterator[None]:
        """Within, one bill after the other is paid, in step with the strikes; afterwards all are."""
        self._raise_bills(home)
        done = threading.Event()
        payer = threading.Thread(target=self._guarded, args=(striker, done), daemon=True)
        payer.start()
        try:
            yield
        finally:
            self.until = time.monotonic() + PATIENCE
            done.set()
        payer.join(PATIENCE)
        if self.faults:
            raise self.faults[0]

    def _guarded(self, striker: Striker, done: threading.Event) -> None:
        try:
            self._pay_all(striker, done)
        except BaseException as fault:  # noqa: BLE001 - the run ends with it
            self.faults.append(fault)

    def _raise_bills(self, home: Path) -> None:
        """Each with the wish for a virtual account, before anything is struck."""
        known = {
            **environment(home), **self.settings, "DATABASE_URL": address(home),
            "DJANGO_SETTINGS_MODULE": "balai.config.settings",
        }  # fmt: skip
        words = [sys.executable, "-c", RAISE, self.run.mark, str(self.bills)]
        subprocess.run(words, env=known, cwd=ROOT, check=True)

    def _pay_all(self, striker: Striker, done: threading.Event) -> None:
        paid = set[str]()
        while len(paid) < self.bills and time.monotonic() < self.until:
            ready = [order for order in list(self.bank.orders) if order not in paid]
            if ready and (done.is_set() or len(paid) * self.run.kills <= striker.killed.total() * self.bills):
                self._insist(ready[0])
                paid.add(ready[0])
            else:
                done.wait(NEXT_LOOK)

    def _insist(self, order: str) -> None:
        """Tell it until it was taken twice."""
        taken = 0
        while taken < 2 and time.monotonic() < self.until:
            taken += self._tell(order)

    def _tell(self, order: str) -> bool:
        """Tell of the payment under its one reference; whether anybody took it."""
        self.told += 1
        try:
            return self.bank.pay(order, reference=f"BNK-{order}")[0] in TAKEN
        except OSError:
            time.sleep(NEXT_LOOK)
            return False

    def wait(self, home: Path, seconds: float) -> None:
        """Until everything that the bank told is booked, or the time is over; each further call wakes a worker."""
        until = time.monotonic() + seconds
        with psycopg.connect(address(home), autocommit=True) as connection:
            while time.monotonic() < until and connection.execute(WAITING).fetchone() != (0,):
                self._tell(next(iter(self.bank.orders)))
                time.sleep(5 * NEXT_LOOK)

    def counts(self, home: Path) -> list[Count]:
        """Every bill is paid once, and the books say the same."""
        with psycopg.connect(address(home), autocommit=True) as connection:
            paid, payments, amount, entries, events = _row(connection, BILLS, f"{self.run.mark}%")
            (at_bank,) = _row(connection, BANK, f"{self.run.mark}%")
            (unbalanced,), (waiting,) = _row(connection, UNBALANCED), _row(connection, WAITING)
        return [
            Count("bills paid", paid, self.bills),
            Count("payments", payments, self.bills),
            Count("rupiah that came in", int(amount), int(self.bills * PRICE)),
            Count("rupiah booked at the bank", int(at_bank), int(self.bills * PRICE)),
            Count("entries of payments", entries, self.bills),
            Count("events payments.paid", events, self.bills),
            Count("entries out of balance", unbalanced, 0),
            Count("calls of the bank that were not booked", waiting, 0),
            Count("times that the bank told it", self.told),
        ]


def _row(connection: "psycopg.Connection[Any]", sql: str, *values: Any) -> tuple[Any, ...]:
    row = connection.execute(sql, values).fetchone()  # type: ignore[call-overload]
    assert row is not None
    return tuple(row)


@contextmanager
def till_of(run: Run, bills: int) -> Iterator[Till]:
    """A bank that nobody kills, and the bills of the run."""
    with StandIn(SECRET, f"http://127.0.0.1:{run.port}") as bank:
        yield Till(bank, run, bills)
