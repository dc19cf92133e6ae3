"""Further numbers of a visit that is here already: added at a counter, or taken beside an appointment."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.services.queues.actions.take import TakeNumber, Torn, Wish, first_period, take, tear
from balai.services.queues.cards import PlaceNow, VisitCard
from balai.services.queues.following import card_of, read_tickets
from balai.services.queues.hours import hours_of, today
from balai.services.queues.models import Line, Place, Ticket, Visit
from balai.services.queues.places import refusal
from balai.services.queues.rules import DEFAULT
from balai.services.queues.standing import lines_of


def add_number(visit: Visit, line: Line, service: str, channel: str, key: UUID | None = None) -> Ticket:
    """One more number for somebody who is here; it counts from now, and takes a place of the channel."""
    now = timezone.now()
    torn: Torn = tear({line.pk: 1}, channel, visit.day)[line.pk]
    rule = next((one.rule for one in lines_of(visit.place_id, now, visit.day) if one.id == line.pk), DEFAULT)
    ticket = Ticket.objects.create(
        visit=visit,
        line=line,
        strip_id=torn.strip_id,
        day=visit.day,
        letter=line.letter,
        number=torn.last,
        service=service or (line.services[0] if len(line.services) == 1 else ""),
        order=Ticket.objects.filter(visit=visit).count() + 1,
        rank_at=now - rule.head_start(visit.priority),
        state=Ticket.State.WAITING,
        issued_at=now,
    )
    waiting = first_period(ticket, now)
    waiting.key = key
    waiting.save(force_insert=True)
    return ticket


@transaction.atomic
def take_together(actor: Actor, place: PlaceNow, arrival: TakeNumber, further: TakeNumber) -> VisitCard:
    """One visit for an appointment, which stands outside of every quota, and for what else brings its visitor.

    The lines are named by their letters. All or nothing, and harmless twice by the key of ``arrival``. Raises as
    ``take`` does.
    """
    here = place.setting.place
    lines = _lines(here, [*arrival.wishes, *further.wishes])
    tear(
        dict.fromkeys((line.pk for line in lines.values()), 0), further.channel, today()
    )  # held, in one order
    card = take(actor, arrival, place)
    if len(card.tickets) > len(arrival.wishes):
        return card
    visit = Visit.objects.get(pk=card.id)
    for wish in further.wishes:
        line = lines[str(wish.line)]
        _require_place(here, line, further.channel)
        add_number(visit, line, wish.service, further.channel)
    return _told(visit)


def _lines(place: Place, wishes: Iterable[Wish]) -> dict[str, Line]:
    """The lines of wishes by their letters. Raises Invalid for what is not served at the place."""
    asked = [(str(wish.line), wish.service) for wish in wishes]
    rows = Line.objects.filter(place=place, letter__in=[letter for letter, _service in asked], is_active=True)
    found = {line.letter: line for line in rows}
    for letter, service in asked:
        if letter not in found or (service and service not in found[letter].services):
            raise Invalid(_("Keperluan ini tidak dilayani di sini."), {"line": _("Pilih keperluan lain.")})
    return found


def _require_place(place: Place, line: Line, channel: str) -> None:
    """Conflict when the channel gives no number of the line now; its strip is held."""
    now, day = timezone.now(), today()
    state = next(one for one in lines_of(place.pk, now, day) if one.id == line.pk)
    if reason := refusal(state, channel, hours_of([place], day)[place.pk], now):
        raise Conflict(reason)


def _told(visit: Visit) -> VisitCard:
    """The whole visit; how long each further number waits is kept with it, as it is told."""
    card = card_of(read_tickets(Ticket.objects.filter(visit=visit)))
    for ticket in card.tickets:
        Ticket.objects.filter(pk=ticket.id, expected_seconds=None).update(
            expected_seconds=ticket.wait_seconds
        )
    return card
