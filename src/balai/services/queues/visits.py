"""The queue on the pages of others: the button of a service, the lines of an agency, the way back to a counter."""

from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.ui.words import span
from balai.services.applications.api import lead_back
from balai.services.catalogue.api import Wait, Way, offer_way, show_waits
from balai.services.queues.cards import LineNow, PlaceNow
from balai.services.queues.models import Shift
from balai.services.queues.places import open_places

CHANNEL = "web"
ORDER = 10  # before an appointment


def connect() -> None:
    """Offer numbers on the pages of services and the lines on those of agencies; lead officers back to their seat."""
    offer_way(ORDER, by_number)
    show_waits(lines_of_unit)
    lead_back(to_counter)


def to_counter(actor: Actor) -> Way | None:
    """The counter at which the officer sits."""
    sits = Shift.objects.filter(officer_id=actor.user_id, ended_at=None).select_related("counter").first()
    if sits is None:
        return None
    label = _("Kembali ke loket {number}").format(number=sits.counter.number)
    return Way(label, reverse("queues:counter", args=[sits.counter_id]), "arrow-left")


def by_number(service: str, unit_id: UUID) -> Way | None:
    """Where a number for the service is taken: where one is given now, else the first place that serves it."""
    found = [
        (place, line)
        for place in open_places()
        for line in place.lines
        if line.unit_id == unit_id and service in {choice.code for choice in line.services}
    ]
    if not found:
        return None
    place, line = next((one for one in found if one[1].is_taking(CHANNEL)), found[0])
    return Way(_label(place, line), _address(place, line, service), "ticket")


def _label(place: PlaceNow, line: LineNow) -> str:
    if not (place.is_open and line.wait_seconds):
        return _("Ambil nomor antrean")
    return _("Ambil nomor, menunggu sekitar {time}").format(time=span(line.wait_seconds))


def _address(place: PlaceNow, line: LineNow, service: str = "") -> str:
    """The page where a number is taken; ``service`` is ticked already."""
    asked = urlencode({"layanan": f"{line.letter}:{service}"}) if service else ""
    return f"{reverse('queues:take', args=[place.code])}{'?' * bool(asked)}{asked}"


def lines_of_unit(unit_id: UUID) -> list[Wait]:
    """The lines of an agency at every place."""
    return [
        Wait(
            place=place.name,
            letter=line.letter,
            name=line.name,
            is_open=place.is_open,
            waiting=line.waiting,
            seconds=line.wait_seconds or 0,
            href=_address(place, line),
        )
        for place in open_places()
        for line in place.lines
        if line.unit_id == unit_id
    ]
