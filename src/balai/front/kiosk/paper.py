"""How long a ticket is on paper of 80 mm: a thermal printer cuts where its page ends, so nothing may stand beyond."""

from math import ceil

from balai.services.queues.api import TicketCard, VisitCard

LINE = 4.7  # millimetres of a line
LETTERS = 30  # that surely fit into one
ENDS = 66  # place, moment, QR code and what stands below it, without what the place and the priority add
NUMBER = 18  # a number with the rule above it
STEP = 10
LEAST, MOST = 11, 40  # the classes slip-11 … slip-40 of assets/css/slip.css


def slip_length(visit: VisitCard) -> int:
    """In steps of 10 mm, rounded up."""
    texts = [visit.place_name, visit.priority_name, *(text for one in visit.tickets for text in _texts(one))]
    needed = ENDS + NUMBER * len(visit.tickets) + LINE * sum(ceil(len(text) / LETTERS) for text in texts)
    return min(max(ceil(needed / STEP), LEAST), MOST)


def _texts(ticket: TicketCard) -> tuple[str, ...]:
    """What stands below a number; how many are before and how long it takes fill two lines at most."""
    return ticket.service_title or ticket.line_name, ticket.unit_name, "-" * LETTERS * 2
