"""End somebody's time on a post, together with the role that came with it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.accounts.api import revoke_grant
from balai.foundation.audit.api import record
from balai.foundation.organizations.access import get_holding
from balai.foundation.organizations.events import HOLDING_ENDED
from balai.foundation.organizations.models import Holding


@transaction.atomic
def end_holding(actor: Actor, holding_id: UUID, last_day: date, reason: str) -> None:
    """Set the last day of a holding. Up to today its role ends now; a later day ends the role on that day.

    Raises NotVisible, NotAllowed, Invalid (reason, day), Conflict when it has ended before.
    """
    Holding.objects.select_for_update().filter(pk=holding_id).first()
    holding = get_holding(actor, holding_id, to="manage")
    _check(holding, last_day, reason)
    holding.ends_on = last_day
    holding.save(update_fields=["ends_on"])
    _end_role(actor, holding, last_day, reason)
    unit = holding.post.unit
    record(
        actor,
        HOLDING_ENDED,
        subject=unit,
        unit_id=unit.pk,
        region_code=unit.region_id,
        title=holding.post.title,
        holder=holding.user.full_name,
        reason=reason.strip(),
    )


def _check(holding: Holding, last_day: date, reason: str) -> None:
    if not reason.strip():
        raise Invalid(_("Tulis dasar atau alasannya."), {"reason": _("Tulis dasar atau alasannya.")})
    if last_day < holding.starts_on:
        sentence = _("Hari terakhir tidak boleh sebelum hari pertama menjabat.")
        raise Invalid(sentence, {"last_day": sentence})
    if holding.ends_on and holding.ends_on < timezone.localdate():
        raise Conflict(
            _("Masa jabatan ini sudah berakhir pada {day}.").format(day=holding.ends_on.isoformat())
        )


def _end_role(actor: Actor, holding: Holding, last_day: date, reason: str) -> None:
    grants = holding.grants.filter(revoked_at=None)
    if last_day > timezone.localdate():
        grants.update(ends_on=last_day)
        return
    for grant_id in grants.values_list("pk", flat=True):
        revoke_grant(actor, grant_id, reason)
