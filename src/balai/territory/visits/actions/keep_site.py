"""Set how many guests a site takes, and days that differ."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.core.ui.words import long_date
from balai.foundation.audit.api import record
from balai.territory.visits import events
from balai.territory.visits.access import get_site
from balai.territory.visits.models import Site, SiteDay


@dataclass(frozen=True)
class SiteFacts:
    """How a site receives: people a day, on which weekdays (0 is Monday), or not at all."""

    capacity: int
    weekdays: tuple[int, ...]
    is_open: bool


@transaction.atomic
def set_site(actor: Actor, code: str, facts: SiteFacts) -> Site:
    """Bring a site to the facts. Coming days that are taken keep at least what is taken. Raises NotVisible."""
    site = get_site(actor, code, lock=True)
    site.capacity, site.weekdays, site.is_open = facts.capacity, sorted(facts.weekdays), facts.is_open
    site.save(update_fields=["capacity", "weekdays", "is_open"])
    usual = SiteDay.objects.filter(site=site, date__gte=timezone.localdate(), reason="")
    usual.update(capacity=Greatest(F("taken"), facts.capacity))
    unit = site.unit
    record(
        actor, events.SITE_SET, subject=site, unit_id=unit.pk, region_code=unit.region_id,
        site=site.title, capacity=site.capacity,
    )  # fmt: skip
    return site


@transaction.atomic
def set_site_day(actor: Actor, code: str, day: date, capacity: int, reason: str) -> SiteDay:
    """A day on which the site takes more, fewer or no guests. Raises NotVisible, Invalid, Conflict (taken already)."""
    site = get_site(actor, code, lock=True)
    if day < timezone.localdate() or not reason.strip():
        raise Invalid(_("Pilih hari yang akan datang dan tulis alasannya."))
    row, _is_new = SiteDay.objects.get_or_create(site=site, date=day, defaults={"capacity": capacity})
    row.capacity, row.reason = capacity, reason.strip()[:120]
    try:
        with transaction.atomic():
            row.save(update_fields=["capacity", "reason"])
    except IntegrityError as error:
        taken = _("Pada {day} sudah ada {n} tamu. Pindahkan sesinya dahulu.")
        raise Conflict(taken.format(day=long_date(day), n=row.taken)) from error
    unit = site.unit
    record(
        actor, events.SITE_DAY_SET, subject=row, unit_id=unit.pk, region_code=unit.region_id,
        site=site.title, day=long_date(day), capacity=capacity, reason=row.reason,
    )  # fmt: skip
    return row
