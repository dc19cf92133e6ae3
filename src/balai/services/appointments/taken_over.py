"""The time that somebody booked, as the office takes it over into its own step instead of typing it."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.ui.words import clock_time
from balai.foundation.cases.api import Known, case_facts
from balai.foundation.regions.api import zone
from balai.services.appointments import selectors
from balai.services.appointments.models import Booking

FAMILY = "appointment"
NAMES = {
    "day": gettext_lazy("Hari janji temu"),
    "time": gettext_lazy("Jam janji temu"),
    "code": gettext_lazy("Kode janji temu"),
}


@case_facts(FAMILY, NAMES)
def coming(case_id: UUID) -> Known | None:
    """The next appointment of the case that still stands."""
    booking = selectors.bookings_beside(case_id).filter(state=Booking.State.BOOKED).first()
    if booking is None:
        return None
    return Known(facts_of(booking), _("Dari janji temu %(code)s.") % {"code": booking.code})


def facts_of(booking: Booking) -> dict[str, str]:
    """What an appointment gives, as fields take it."""
    return {
        "day": timezone.localdate(booking.starts_at, zone()).isoformat(),
        "time": clock_time(booking.starts_at),
        "code": booking.code,
    }
