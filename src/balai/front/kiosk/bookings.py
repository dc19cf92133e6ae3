"""An appointment at the kiosk: whoever shows its code has come."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.core.ids import read_code
from balai.core.ui.words import moment
from balai.foundation.regions.api import zone
from balai.front.kiosk.rounds import Choice
from balai.services.appointments.api import BookingCard, booking_coded
from balai.services.queues.api import LineNow, PlaceNow, VisitCard, Wish, visit_with


@dataclass(frozen=True)
class Arrival:
    """An appointment of today and the line in which its person is served."""

    booking: BookingCard
    line: LineNow

    def wish(self) -> Wish:
        """As the queue takes it."""
        return Wish(self.line.letter, self.service, booking_id=self.booking.id)

    def is_for(self, choice: Choice) -> bool:
        """True for what the appointment is for already."""
        own = (self.line.letter, self.service)
        return own == (choice.line.letter, choice.service.code if choice.service else "")

    @property
    def service(self) -> str:
        """The service of the appointment, where the line names it."""
        return self.booking.opening.service if _names(self.line, self.booking) else ""


def code_in(text: str) -> str:
    """The code in what was typed or scanned: a ticket's picture holds the whole address of its page."""
    return text.strip().rstrip("/").rpartition("/")[2][:40]


def arrival_at(place: PlaceNow, text: str) -> Arrival:
    """The appointment of a code as it was typed or scanned. Raises Invalid with what to do instead."""
    booking = _booking_of(text)
    if booking is None:
        raise _no(_("Kode ini tidak dikenal. Periksa hurufnya, atau ambil nomor tanpa janji temu."))
    if not booking.is_coming:
        raise _no(_("Janji temu ini sudah tercatat: {state}.").format(state=booking.state_name))
    if timezone.localdate(booking.starts_at, zone()) != timezone.localdate(timezone=zone()):
        raise _no(_("Janji temu ini untuk {when}.").format(when=moment(booking.starts_at)))
    line = _line(place, booking)
    if line is None:
        raise _no(_("Janji temu ini tidak dilayani di tempat ini. Lihat tempatnya pada lembar Anda."))
    return Arrival(booking, line)


def ticket_again(place: PlaceNow, text: str) -> VisitCard | None:
    """The visit of an appointment whose person has come already and shows the code once more, while it goes on."""
    booking = _booking_of(text)
    found = visit_with(booking.id) if booking and not booking.is_coming else None
    return found if found and found.place_code == place.code and not found.is_over else None


def _booking_of(text: str) -> BookingCard | None:
    code = read_code(text)
    return booking_coded(code) if code else None


def _line(place: PlaceNow, booking: BookingCard) -> LineNow | None:
    """The line of the agency that serves it, best the one that names the service."""
    lines = [line for line in place.lines if line.unit_id == booking.opening.unit_id]
    return next((line for line in lines if _names(line, booking)), lines[0] if lines else None)


def _names(line: LineNow, booking: BookingCard) -> bool:
    return any(one.code == booking.opening.service for one in line.services)


def _no(sentence: str) -> Invalid:
    return Invalid(sentence, {"kode": sentence})
