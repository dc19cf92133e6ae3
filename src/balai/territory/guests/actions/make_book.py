"""Prepare the book of a delegation when its visit is confirmed, and keep it in step with its units and days."""

from uuid import UUID

from django.db import transaction

from balai.core.actor import Actor
from balai.foundation.audit.api import record
from balai.territory.guests.access import today
from balai.territory.guests.events import MADE
from balai.territory.guests.host import DelegationCard
from balai.territory.guests.models import Book, Room
from balai.territory.guests.rules import end_of
from balai.territory.guests.telling import tell_ready


@transaction.atomic
def make_book(actor: Actor, delegation: DelegationCard) -> None:
    """A book with a room for each unit and one for the leader; called again after each change.

    Rooms have no keys yet: those are made when the leader opens the book, so that nothing that opens a note ever lay
    with the host. A unit that comes no more loses its room unless it has a link already.
    """
    last_day = delegation.last_day or today()
    book, is_new = Book.objects.update_or_create(
        delegation_id=delegation.id,
        defaults={"code": delegation.code, "last_day": last_day, "ends_on": end_of(last_day)},
    )
    _keep_rooms(book, delegation)
    if is_new:
        tell_ready(actor, book)
        record(actor, MADE, subject=book, units=len(delegation.units), origin=delegation.origin_name)


def _keep_rooms(book: Book, delegation: DelegationCard) -> None:
    names: dict[UUID | None, str] = {None: delegation.leader_office}
    names |= {unit.id: unit.name for unit in delegation.units}
    rooms = {room.unit_id: room for room in Room.objects.select_for_update().filter(book=book)}
    Room.objects.bulk_create(
        Room(book=book, unit_id=unit_id, name=name) for unit_id, name in names.items() if unit_id not in rooms
    )
    renamed = [room for unit_id, room in rooms.items() if names.get(unit_id, room.name) != room.name]
    for room in renamed:
        room.name = names[room.unit_id]
    Room.objects.bulk_update(renamed, ["name"])
    gone = rooms.keys() - names.keys()
    Room.objects.filter(book=book, unit_id__in=gone, digest="").delete()
