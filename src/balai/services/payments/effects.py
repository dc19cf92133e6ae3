"""The effect ``raise_bill`` of procedures: a fee notice by a tariff, its quantities taken from what the case knows.

    effects:
      - raise_bill:
          tariff: sewa-titik-reklame
          unit: agency:dpmptsp            # who collects; the acting unit of the case by default
          items:
            - {item: "{jenis_reklame}", quantity: [luas, jumlah, lama_bulan], note: "{naskah}"}

A quantity is a product: of answers, of what officers wrote down, of plain numbers. There are no formulas.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from string import Formatter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.errors import Invalid
from balai.core.money import parse_rupiah
from balai.foundation.cases.api import EffectContext, effect, words_of
from balai.foundation.organizations.api import get_unit, unit_by_code
from balai.foundation.regions.api import regency
from balai.services.payments.actions.raise_bill import write_bill
from balai.services.payments.cards import BillDraft, BillItem

AGENCY = "agency:"
Known = Mapping[str, Any]


@effect("raise_bill", told=gettext_lazy("Tagihan dibuat menurut tarif"))
def raise_bill(context: EffectContext) -> None:
    """Raise the bill in the transaction of the action; the case then waits for ``payment``."""
    case, settings = context.case, context.settings
    known = {**case.answers, **case.records, **context.data}
    write_bill(
        context.actor,
        BillDraft(
            unit_id=_collecting_unit(settings.get("unit", ""), case.unit_id),
            tariff=settings["tariff"],
            items=[_item(item, known, _numbers(context, item)) for item in settings["items"]],
            title=settings.get("title") or case.title,
            payer_name=case.applicant_name,
            payer_id=case.applicant_id,
            case_id=case.pk,
            due_days=settings.get("due_days", 0),
        ),
    )


def _collecting_unit(where: str, unit_id: Any) -> Any:
    if not where.startswith(AGENCY):
        return get_unit(unit_id).id
    return unit_by_code(f"{regency().code}/{where.removeprefix(AGENCY)}").id


def _numbers(context: EffectContext, item: Known) -> Known:
    """The factors of an item as people read them: "4,5", not the "4.50" that a form keeps."""
    factors = [name for name in _factors(item.get("quantity", [])) if isinstance(name, str)]
    return {**words_of(context.case, {name: f"{{{name}}}" for name in factors}), **context.data}


def _factors(quantity: Any) -> Sequence[Any]:
    return quantity if isinstance(quantity, list | tuple) else [quantity]


def _item(settings: Known, known: Known, numbers: Known) -> BillItem:
    return BillItem(
        item=_filled(settings["item"], known),
        quantity=product(_factors(settings.get("quantity", [1])), numbers),
        note=_filled(settings.get("note", ""), known),
    )


def _filled(recipe: str, known: Known) -> str:
    """The recipe with the names in braces replaced by what is known; nothing else is read in it."""
    parts = [
        text + ("" if name is None else str(known.get(name, "")))
        for text, name, _spec, _conversion in Formatter().parse(recipe)
    ]
    return "".join(parts).strip()


def product(factors: Sequence[Any], known: Known) -> Decimal:
    """The product of the factors. Raises Invalid for one that is no positive number."""
    found = Decimal(1)
    for factor in factors:
        found *= _number(known.get(factor) if isinstance(factor, str) else factor, factor)
    return found


def _number(value: Any, name: Any) -> Decimal:
    try:
        number = parse_rupiah(value) if isinstance(value, str) else Decimal(str(value))
    except (ValueError, InvalidOperation):
        number = Decimal(0)
    if number <= 0:
        raise Invalid(_("“{name}” belum berupa angka, jadi tagihan tidak dapat dihitung.").format(name=name))
    return number
