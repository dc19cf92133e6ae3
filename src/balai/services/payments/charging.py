"""The tariffs in force as fees that a procedure from a pattern can ask for."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from balai.core.money import format_rupiah
from balai.core.ui.words import local
from balai.foundation.cases.api import Charge
from balai.foundation.regions.api import today
from balai.services.payments.models import Tariff


def tariff_charges() -> Iterator[Charge]:
    """One fee for each item of each tariff in force."""
    for tariff in Tariff.objects.on(today()):
        for code, item in tariff.items.items():
            label = _("%(tariff)s: %(item)s, %(price)s per %(unit)s") % {
                "tariff": local(tariff.name),
                "item": local(item["name"]),
                "price": format_rupiah(Decimal(item["price"])),
                "unit": item["unit"],
            }
            yield Charge(f"{tariff.code}:{code}", label, partial(_bill, tariff.code, code))


def _bill(tariff: str, item: str, factors: Sequence[str]) -> Mapping[str, Any]:
    """The effect that bills the item as often as the product of the answers says."""
    return {"raise_bill": {"tariff": tariff, "items": [{"item": item, "quantity": list(factors) or [1]}]}}
