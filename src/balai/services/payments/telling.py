"""Who is told what about bills: the payer, in the transaction of the change."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.money import format_rupiah
from balai.foundation.notices import api as notices
from balai.services.payments.models import Bill, Payment, RefundNote

BILL = frozenset({"title", "number", "code"})
_MONEY = _("Tagihan dan penerimaan uang wajib diberitahukan kepada pembayarnya.")

RAISED = notices.declare(
    notices.Kind("payments.raised", _("Tagihan baru"), "citizen", BILL | {"total", "due"},
                 frozenset({"code", "total"}), duty=_MONEY)
)  # fmt: skip
PAID = notices.declare(
    notices.Kind("payments.paid", _("Pembayaran diterima"), "citizen", BILL | {"amount", "rest"}, duty=_MONEY)
)
SURPLUS = notices.declare(
    notices.Kind(
        "payments.surplus", _("Uang yang dikembalikan"), "citizen", BILL | {"amount", "note"}, duty=_MONEY
    )
)
EXPIRED = notices.declare(
    notices.Kind("payments.expired", _("Tagihan kedaluwarsa"), "citizen", BILL, duty=_MONEY)
)


def tell_raised(actor: Actor, bill: Bill) -> None:
    """Something is to be paid, until when, and by which code."""
    _tell(actor, RAISED, bill, total=format_rupiah(bill.total), due=bill.due_on)


def tell_paid(actor: Actor, bill: Bill, payment: Payment) -> None:
    """Money came in, and this is still owed."""
    _tell(actor, PAID, bill, amount=format_rupiah(payment.amount), rest=format_rupiah(bill.rest))


def tell_surplus(actor: Actor, bill: Bill, note: RefundNote) -> None:
    """More came in than was owed; it will be paid back."""
    _tell(actor, SURPLUS, bill, amount=format_rupiah(note.amount), note=note.number)


def tell_expired(actor: Actor, bill: Bill) -> None:
    """The last day has passed."""
    _tell(actor, EXPIRED, bill)


def _tell(actor: Actor, kind: notices.Kind, bill: Bill, **facts: Any) -> None:
    if bill.payer_id:
        own = {"title": bill.title, "number": bill.number, "code": bill.code}
        notices.notify(
            actor,
            kind.code,
            recipient_id=bill.payer_id,
            subject=bill,
            facts={**own, **facts},
            link=reverse("payments:bill", args=[bill.pk]),
        )
