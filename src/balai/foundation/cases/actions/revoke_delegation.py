"""End a delegation before its last day."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict
from balai.foundation.audit.api import record
from balai.foundation.cases.access import get_delegation
from balai.foundation.cases.events import UNDELEGATED
from balai.foundation.cases.models import Delegation


@transaction.atomic
def revoke_delegation(actor: Actor, delegation_id: UUID) -> None:
    """From now on the tasks are the giver's again. Raises NotVisible; Conflict when it was revoked already."""
    delegation = get_delegation(actor, delegation_id)
    live = Delegation.objects.filter(pk=delegation.pk, revoked_at=None)
    if not live.update(revoked_at=timezone.now(), revoked_by_id=actor.user_id):
        raise Conflict(_("Pelimpahan ini sudah dicabut."))
    record(
        actor,
        UNDELEGATED,
        subject=delegation,
        unit_id=delegation.unit_id,
        giver=delegation.giver.full_name,
        receiver=delegation.receiver.full_name,
    )
