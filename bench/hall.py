"""A hall for a simulated day, in a process of its own on the demo's database; prints JSON.

python -m bench.hall open COUNTERS KIOSKS DISPLAYS    a new place: who may sit where, which screens are kiosks
python -m bench.hall count PLACE                      what stands of its day: nothing lost, nothing double
"""

import json
import os
import sys
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from uuid import UUID

    from balai.services.queues.models import Counter, Line, Place

LETTERS = "ABCDEFGHJK"
ALWAYS = {str(weekday): [["00:00", "23:59"]] for weekday in range(7)}
RULE = "bench"


def main(words: list[str]) -> None:
    """Open or count."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    found = opened(*map(int, words[1:])) if words[0] == "open" else counted(words[1])
    print(json.dumps(found))


def opened(counters: int, kiosks: int, displays: int) -> dict[str, Any]:
    """A place that is always open, with ten lines, an officer at each counter, and screens."""
    place = _place()
    lines = _lines(place)
    seats = [_counter(place, number, counters, lines) for number in range(1, counters + 1)]
    return {
        "place": place.code,
        "place_id": str(place.pk),
        "letters": [line.letter for line in lines],
        "desks": [
            {"counter": str(seat.pk), "session": _officer(number)} for number, seat in enumerate(seats)
        ],
        "kiosks": [_device(place.code) for _kiosk in range(kiosks)],
        "displays": [_display(place, number) for number in range(displays)],
    }


def _place() -> "Place":
    from balai.services.queues.models import Place, QueueRule

    QueueRule.objects.get_or_create(
        code=RULE, valid_from="2000-01-01", defaults={"content": {}, "source": "bench"}
    )
    code = f"bench-{uuid4().hex[:8]}"
    name = {"id": "Balai ukur", "en": "Test hall"}
    return Place.objects.create(unit_id=_mall(), code=code, name=name, kind="mall", week=ALWAYS, order=900)


def _mall() -> "UUID":
    from balai.foundation.organizations.api import units_by_kind

    return units_by_kind("mpp")[0].id


def _lines(place: "Place") -> "list[Line]":
    from balai.services.queues.models import Line

    return [
        Line.objects.create(
            place=place,
            letter=letter,
            name={"id": f"Antrean {letter}", "en": f"Line {letter}"},
            unit_id=place.unit_id,
            minutes=5,
            rule=RULE,
        )
        for letter in LETTERS
    ]


def _counter(place: "Place", number: int, counters: int, lines: "list[Line]") -> "Counter":
    """Every counter serves a line and the one beside it, as in a hall where neighbours help out; few serve more."""
    from balai.services.queues.models import Counter

    counter = Counter.objects.create(place=place, number=str(number), order=number)
    beside = {number % len(lines), (number + 1) % len(lines)}
    rest = {one for one in range(len(lines)) if one % counters == number % counters}
    counter.lines.set([lines[one] for one in beside | (rest if counters < len(lines) else set())])
    return counter


def _officer(number: int) -> str:
    """A session of an officer of the hall who sits nowhere."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from balai.foundation.accounts.models import User
    from balai.foundation.accounts.testing import make_officer, sign_in
    from balai.services.queues.models import Shift

    username = f"loket.ukur{number}"
    user = User.objects.filter(username=username).first()
    user = user or make_officer(username, "petugas_loket", _mall())
    Shift.objects.filter(officer=user, ended_at=None).update(ended_at=timezone.now())
    return sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value


def _device(place: str) -> dict[str, str]:
    """The cookies of a kiosk at the place, in the middle of a round."""
    from django.http import HttpResponse

    from balai.front.kiosk.devices import ROUND, Device, keep_device, keep_round

    response = HttpResponse()
    keep_device(response, Device(place, token_hex(4), prints=True))
    keep_round(response, "ukur")
    assert ROUND in response.cookies
    return {name: morsel.value for name, morsel in response.cookies.items()}


def _display(place: "Place", number: int) -> str:
    from balai.services.queues.models import Display

    return Display.objects.create(place=place, code=f"{place.code}-{number}", name=f"Layar {number}").code


def counted(code: str) -> dict[str, Any]:
    """The day of the place, counted in the database."""
    from balai.services.queues.models import Period, Strip, Ticket, Visit

    tickets = Ticket.objects.filter(visit__place__code=code)
    strips = Strip.objects.filter(line__place__code=code)
    given = list(tickets.order_by("strip", "number").values_list("strip", "number", "issued_at"))
    periods = Period.objects.filter(visit__place__code=code)
    return {
        "visits": Visit.objects.filter(place__code=code).count(),
        "tickets": len(given),
        "numbers": sum(strips.values_list("last", flat=True)),
        "disordered": sum(
            one[0] == two[0] and one[2] > two[2] for one, two in zip(given, given[1:], strict=False)
        ),
        "done": tickets.filter(state="done").count(),
        "open": periods.filter(ended_at=None).count(),
        "served": periods.filter(kind="serving", ended_as="done").count(),
        "backwards": sum(one.ended_at < one.started_at for one in periods.exclude(ended_at=None)),
        "standing": _standing(code),
    }


def _standing(code: str) -> dict[str, list[str]]:
    """Where every visitor of the place is: the numbers with their states."""
    from balai.services.queues.models import Ticket

    found: dict[str, list[str]] = {}
    rows = Ticket.objects.filter(visit__place__code=code).select_related("visit").order_by("visit", "order")
    for ticket in rows:
        found.setdefault(ticket.visit.code, []).append(f"{ticket.label} {ticket.state}")
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
