"""The way into a room: the code of a link opens it, and nothing else does, whoever is signed in."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.regions.api import zone
from balai.territory.guests import sealing
from balai.territory.guests.guest import Guest, RoomCard, key_place, link_place
from balai.territory.guests.models import Book, Room


def today() -> date:
    """The day where the regency is."""
    return timezone.now().astimezone(zone()).date()


def get_guest(text: str) -> Guest:
    """Who comes with the code. Raises NotVisible for one that opens nothing (any more)."""
    code = sealing.read_secret(text)
    rows = Room.objects.select_related("book").filter(book__ends_on__gte=today())
    room = rows.filter(digest=sealing.digest_of(code)).first() if code else None
    if room is None:
        raise NotVisible(_("Kode ini tidak berlaku: salah ketik, sudah diganti, atau lewat waktunya."))
    return Guest(
        room_id=room.pk,
        book_id=room.book_id,
        delegation_id=room.book.delegation_id,
        unit_id=room.unit_id,
        name=room.name,
        ends_on=room.book.ends_on,
        code=code,
        key=_key_by_link(room, code),
    )


def _key_by_link(room: Room, code: str) -> bytes:
    try:
        return sealing.unseal(
            sealing.link_key(code, room.pk), bytes(room.key_by_link or b""), key_place(room.pk, "link")
        )
    except sealing.Damaged as fault:
        raise NotVisible(_("Buku ini diubah dari luar dan tidak dapat dibuka lagi.")) from fault


def rooms_of(guest: Guest) -> list[RoomCard]:
    """All rooms of the delegation for its leader, their own first. Raises NotAllowed for others."""
    if not guest.is_leading:
        raise NotAllowed(_("Ini hanya untuk pimpinan rombongan."))
    leading = sealing.leading_key(guest.key, guest.room_id)
    rooms = Room.objects.filter(book_id=guest.book_id)
    return sorted((_card(room, leading) for room in rooms), key=lambda card: (not card.is_leading, card.name))


def get_room(guest: Guest, room_id: UUID) -> RoomCard:
    """A room of the leader's delegation. Raises NotAllowed, NotVisible."""
    found = next((card for card in rooms_of(guest) if card.id == room_id), None)
    if found is None:
        raise NotVisible(_("Unit ini tidak ada dalam rombongan Anda."))
    return found


def _card(room: Room, leading: bytes) -> RoomCard:
    """The room opened for the leader; one that was changed from outside stays shut."""
    code, key = "", b""
    if room.has_link:
        try:
            key = sealing.unseal(leading, bytes(room.key_by_leader or b""), key_place(room.pk, "leader"))
            code = sealing.unseal(leading, bytes(room.link_by_leader or b""), link_place(room.pk)).decode()
        except sealing.Damaged:
            code, key = "", b""
    return RoomCard(room.pk, room.name, room.is_leading, code, key)


def get_book(code: str) -> Book:
    """The book of a delegation by the code of its visit. Raises NotVisible."""
    book = Book.objects.filter(code=code, ends_on__gte=today()).first()
    if book is None:
        raise NotVisible(_("Kunjungan dengan kode ini tidak ada, atau bukunya sudah ditutup."))
    return book
