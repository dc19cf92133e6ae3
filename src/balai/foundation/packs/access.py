"""The way to obtain an installed pack, one that was brought, a release, a publisher, an adopter."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.packs.models import Adopter, Arrival, InstalledPack, Publisher, Release
from balai.foundation.packs.policies import require_manager


def get_pack(actor: Actor, name: str) -> InstalledPack:
    """The installed pack. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    row = InstalledPack.objects.filter(name=name).first()
    if row is None:
        raise NotVisible(_("Paket ini tidak terpasang."))
    return row


def get_arrival(actor: Actor, arrival_id: UUID, *, lock: bool = False) -> Arrival:
    """The brought pack, its file not read yet; ``lock`` holds its row to the end of the transaction.

    Raises NotAllowed, NotVisible.
    """
    require_manager(actor)
    rows = Arrival.objects.defer("content")
    rows = rows.select_for_update() if lock else rows
    row = rows.filter(pk=arrival_id).first()
    if row is None:
        raise NotVisible(_("Kiriman ini tidak ada."))
    return row


def get_release(actor: Actor, release_id: UUID) -> Release:
    """The release, without its content. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    row = Release.objects.defer("content").filter(pk=release_id).first()
    if row is None:
        raise NotVisible(_("Terbitan ini tidak ada."))
    return row


def get_publisher(actor: Actor, publisher_id: UUID, *, lock: bool = False) -> Publisher:
    """The catalogue that is followed; ``lock`` as above. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    rows = Publisher.objects.select_for_update() if lock else Publisher.objects.all()
    row = rows.filter(pk=publisher_id).exclude(state=Publisher.State.ENDED).first()
    if row is None:
        raise NotVisible(_("Langganan ini tidak ada."))
    return row


def get_adopter(actor: Actor, adopter_id: UUID) -> Adopter:
    """The regency that uses packs of ours, its row held to the end. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    row = Adopter.objects.select_for_update().filter(pk=adopter_id).first()
    if row is None:
        raise NotVisible(_("Pemakai ini tidak ada."))
    return row


def offered_file(name: str, version: str) -> Release:
    """A published version with its content, for anybody. Raises NotVisible for one that is not offered."""
    row = Release.objects.filter(name=name, version=version, withdrawal=None).first()
    if row is None:
        raise NotVisible(_("Versi ini tidak diterbitkan, atau sudah ditarik."))
    return row
