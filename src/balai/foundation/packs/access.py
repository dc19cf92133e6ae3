"""The way to obtain an installed pack, or one that was brought."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.packs.models import Arrival, InstalledPack
from balai.foundation.packs.policies import require_manager


def get_pack(actor: Actor, name: str) -> InstalledPack:
    """The installed pack. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    row = InstalledPack.objects.filter(name=name).first()
    if row is None:
        raise NotVisible(_("Paket ini tidak terpasang."))
    return row


def get_arrival(actor: Actor, arrival_id: UUID, *, lock: bool = False) -> Arrival:
    """The brought pack; ``lock`` holds its row to the end of the transaction. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    rows = Arrival.objects.select_for_update() if lock else Arrival.objects.all()
    row = rows.filter(pk=arrival_id).first()
    if row is None:
        raise NotVisible(_("Kiriman ini tidak ada."))
    return row
