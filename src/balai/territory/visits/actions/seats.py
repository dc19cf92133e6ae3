"""Keep the seats of a delegation at what its programme needs; the database counts them."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Conflict, Invalid
from balai.core.ui.words import long_date
from balai.territory.visits.models import Delegation, Seat, Session, Site, SiteDay

Place = tuple[UUID, date]


def keep_seats(delegation: Delegation) -> None:
    """Take and give back seats, in the caller's transaction, which holds the delegation's row.

    Raises Conflict where a site is full on a day, Invalid where it does not receive.
    """
    needed = {} if delegation.state in Delegation.RELEASED else _needed(delegation)
    held = {(seat.day.site_id, seat.day.date): seat for seat in _seats_of(delegation)}
    for place in held.keys() - needed.keys():
        held[place].delete()
    for place in sorted(needed, key=lambda place: (place[1], str(place[0]))):  # always in one order
        if place not in held or held[place].people != needed[place]:
            take_seats(delegation, place, needed[place])


def _needed(delegation: Delegation) -> Mapping[Place, int]:
    """People by site and day: groups that come one after the other add up, to the whole delegation at most."""
    found: dict[Place, int] = {}
    for session in Session.objects.standing().filter(delegation=delegation):
        place = (session.site_id, timezone.localdate(session.starts_at))
        found[place] = min(found.get(place, 0) + session.people, delegation.people)
    return found


def _seats_of(delegation: Delegation) -> list[Seat]:
    return list(Seat.objects.filter(delegation=delegation).select_related("day"))


def take_seats(delegation: Delegation, place: Place, people: int) -> None:
    """Take so many seats at a site on a day. Raises Conflict, Invalid."""
    site = Site.objects.get(pk=place[0])
    day, _is_new = SiteDay.objects.get_or_create(
        site=site, date=place[1], defaults={"capacity": site.capacity if receives_on(site, place[1]) else 0}
    )
    if not day.capacity:
        raise Invalid(closed_words(site, place[1]))
    try:
        with transaction.atomic():
            Seat.objects.update_or_create(day=day, delegation=delegation, defaults={"people": people})
    except IntegrityError as error:
        raise Conflict(_full_words(site, day)) from error


def receives_on(site: Site, day: date) -> bool:
    """True when the site takes guests on such a day by itself."""
    return site.is_open and day.weekday() in site.weekdays


def closed_words(site: Site, day: date) -> str:
    """The sentence for a day on which the site does not receive."""
    return _("{site} tidak menerima tamu pada {day}.").format(site=site.title, day=long_date(day))


def _full_words(site: Site, day: SiteDay) -> str:
    day.refresh_from_db()
    return _("{site} pada {day} tinggal {free} tempat. Pilih hari atau tempat lain.").format(
        site=site.title, day=long_date(day.date), free=day.capacity - day.taken
    )
