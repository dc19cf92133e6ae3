"""One timeline over everything that belongs to a journey."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.ui.words import long_date, moment
from balai.foundation.cases.api import public_timeline
from balai.services.lifeevents.listing import Line
from balai.services.lifeevents.models import Journey


@dataclass(frozen=True)
class Happening:
    """One line of the timeline: ``done``, ``now`` or ``later``; ``about`` is the line of the list."""

    state: str
    title: str
    about: str
    when: str
    detail: str = ""


def story(actor: Actor, journey: Journey, lines: Sequence[Line]) -> list[Happening]:
    """What was done, first to last; what is on its way; what has its day."""
    past: list[tuple[datetime, Happening]] = [(journey.created_at, _begun(journey))]
    now: list[Happening] = []
    for line in lines:
        case = line.place.case
        for entry in public_timeline(actor, case.id) if case else ():
            if entry.status == "done" and entry.at:
                past.append(
                    (entry.at, Happening("done", entry.title, line.title, moment(entry.at), entry.detail))
                )
            elif entry.status == "now":
                now.append(Happening("now", entry.title, line.title, _until(entry.at), entry.who))
    past += _ticked(journey, lines)
    told = [happening for _at, happening in sorted(past, key=lambda pair: pair[0])]
    return [*told, *now, *_coming(lines)]


def _begun(journey: Journey) -> Happening:
    return Happening("done", _("Daftar disimpan"), "", moment(journey.created_at))


def _until(due: datetime | None) -> str:
    return _("Selesai paling lambat {when}").format(when=moment(due)) if due else ""


def _ticked(journey: Journey, lines: Sequence[Line]) -> Iterator[tuple[datetime, Happening]]:
    titles = {line.key: line.title for line in lines}
    for one in journey.ticks.all():
        if one.key in titles:
            done = Happening("done", _("Anda tandai selesai"), titles[one.key], moment(one.created_at))
            yield one.created_at, done


def _coming(lines: Sequence[Line]) -> list[Happening]:
    """Appointments and last days of what is not done, the nearest first."""
    found: list[tuple[date, Happening]] = []
    for line in lines:
        booking = line.place.booking
        if booking and booking.is_coming:
            when = moment(booking.starts_at)
            found.append((booking.starts_at.date(), Happening("later", _("Janji temu"), line.title, when)))
        if line.deadline and not line.place.is_done:
            when = long_date(line.deadline)
            found.append((line.deadline, Happening("later", _("Paling lambat"), line.title, when)))
    return [happening for _day, happening in sorted(found, key=lambda pair: pair[0])]
