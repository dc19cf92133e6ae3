from balai.services.queues.models.counter import Counter, Shift
from balai.services.queues.models.kiosk import Kiosk
from balai.services.queues.models.line import Line, QueueRule, Strip
from balai.services.queues.models.place import Place, PlaceDay
from balai.services.queues.models.showing import Announcement, Display
from balai.services.queues.models.visit import Period, Ticket, Visit

__all__ = [
    "Announcement",
    "Counter",
    "Display",
    "Kiosk",
    "Line",
    "Period",
    "Place",
    "PlaceDay",
    "QueueRule",
    "Shift",
    "Strip",
    "Ticket",
    "Visit",
]
