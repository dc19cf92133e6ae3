"""Bills as personal data: shown to whoever has to pay them, and kept as the law on public money asks."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.money import format_rupiah
from balai.foundation.privacy.api import Eraser, Fact, Section, register_eraser, register_holding
from balai.services.payments import selectors
from balai.services.payments.models import Bill

KIND = "bills"


def connect() -> None:
    """Register what is held and kept, at start."""
    register_holding(own_bills)
    register_eraser(KIND, Eraser(count_of))


def own_bills(actor: Actor) -> Iterator[Section]:
    """What the person has to pay or has paid."""
    facts = tuple(_fact(bill) for bill in selectors.my_bills(actor))
    if facts:
        yield Section(KIND, _("Tagihan dan pembayaran"), _("Ditetapkan oleh unit pemungut"), facts)


def _fact(bill: Bill) -> Fact:
    told = f"{bill.number}, {format_rupiah(bill.total)}, {bill.get_state_display()}"
    return Fact(bill.code, bill.title, told, f"{bill.total:.2f} {bill.state}")


def count_of(person_id: UUID) -> int:
    """How many bills name the person as payer."""
    return Bill.objects.filter(payer_id=person_id).count()
