"""The leader opens the book with the key that was mailed: every room gets its key and its link."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.audit.api import record
from balai.territory.guests import sealing
from balai.territory.guests.access import get_room, today
from balai.territory.guests.events import OPENED
from balai.territory.guests.guest import Guest, RoomCard, key_place, link_place
from balai.territory.guests.models import Book, Room


@transaction.atomic
def open_book(actor: Actor, text: str) -> str:
    """The code of the leader's link, which is shown to whoever holds the one-time key. Raises NotVisible."""
    book = _claim(sealing.read_secret(text))
    rooms = list(Room.objects.filter(book=book))
    leader = next(room for room in rooms if room.is_leading)
    code, key = sealing.new_secret(), sealing.new_key()
    leading = sealing.leading_key(key, leader.pk)
    _furnish(leader, code, key, leading)
    for room in rooms:
        if not room.is_leading:
            _furnish(room, sealing.new_secret(), sealing.new_key(), leading)
    Room.objects.bulk_update(rooms, ["digest", "key_by_link", "key_by_leader", "link_by_leader"])
    record(actor, OPENED, subject=book)
    return code


def _claim(secret: str) -> Book:
    """Use the key up; of two at once only one succeeds."""
    now = timezone.now()
    rows: QuerySet[Book] = Book.objects.filter(
        key_digest=sealing.digest_of(secret), key_until__gt=now, opened_at=None, ends_on__gte=today()
    )
    book = rows.first() if secret else None
    if book is None or not rows.filter(pk=book.pk).update(opened_at=now, key_digest="", key_until=None):
        raise NotVisible(_("Kunci ini tidak berlaku: salah ketik, sudah dipakai, atau lewat waktunya."))
    return book


def _furnish(room: Room, code: str, key: bytes, leading: bytes) -> None:
    room.digest = sealing.digest_of(code)
    room.key_by_link = sealing.seal(sealing.link_key(code, room.pk), key, key_place(room.pk, "link"))
    room.key_by_leader = sealing.seal(leading, key, key_place(room.pk, "leader"))
    room.link_by_leader = sealing.seal(leading, code.encode(), link_place(room.pk))


@transaction.atomic
def renew_link(guest: Guest, room_id: UUID) -> RoomCard:
    """A new link for a room, by its leader; the old one opens nothing any more, and the notes stay.

    A unit that joined later gets its first one. Raises NotAllowed, NotVisible.
    """
    card = get_room(guest, room_id)
    if card.is_leading:
        raise NotAllowed(_("Tautan pimpinan tidak dapat diganti: dengannya semua tautan lain dibuka."))
    room = Room.objects.select_for_update().get(pk=room_id)
    if room.has_link and not card.key:
        raise NotVisible(_("Buku ini diubah dari luar dan tidak dapat dibuka lagi."))
    code, key = sealing.new_secret(), card.key or sealing.new_key()
    _furnish(room, code, key, sealing.leading_key(guest.key, guest.room_id))
    room.save(update_fields=["digest", "key_by_link", "key_by_leader", "link_by_leader"])
    return RoomCard(room.pk, room.name, room.is_leading, code, key)
