"""Take a seat in a slot, move to another, give it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.core.ids import new_code
from balai.core.ui.words import moment
from balai.foundation.accounts.api import served_citizen
from balai.foundation.audit.api import record
from balai.foundation.cases import api as cases
from balai.services.appointments import events, telling
from balai.services.appointments.access import get_booking, get_opening
from balai.services.appointments.cards import BookingCard, booking_card
from balai.services.appointments.models import Booking, Opening
from balai.services.appointments.policies import is_own
from balai.services.appointments.slots import slot_at
from balai.services.appointments.taken_over import FAMILY, facts_of

PREFIX = "JNJ"
BOOKED_SIGNAL = "appointment.booked"


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: the opening, the beginning of a slot, and the case that it belongs to."""

    opening: str
    starts_at: datetime
    case_id: UUID | None = None


@transaction.atomic
def book(actor: Actor, wish: Wish) -> BookingCard:
    """Take a seat for oneself. Raises NotAllowed, NotVisible, Invalid (no such slot), Conflict (full, quota)."""
    if actor.user_id is None:
        raise NotAllowed(_("Masuk dahulu untuk membuat janji temu."))
    _require_own_case(actor, wish.case_id)
    return _take_seat(actor, actor.user_id, wish)


@transaction.atomic
def book_for(actor: Actor, person_id: UUID, wish: Wish, proof: str = "") -> BookingCard:
    """Take a seat at a counter for somebody who is served there; the person is told as if they had booked.

    Raises NotVisible, NotAllowed (see ``accounts.api.served_citizen``), Invalid, Conflict.
    """
    return _take_seat(actor, served_citizen(actor, person_id, proof).id, wish)


def _take_seat(actor: Actor, person_id: UUID, wish: Wish) -> BookingCard:
    opening = get_opening(wish.opening)
    _hold(f"quota {opening.pk} {person_id}", f"slot {opening.pk} {wish.starts_at.isoformat()}")
    _require_quota(opening, person_id)
    booking = Booking(opening=opening, code=new_code(PREFIX), person_id=person_id, case_id=wish.case_id)
    _sit(booking, wish.starts_at)
    _note(actor, events.BOOKED, booking, when=moment(booking.starts_at))
    telling.tell(actor, telling.BOOKED, booking)
    if booking.case_id:
        cases.send_signal(booking.case_id, BOOKED_SIGNAL, {"code": booking.code})
    return booking_card(booking)


def _require_own_case(actor: Actor, case_id: UUID | None) -> None:
    if case_id and cases.get_case(actor, case_id).applicant_id != actor.user_id:
        raise NotVisible(_("Permohonan ini tidak ditemukan."))


def _hold(*keys: str) -> None:
    """Whoever wants the same slot, or is the same person, waits until this transaction ends; always in one order."""
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _require_quota(opening: Opening, person_id: UUID) -> None:
    coming = Booking.objects.coming().filter(
        opening=opening, person_id=person_id, starts_at__gt=timezone.now()
    )
    if coming.count() >= opening.quota:
        raise Conflict(_("Anda sudah mempunyai janji temu ini. Pindahkan waktunya, atau batalkan dahulu."))


def _sit(booking: Booking, starts_at: datetime) -> None:
    """Take the lowest free seat of the slot, which the caller holds. Raises Invalid, Conflict."""
    slot = slot_at(booking.opening, starts_at)
    if slot is None:
        raise Invalid(_("Waktu ini tidak dapat dipilih lagi. Pilih waktu lain."))
    rows = Booking.objects.filter(opening=booking.opening, starts_at=starts_at)
    taken = set(rows.exclude(state=Booking.State.CANCELLED).values_list("seat", flat=True))
    seat = next((seat for seat in range(1, slot.capacity + 1) if seat not in taken), None)
    if seat is None:
        raise Conflict(_("Waktu ini baru saja penuh. Pilih waktu lain; tidak ada yang hilang."))
    booking.starts_at, booking.ends_at, booking.seat = slot.starts_at, slot.ends_at, seat
    booking.save()


@transaction.atomic
def change(actor: Actor, booking_id: UUID, starts_at: datetime) -> BookingCard:
    """Move to another slot of the same opening. Raises NotVisible, NotAllowed, Invalid, Conflict."""
    booking = get_booking(actor, booking_id, to="change", lock=True)
    _require_coming(booking)
    if starts_at == booking.starts_at:
        return booking_card(booking)
    _hold(f"slot {booking.opening_id} {starts_at.isoformat()}")
    before, taken = moment(booking.starts_at), facts_of(booking)
    booking.changes += 1
    booking.reminded_at = None
    _sit(booking, starts_at)
    _note(actor, events.CHANGED, booking, before=before, when=moment(booking.starts_at))
    telling.tell(actor, telling.CHANGED, booking)
    if booking.case_id:
        cases.follow_known(actor, booking.case_id, FAMILY, taken)
    return booking_card(booking)


def _require_coming(booking: Booking) -> None:
    if booking.state != Booking.State.BOOKED or booking.starts_at <= timezone.now():
        raise Conflict(_("Janji temu ini sudah lewat, selesai, atau dibatalkan."))


@transaction.atomic
def cancel(actor: Actor, booking_id: UUID, reason: str = "") -> BookingCard:
    """Give the seat back. An officer says why. Raises NotVisible, NotAllowed, Invalid, Conflict."""
    booking = get_booking(actor, booking_id, to="change", lock=True)
    _require_coming(booking)
    if not reason.strip() and not is_own(actor, booking):
        raise Invalid(_("Tulis alasannya."), {"reason": _("Tulis alasannya.")})
    booking.state = Booking.State.CANCELLED
    booking.reason = reason.strip()[:240] or str(_("dibatalkan sendiri"))
    booking.save(update_fields=["state", "reason"])
    _note(actor, events.CANCELLED, booking, reason=booking.reason)
    telling.tell(actor, telling.CANCELLED, booking, reason=booking.reason)
    return booking_card(booking)


def _note(actor: Actor, name: str, booking: Booking, **facts: Any) -> None:
    unit = booking.opening.unit
    region = unit.region_id
    record(actor, name, subject=booking, unit_id=unit.pk, region_code=region, code=booking.code, **facts)
