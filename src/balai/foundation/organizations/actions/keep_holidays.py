"""The days on which the regency's offices do not work: add, verify, remove."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed, NotVisible
from balai.foundation.audit.api import record
from balai.foundation.organizations.events import HOLIDAY_PUT, HOLIDAY_REMOVED, HOLIDAYS_VERIFIED
from balai.foundation.organizations.models import Holiday, Unit
from balai.foundation.organizations.policies import may_manage
from balai.foundation.organizations.selectors import regency_unit


@dataclass(frozen=True)
class HolidayFacts:
    """A day off, with the decree that says so."""

    day: date
    name: str
    source: str


def keeps_holidays(actor: Actor) -> bool:
    """True when the actor manages the regency itself: holidays count for everybody."""
    return may_manage(actor, regency_unit())


def may_keep_holidays(actor: Actor) -> Unit:
    """The regency's unit. Raises NotAllowed unless the actor manages it."""
    unit = regency_unit()
    if not may_manage(actor, unit):
        raise NotAllowed(_("Hari libur diatur oleh administrator daerah."))
    return unit


@transaction.atomic
def put_holiday(actor: Actor, facts: HolidayFacts) -> Literal["created", "changed", "unchanged"]:
    """Add a day off, or bring its name and source up to date; it counts as verified by the actor."""
    unit = may_keep_holidays(actor)
    if not facts.name.strip() or not facts.source.strip():
        raise Invalid(_("Nama dan dasar hukum hari libur wajib diisi."))
    wanted = {"name": facts.name.strip(), "source": facts.source.strip(), "is_verified": True}
    old = Holiday.objects.filter(pk=facts.day).values(*wanted).first()
    if old == wanted:
        return "unchanged"
    Holiday.objects.update_or_create(date=facts.day, defaults=wanted)
    record(
        actor, HOLIDAY_PUT, subject=unit, unit_id=unit.pk, day=facts.day.isoformat(), holiday=wanted["name"]
    )
    return "changed" if old else "created"


@transaction.atomic
def remove_holiday(actor: Actor, day: date, reason: str) -> None:
    """Make a day an ordinary one again; deadlines counted from now on include it. The reason is recorded."""
    unit = may_keep_holidays(actor)
    if not reason.strip():
        raise Invalid(
            _("Tulis alasan mengapa hari ini bukan hari libur."), {"reason": _("Alasan wajib diisi.")}
        )
    removed, _rows = Holiday.objects.filter(pk=day).delete()
    if not removed:
        raise NotVisible(_("Tanggal ini bukan hari libur."))
    record(actor, HOLIDAY_REMOVED, subject=unit, unit_id=unit.pk, day=day.isoformat(), reason=reason.strip())


@transaction.atomic
def verify_holidays(actor: Actor, year: int) -> int:
    """Confirm that the list of a year was compared with the decree; returns how many days were unverified."""
    unit = may_keep_holidays(actor)
    count: int = Holiday.objects.filter(date__year=year, is_verified=False).update(is_verified=True)
    if count:
        record(actor, HOLIDAYS_VERIFIED, subject=unit, unit_id=unit.pk, year=year, count=count)
    return count
