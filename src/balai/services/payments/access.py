"""The ways to obtain one bill, payment or refund note."""

from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.services.payments import policies
from balai.services.payments.models import Bill, Payment, RefundNote


def get_bill(
    actor: Actor, bill_id: UUID, to: Literal["read", "office", "receive", "cancel"] = "read"
) -> Bill:
    """The bill; ``office`` is for officers who reach its unit, ``receive`` for its treasurer.

    Raises NotVisible outside the actor's scope, NotAllowed inside it without the right.
    """
    bill = Bill.objects.visible_to(actor).select_related("unit", "tariff").filter(pk=bill_id).first()
    if bill is None:
        raise NotVisible(_("Tagihan ini tidak ditemukan."))
    if to != "read" and not policies.may(actor, policies.VIEW, bill.unit_id):
        raise NotAllowed(_("Bagian ini hanya untuk petugas."))
    if to == "receive":
        policies.require_receiver(actor, bill.unit_id)
    if to == "cancel":
        policies.require(actor, policies.CANCEL, bill.unit_id)
    return bill


def own_bill(actor: Actor, bill_id: UUID) -> Bill:
    """The bill for whoever has to pay it. Raises NotVisible for everybody else."""
    bill = get_bill(actor, bill_id)
    if actor.user_id is None or bill.payer_id != actor.user_id:
        raise NotVisible(_("Tagihan ini tidak ditemukan."))
    return bill


def get_payment(actor: Actor, payment_id: UUID) -> Payment:
    """The payment with its bill. Raises NotVisible."""
    found = (
        Payment.objects.visible_to(actor).select_related("bill__unit", "unit").filter(pk=payment_id).first()
    )
    if found is None:
        raise NotVisible(_("Pembayaran ini tidak ditemukan."))
    return found


def get_refund(actor: Actor, note_id: UUID) -> RefundNote:
    """The note for the treasurer of its unit. Raises NotVisible, NotAllowed."""
    notes = RefundNote.objects.visible_to(actor).select_related("payment__bill", "payment__unit")
    note = notes.filter(pk=note_id).first()
    if note is None:
        raise NotVisible(_("Nota ini tidak ditemukan."))
    policies.require_receiver(actor, note.payment.unit_id)
    return note


def lock(bill_id: UUID) -> Bill:
    """The bill with its row held to the end of the transaction, after access was decided."""
    return Bill.objects.select_for_update(of=("self",)).select_related("tariff", "unit").get(pk=bill_id)
