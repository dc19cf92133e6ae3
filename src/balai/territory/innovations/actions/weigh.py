"""Correct the instrument of the index when the rule of the year is at hand: a new version; past years keep theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.content import ContentError, written_here
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.territory.innovations import events
from balai.territory.innovations.access import get_instrument
from balai.territory.innovations.content import install_instruments
from balai.territory.innovations.models import Instrument


@dataclass(frozen=True)
class Weight:
    """What an indicator is called, its greatest score, and whether somebody compared both with the rule."""

    name: dict[str, str]
    most: Decimal
    is_verified: bool


@transaction.atomic
def weigh(actor: Actor, code: str, seen: int, weights: Mapping[int, Weight], source: str) -> Instrument:
    """A new version of the instrument. Raises NotAllowed, NotVisible, Conflict for an older version, Invalid."""
    newest = get_instrument(actor, code)
    if newest.number != seen:
        raise Conflict(
            _("Instrumen ini baru saja diubah di tempat lain. Muat ulang halaman, lalu periksa lagi.")
        )
    indicators = [_weighed(one, weights[one["number"]]) for one in newest.definition["indicators"]]
    sources = [*newest.definition["sources"], *([source.strip()] if source.strip() else [])]
    definition = {**newest.definition, "indicators": indicators, "sources": list(dict.fromkeys(sources))}
    try:
        install_instruments([definition], written_here(actor))
    except ContentError as fault:
        raise Invalid(str(fault)) from fault
    kept = get_instrument(actor, code)
    if kept.number != seen:
        record(actor, events.WEIGHED, subject=kept, code=code, number=kept.number)
    return kept


def _weighed(one: dict[str, object], weight: Weight) -> dict[str, object]:
    kept = {key: one[key] for key in ("number", "of")}
    named = {"name": weight.name} if any(weight.name.values()) else {}
    return {**kept, **named, "most": str(weight.most), "verified": weight.is_verified}
