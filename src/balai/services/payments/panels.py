"""Bills on the page of their case: what is owed, and the way to pay it or to the receipt."""

from dataclasses import dataclass

from django.urls import reverse

from balai.core.actor import Actor
from balai.foundation.cases.api import CaseCard, Panel, Side, case_panel
from balai.services.payments import policies
from balai.services.payments.cards import BillCard, PaymentCard, bill_card, payment_card
from balai.services.payments.models import Bill
from balai.services.payments.selectors import bills_beside
from balai.services.payments.views.showing import TONES


@dataclass(frozen=True)
class Shown:
    """A bill beside its case; without ``href`` the reader may know how it stands, and no more."""

    bill: BillCard
    tone: str
    href: str
    receipts: tuple[PaymentCard, ...]


@case_panel(order=20, leads_to="payments:mine")
def bills_panel(actor: Actor, case: CaseCard, side: Side) -> Panel | None:
    """The bills of the case. Whoever works on a case knows whether it is paid, also without a role at the treasury."""
    rows = [_shown(actor, bill, side) for bill in bills_beside(case.id)]
    return Panel("payments/bits/in_case.html", {"rows": rows, "side": side}) if rows else None


def _shown(actor: Actor, bill: Bill, side: Side) -> Shown:
    href = _address(actor, bill, side)
    receipts = [payment_card(payment) for payment in bill.payments.all()] if href else []
    return Shown(bill_card(bill), TONES[bill.state], href, tuple(receipts))


def _address(actor: Actor, bill: Bill, side: Side) -> str:
    if side == "applicant":
        return reverse("payments:bill", args=[bill.pk]) if bill.payer_id == actor.user_id else ""
    may_open = policies.may(actor, policies.VIEW, bill.unit_id)
    return reverse("payments:office_bill", args=[bill.pk]) if may_open else ""
