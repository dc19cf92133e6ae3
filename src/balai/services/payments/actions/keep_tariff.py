"""Write a tariff in the workplace: a new one, or what an old one is from a day on."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.content import ContentError, written_here
from balai.core.errors import Invalid, NotAllowed
from balai.core.ui.editing import short_name
from balai.core.ui.words import short_date
from balai.foundation.regions.api import today
from balai.services.payments.content import install_tariffs, standing_tariffs
from balai.services.payments.models import Bill, Collector, Tariff
from balai.services.payments.policies import KEEP
from balai.services.payments.pricing import TariffDraft

Entry = dict[str, Any]


@transaction.atomic
def keep_tariff(actor: Actor, code: str, draft: TariffDraft) -> str:
    """The code of the tariff, made from its name when ``code`` is empty. The earlier table ends the day before.

    Raises NotAllowed, Invalid with the faults by field.
    """
    if not actor.may(KEEP):
        raise NotAllowed(_("Tarif ditulis oleh administrator kabupaten."))
    tables = list(Tariff.objects.select_for_update().filter(code=code).order_by("valid_from"))
    if tables:
        _make_room(tables[-1], draft)
    elif not code:
        code = short_name(draft.name["id"], set(Tariff.objects.values_list("code", flat=True)), "-")
    try:
        install_tariffs([_entry(code, draft)], written_here(actor))
    except ContentError as fault:
        raise Invalid(str(fault)) from fault
    return code


def _make_room(standing: Tariff, draft: TariffDraft) -> None:
    """A table by which bills were raised is not rewritten: the new one begins after it."""
    starts, field = draft.valid_from, "valid_from"
    if starts < standing.valid_from:
        told = _("Tarif ini sudah ditulis mulai {day}; pilih hari itu atau sesudahnya.")
        raise Invalid(told, {field: told.format(day=short_date(standing.valid_from))})
    if starts == standing.valid_from:
        if Bill.objects.filter(tariff=standing).exists():
            told = _("Tarif ini sudah dipakai untuk tagihan. Pilih hari berlaku yang baru.")
            raise Invalid(told, {field: told})
        return
    if starts < today():
        told = _("Tarif yang menggantikan berlaku paling cepat hari ini.")
        raise Invalid(told, {field: told})
    standing.valid_until = starts - timedelta(days=1)
    standing.save(update_fields=["valid_until"])


def chart_of(code: str) -> str:
    """The chart of accounts of the tariff, or the one of those who collect. Raises Invalid where there is none."""
    known = Tariff.objects.filter(code=code).values_list("chart", flat=True).first()
    known = known or Collector.objects.order_by("-is_fallback").values_list("chart", flat=True).first()
    if known is None:
        raise Invalid(_("Belum ada unit pemungut. Pasang paket penerimaan dahulu."))
    return known


def _entry(code: str, draft: TariffDraft) -> Entry:
    """The tariff in the words of a pack; rounding and what lateness adds stay as they were."""
    before = standing_tariffs([code]).get(code, {})
    kept: Entry = {key: before[key] for key in ("round_to", "late") if key in before}
    return {
        "code": code,
        "name": draft.name,
        "source": draft.source,
        "valid_from": draft.valid_from,
        "chart": chart_of(code),
        "receivable": draft.receivable,
        "due_days": draft.due_days,
        "allows_parts": draft.allows_parts,
        **kept,
        "items": [
            {
                "code": one.code,
                "name": one.name,
                "price": str(one.price),
                "unit": one.unit,
                "account": draft.account,
            }
            for one in draft.items
        ],
    }
