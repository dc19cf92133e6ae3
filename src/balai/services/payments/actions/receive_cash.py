"""The treasurer takes money at the desk and hands out the numbered, signed receipt (TBP)."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.core.money import format_rupiah
from balai.foundation.documents.api import DocumentCard, IssueRequest, SignatureBlock, issue
from balai.services.payments import access, numbering
from balai.services.payments.actions.settle import Received, settle
from balai.services.payments.cards import PaymentCard, payment_card
from balai.services.payments.models import Bill
from balai.services.payments.spelling import spelled

TEMPLATE = "tanda-bukti-pembayaran"
TREASURER = "tunai"


@dataclass(frozen=True)
class Cash:
    """What the treasurer counted, and the rest of the bill as the page showed it."""

    amount: Decimal
    seen_rest: Decimal


@transaction.atomic
def receive_cash(actor: Actor, bill_id: UUID, cash: Cash) -> PaymentCard:
    """Keep the payment with its receipt. Change is given at the desk, so more than the rest is refused.

    Raises NotVisible, NotAllowed, Invalid (amount), Conflict when the bill moved since the page was shown.
    """
    access.get_bill(actor, bill_id, to="receive")
    bill = access.lock(bill_id)
    _check(bill, cash)
    receipt = _receipt(actor, bill, cash.amount)
    received = Received(
        adapter=TREASURER,
        reference=receipt.number,
        amount=cash.amount,
        paid_at=timezone.now(),
        bill_id=bill.pk,
        in_cash=True,
        document_id=receipt.id,
    )
    return payment_card(settle(actor, received)[0])


def _check(bill: Bill, cash: Cash) -> None:
    if not bill.is_payable:
        raise Conflict(_("Tagihan ini {state}.").format(state=bill.get_state_display().lower()))
    if bill.rest != cash.seen_rest:
        rest = format_rupiah(bill.rest)
        raise Conflict(_("Tagihan ini baru saja dibayar sebagian; sisanya {rest}.").format(rest=rest))
    if not 0 < cash.amount <= bill.rest:
        most = format_rupiah(bill.rest)
        raise Invalid(_("Jumlah tidak sesuai."), {"amount": _("Paling banyak {most}.").format(most=most)})
    if cash.amount < bill.rest and not bill.tariff.allows_parts:
        raise Invalid(_("Jumlah tidak sesuai."), {"amount": _("Tagihan ini dibayar sekaligus.")})


def _receipt(actor: Actor, bill: Bill, amount: Decimal) -> DocumentCard:
    numbering.ensure(bill.unit_id, numbering.RECEIPT)
    block = SignatureBlock("Bendahara Penerimaan", actor.name, user_id=actor.user_id, unit_id=bill.unit_id)
    facts = {
        "nama": bill.payer_name,
        "jumlah": format_rupiah(amount),
        "terbilang": spelled(amount),
        "untuk": bill.title,
        "tagihan": bill.number,
        "kode": bill.code,
        "cara": "Tunai",
        "sisa": format_rupiah(bill.rest - amount),
    }
    request = IssueRequest(
        template=TEMPLATE,
        unit_id=bill.unit_id,
        facts=facts,
        blocks=(block,),
        case_id=bill.case_id,
        subject=bill.title,
        owner_id=bill.payer_id,
    )
    return issue(actor, request)
