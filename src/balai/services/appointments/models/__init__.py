from balai.services.appointments.models.booking import Booking
from balai.services.appointments.models.opening import Opening

__all__ = ["Booking", "Opening"]
