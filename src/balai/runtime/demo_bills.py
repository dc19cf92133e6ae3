"""Bills of the demo: what an invented citizen has to pay, made through the same door as real ones."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction

from balai.core.actor import SYSTEM
from balai.foundation.organizations.api import unit_by_code
from balai.services.payments.api import BillDraft, BillItem, raise_bill

TARIFF, COLLECTOR = "pemakaian-balai", "dpmptsp"
HALLS = (
    ("siang", "Pemakaian balai pertemuan, rapat warga"),
    ("malam", "Pemakaian balai pertemuan, pentas seni"),
)


def load(regency_code: str) -> int:
    """Add the bills unless the first citizen has some already. Returns how many were added."""
    payer = apps.get_model("accounts.User").objects.get(username="warga")
    if apps.get_model("payments.Bill").objects.filter(payer=payer).exists():
        return 0
    agency = unit_by_code(f"{regency_code}/{COLLECTOR}")
    with transaction.atomic():
        for item, title in HALLS:
            _raise(agency.id, payer, item, title)
    return len(HALLS)


def _raise(unit_id: UUID, payer: Any, item: str, title: str) -> None:
    raise_bill(SYSTEM, BillDraft(unit_id, TARIFF, [BillItem(item)], title, payer.full_name, payer.pk))
