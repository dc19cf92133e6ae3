"""The way to obtain one journey: its person's own, or 404."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.services.lifeevents.models import Journey


def get_journey(actor: Actor, journey_id: UUID, *, lock: bool = False) -> Journey:
    """The journey; ``lock`` holds its row in the transaction. Raises NotVisible."""
    rows = Journey.objects.visible_to(actor)
    found: Journey | None = (rows.select_for_update() if lock else rows).filter(pk=journey_id).first()
    if found is None:
        raise NotVisible(_("Perjalanan ini tidak ditemukan."))
    return found
