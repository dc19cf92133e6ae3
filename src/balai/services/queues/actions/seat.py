"""The coordinator opens a closed counter for an officer."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, NotVisible
from balai.services.queues.access import get_counter
from balai.services.queues.actions.sit import sit_down
from balai.services.queues.cards import CounterCard
from balai.services.queues.desk import counter_card
from balai.services.queues.staffing import free_officers


@transaction.atomic
def seat_officer(actor: Actor, counter_id: UUID, officer_id: UUID) -> CounterCard:
    """Put somebody who sits nowhere at a counter. Raises NotVisible, NotAllowed, Conflict."""
    counter = get_counter(actor, counter_id, to="supervise")
    if not counter.is_active:
        raise Conflict(_("Loket ini tidak dipakai."))
    officer = next((one for one in free_officers(counter) if one.id == officer_id), None)
    if officer is None:
        raise NotVisible(_("Petugas ini tidak dapat menjaga loket itu sekarang."))
    sit_down(actor, counter, officer.id, officer.name)
    return counter_card(get_counter(actor, counter_id))
