"""The receipt of a payment through the bank: what its page says, and the same as a sheet to keep."""

from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.core.money import format_rupiah
from balai.core.ui.words import moment
from balai.foundation.documents.api import print_sheet
from balai.foundation.regions.api import regency
from balai.services.payments.adapters import label_of
from balai.services.payments.models import Payment
from balai.services.payments.spelling import spelled

SOURCE = Path(__file__).with_name("typst") / "bukti-pembayaran.typ"


def facts_of(payment: Payment) -> list[tuple[str, str]]:
    """What was paid, how, by whom and what for, as name and value."""
    bill = payment.bill
    facts = [
        (_("Dibayar"), moment(payment.paid_at)),
        (_("Cara bayar"), label_of(payment.adapter)),
        (_("Referensi"), payment.reference),
    ]
    if bill is not None:
        facts += [
            (_("Dibayar oleh"), bill.payer_name),
            (_("Untuk"), bill.title),
            (_("Nomor tagihan"), bill.number),
            (_("Kode bayar"), bill.code),
            (_("Sisa tagihan sekarang"), format_rupiah(bill.rest)),
        ]
    if payment.surplus:
        facts.append((_("Dikembalikan"), format_rupiah(payment.surplus)))
    return facts


def note() -> str:
    """What stands behind the receipt."""
    return _(
        "Dicatat oleh sistem atas pemberitahuan bank. Pengelola dapat mencocokkannya dengan referensi di atas."
    )


def sheet_of(payment: Payment) -> bytes:
    """The receipt as PDF/A in the reader's language. Raises Invalid when it cannot be printed."""
    return print_sheet(SOURCE, data_of(payment))


def data_of(payment: Payment) -> dict[str, Any]:
    """What the sheet is given."""
    return {
        "language": (get_language() or "id")[:2],
        "regency": regency().name,
        "unit": payment.unit.name,
        "title": _("Bukti pembayaran"),
        "reference": payment.reference,
        "amount": format_rupiah(payment.amount),
        "words": spelled(payment.amount),
        "facts": facts_of(payment),
        "note": note(),
        "printed": _("Dicetak %(when)s") % {"when": moment(timezone.now())},
    }
