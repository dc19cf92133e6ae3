"""The ways to pay, by their code. A further one is a class with the methods of ``base.Adapter``, added here."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from balai.services.payments.adapters.bank import BankAdapter

LABELS = {"qris": _("QRIS"), "va": _("Virtual account bank daerah")}
CASH = "tunai"


def adapters() -> dict[str, BankAdapter]:
    """The ways through a bank that are set up; none without a bank."""
    bank: dict[str, Any] = settings.PAYMENT_BANK
    made = {
        code: BankAdapter(code, label, bank["url"], bank["secrets"], bank["timeout"])
        for code, label in LABELS.items()
    }
    return {code: adapter for code, adapter in made.items() if adapter.is_set_up}


def label_of(code: str) -> str:
    """What a way to pay is called."""
    return str(LABELS.get(code, _("Tunai di bendahara")))
