"""The days on which one unit does not serve: add, correct, remove."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.foundation.organizations.access import get_closure, get_unit
from balai.foundation.organizations.actions.keep_holidays import HolidayFacts
from balai.foundation.organizations.events import CLOSURE_PUT, CLOSURE_REMOVED
from balai.foundation.organizations.models import Closure, Unit


@transaction.atomic
def put_closure(actor: Actor, unit_id: UUID, facts: HolidayFacts) -> None:
    """Add a day on which the unit is closed, or correct it. Raises NotVisible, NotAllowed, Invalid."""
    unit = get_unit(actor, unit_id, to="manage")
    if not facts.name.strip() or not facts.source.strip():
        raise Invalid(_("Alasan dan dasar hari tutup wajib diisi."))
    wanted = {"name": facts.name.strip(), "source": facts.source.strip()}
    Closure.objects.update_or_create(unit=unit, date=facts.day, defaults=wanted)
    _note(actor, CLOSURE_PUT, unit, facts.day, closure=wanted["name"])


@transaction.atomic
def remove_closure(actor: Actor, unit_id: UUID, day: date, reason: str) -> None:
    """Let the unit serve on the day again; the reason is recorded. Raises NotVisible, NotAllowed, Invalid."""
    closure = get_closure(actor, unit_id, day.isoformat(), to="manage")
    if not reason.strip():
        raise Invalid(_("Tulis alasannya."), {"reason": _("Alasan wajib diisi.")})
    closure.delete()
    _note(actor, CLOSURE_REMOVED, closure.unit, day, reason=reason.strip())


def _note(actor: Actor, name: str, unit: Unit, day: date, **facts: Any) -> None:
    region = unit.region_id
    record(actor, name, subject=unit, unit_id=unit.pk, region_code=region, day=day.isoformat(), **facts)
