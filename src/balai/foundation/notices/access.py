"""The way to obtain one notice, one row of the outbox, one text."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.notices.models import Delivery, Notice, Wording
from balai.foundation.notices.policies import require_manager


def get_notice(actor: Actor, notice_id: UUID) -> Notice:
    """One of the person's own. Raises NotVisible."""
    notice = Notice.objects.visible_to(actor).filter(pk=notice_id).first()
    if notice is None:
        raise NotVisible(_("Pemberitahuan ini tidak ditemukan."))
    return notice


def get_delivery(actor: Actor, delivery_id: UUID) -> Delivery:
    """A row of the outbox, for administrators. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    rows = Delivery.objects.select_related("notice__recipient")
    delivery = rows.filter(pk=delivery_id).first()
    if delivery is None:
        raise NotVisible(_("Kiriman ini tidak ditemukan."))
    return delivery


def get_wording(actor: Actor, kind: str) -> Wording:
    """The texts of a kind, for administrators. Raises NotAllowed, NotVisible."""
    require_manager(actor)
    wording = Wording.objects.filter(kind=kind).first()
    if wording is None:
        raise NotVisible(_("Teks ini belum dipasang oleh paket mana pun."))
    return wording
