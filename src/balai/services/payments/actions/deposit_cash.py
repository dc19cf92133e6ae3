"""Bring cash to the account of the regency: the slip (STS) names the payments that it brings."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.regions.api import today
from balai.services.payments import booking, events, policies
from balai.services.payments.actions.receive_cash import TREASURER
from balai.services.payments.models import Collector, Deposit, DepositItem, Payment
from balai.services.payments.numbering import number


@transaction.atomic
def deposit_cash(actor: Actor, unit_id: UUID, reference: str, seen_amount: Decimal) -> Deposit:
    """Deposit all cash that the unit still holds, under the reference of the bank's slip.

    Raises NotAllowed, Invalid without cash or reference, Conflict when the sum is not the one that was shown.
    """
    policies.require_receiver(actor, unit_id)
    reference = " ".join(reference.split())[:120]
    if not reference:
        raise Invalid(_("Tulis nomor bukti setor bank."), {"reference": _("Isi nomornya.")})
    collector = Collector.objects.select_for_update().get(unit_id=unit_id)
    payments = undeposited(unit_id)
    amount = sum((payment.amount for payment in payments), start=Decimal("0.00"))
    if not payments:
        raise Invalid(_("Tidak ada uang tunai yang belum disetor."))
    if amount != seen_amount:
        raise Conflict(_("Uang tunai bertambah sejak halaman ini dibuka. Periksa lagi jumlahnya."))
    deposit = _keep(actor, collector, reference, payments)
    booking.book_deposit(actor, deposit, collector)
    return deposit


def undeposited(unit_id: UUID) -> list[Payment]:
    """The cash payments that no slip names yet."""
    cash = Payment.objects.filter(unit_id=unit_id, adapter=TREASURER, deposit_item=None)
    return list(cash.select_related("bill").order_by("id"))


def cash_in_hand(unit_id: UUID) -> Decimal:
    """What the treasurer still holds."""
    held = Payment.objects.filter(unit_id=unit_id, adapter=TREASURER, deposit_item=None)
    return held.aggregate(total=Sum("amount"))["total"] or Decimal("0.00")


def _keep(actor: Actor, collector: Collector, reference: str, payments: list[Payment]) -> Deposit:
    deposit = Deposit(
        unit_id=collector.unit_id,
        number=number(collector.unit_id, "sts"),
        amount=sum(payment.amount for payment in payments),
        deposited_on=today(),
        reference=reference,
        officer_name=actor.name,
    )
    try:
        with transaction.atomic():
            deposit.save(force_insert=True)
            DepositItem.objects.bulk_create(
                DepositItem(payment=payment, deposit=deposit) for payment in payments
            )
    except IntegrityError as error:
        raise Conflict(_("Nomor bukti setor ini sudah dipakai.")) from error
    unit = deposit.unit
    facts: dict[str, Any] = {"number": deposit.number, "amount": f"{deposit.amount:.2f}"}
    record(actor, events.DEPOSITED, subject=deposit, unit_id=unit.pk, region_code=unit.region_id, **facts)
    return deposit
