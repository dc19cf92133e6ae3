"""The tariffs in force as fees that a procedure from a pattern can ask for."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from balai.core.money import format_rupiah
from balai.core.ui.words import local
from balai.foundation.cases.api import Charge
from balai.foundation.regions.api import today
from balai.services.payments.models import Tariff


def tariff_charges() -> Iterator[Charge]:
    """One fee for each item of each tariff in force, asked once."""
    for tariff in Tariff.objects.on(today()):
        for code, item in tariff.items.items():
            label = _("%(tariff)s: %(item)s, %(price)s per %(unit)s") % {
                "tariff": local(tariff.name),
                "item": local(item["name"]),
                "price": format_rupiah(Decimal(item["price"])),
                "unit": item["unit"],
            }
            effect = {"raise_bill": {"tariff": tariff.code, "items": [{"item": code, "quantity": [1]}]}}
            yield Charge(f"{tariff.code}:{code}", label, effect)
