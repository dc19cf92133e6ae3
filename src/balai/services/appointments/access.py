"""The way to obtain one opening or appointment: the object, or 404, or 403."""

from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.services.appointments.models import Booking, Opening
from balai.services.appointments.policies import is_own, may_manage, serves

Purpose = Literal["see", "change", "serve"]


def get_opening(code: str) -> Opening:
    """What one can come for; public. Raises NotVisible."""
    opening = Opening.objects.select_related("unit").filter(code=code, unit__is_active=True).first()
    if opening is None:
        raise NotVisible(_("Janji temu ini tidak ada."))
    return opening


def get_managed_opening(actor: Actor, code: str) -> Opening:
    """An opening for whoever keeps its slots. Raises NotVisible."""
    opening = get_opening(code)
    if not may_manage(actor, opening):
        raise NotVisible(_("Janji temu ini tidak ada."))
    return opening


def get_booking(actor: Actor, booking_id: UUID, to: Purpose = "see", *, lock: bool = False) -> Booking:
    """An appointment for a purpose; ``lock`` holds its row in the transaction. Raises NotVisible, NotAllowed."""
    rows = Booking.objects.visible_to(actor)
    if lock:
        rows = rows.select_for_update(of=("self",))
    booking: Booking | None = rows.select_related("opening__unit").filter(pk=booking_id).first()
    if booking is None:
        raise NotVisible(_("Janji temu ini tidak ditemukan."))
    if to == "serve" and not serves(actor, booking):
        raise NotAllowed(_("Kedatangan dicatat oleh petugas unit yang dituju."))
    if to == "change" and not (is_own(actor, booking) or serves(actor, booking)):
        raise NotAllowed(_("Janji temu diubah oleh orangnya sendiri atau petugas."))
    return booking
