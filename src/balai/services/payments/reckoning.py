"""What is owed: quantity times price, rounded half up once; and what lateness adds."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.core.ui.words import local
from balai.services.payments.cards import BillItem
from balai.services.payments.models import BillLine, Tariff

MOST = Decimal("1e15")
HUNDRED = Decimal(100)


def tariff_on(code: str, day: date) -> Tariff:
    """The tariff in force on the day. Raises Invalid when there is none."""
    tariff = Tariff.objects.on(day).filter(code=code).first()
    if tariff is None:
        raise Invalid(_("Tidak ada tarif “{code}” yang berlaku pada tanggal ini.").format(code=code))
    return tariff


def rounded(amount: Decimal, step: Decimal) -> Decimal:
    """The amount to the step, half of one upwards; once, at the end."""
    return ((amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step).quantize(Decimal("0.01"))


def line_of(tariff: Tariff, place: int, wanted: BillItem) -> BillLine:
    """One item reckoned. Raises Invalid for an unknown item or an impossible quantity."""
    item = tariff.items.get(wanted.item)
    if item is None:
        raise Invalid(_("Tarif “{item}” tidak ada pada tabel tarif.").format(item=wanted.item))
    price = Decimal(item["price"])
    amount = rounded(price * wanted.quantity, tariff.round_to)
    if not 0 < amount < MOST:
        raise Invalid(_("Jumlah untuk “{item}” tidak masuk akal.").format(item=local(item["name"], "id")))
    return BillLine(
        place=place,
        item=wanted.item,
        description=" · ".join(filter(None, [local(item["name"], "id"), wanted.note]))[:160],
        quantity=wanted.quantity,
        unit_word=item["unit"],
        price=price,
        amount=amount,
        account=item["account"],
    )


def months_late(due_on: date, today: date) -> int:
    """Months begun since the day after the last day to pay; nought until then."""
    if today <= due_on:
        return 0
    whole = (today.year - due_on.year) * 12 + today.month - due_on.month
    return whole + (today.day > due_on.day)


def late_charge(tariff: Tariff, owed: Decimal, due_on: date, today: date) -> Decimal:
    """What lateness adds to the rest of a bill (UU 1/2022: a percentage a month, for a limited time)."""
    months = min(months_late(due_on, today), tariff.late_months)
    return rounded(owed * tariff.late_percent * months / HUNDRED, tariff.round_to)
