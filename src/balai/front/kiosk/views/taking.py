"""The end of a round: an appointment's code, the last look, the ticket."""

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.core.errors import BalaiError, Conflict, Invalid
from balai.core.http.forms import attempt, sent
from balai.core.ids import read_id, uuid7
from balai.core.ui.qr import qr_picture
from balai.foundation.documents.api import count_use
from balai.front.kiosk.bookings import Arrival, arrival_at, code_in, ticket_again
from balai.front.kiosk.forms import CodeForm
from balai.front.kiosk.paper import slip_length
from balai.front.kiosk.rounds import Choice
from balai.front.kiosk.saying import number_speech, sentence
from balai.front.kiosk.views.guard import IDLE_CALL, IDLE_TICKET, Kiosk, kiosk_page, show
from balai.services.queues.api import (
    TakeNumber,
    VisitCard,
    check_in,
    standby,
    take,
    take_together,
    taken,
    visit,
    visit_numbered,
)

MOST_NUMBERS, MOST_CODES = 200, 60  # of one kiosk in ten minutes


@require_http_methods(["GET", "HEAD", "POST"])
@kiosk_page
def appointment(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """A code: of an appointment, which leads to the last look, or of a number that somebody has already."""
    form = CodeForm(sent(request))
    if request.method == "POST":
        found = attempt(form, lambda: _recognised(request, kiosk))
        if isinstance(found, Arrival):
            return redirect(kiosk.step("take", booking=found.booking.code))
        if found:
            return _ticket(request, kiosk, found)
    back = kiosk.step("take") if kiosk.round.choices else kiosk.address("start")
    return show(request, kiosk, "appointment", form=form, back=back, status=422 if form.errors else 200)


def _recognised(request: HttpRequest, kiosk: Kiosk) -> Arrival | VisitCard:
    """Whoever took a number at home has come, and says the code, at the reception the number; any other code is an
    appointment's, which gives its ticket again once it was taken. Raises Invalid, Conflict.
    """
    code = _code(request, kiosk)
    expected = visit(code) or (visit_numbered(kiosk.place.code, code) if kiosk.is_reception else None)
    if expected and expected.place_code == kiosk.place.code and not expected.is_over:
        return check_in(request.actor, expected.code)  # type: ignore[attr-defined]
    return ticket_again(kiosk.place, code) or arrival_at(kiosk.place, code)


def _code(request: HttpRequest, kiosk: Kiosk) -> str:
    """The code that was sent; each counts, so that nobody tries many. Raises Invalid."""
    code = code_in(request.POST.get("kode", ""))
    if code and count_use("kiosk-code", kiosk.stand.name) > MOST_CODES:
        raise Invalid(_("Terlalu banyak kode dicoba. Mintalah bantuan petugas."))
    return code


def _last_look(
    request: HttpRequest, kiosk: Kiosk, arrival: Arrival | None, refusal: BalaiError | None = None
) -> HttpResponse:
    """What will be taken: what was chosen, and the appointment, which stands outside of every quota."""
    facts = {
        **_nobody_yet(kiosk, _chosen(kiosk, arrival)),
        "arrival": arrival,
        "key": uuid7(),
        "refusal": str(refusal or ""),
        "refusal_speech": sentence("nomor-belum-diberikan", str(refusal or "")),
        "chosen": _chosen(kiosk, arrival),
        "action": kiosk.step("take"),
        "appointment": kiosk.step("appointment"),
        "further": "" if kiosk.round.is_full else kiosk.step("agencies", priority=""),
        "back": kiosk.step("more", priority="")
        if kiosk.round.choices
        else kiosk.step("appointment", booking=""),
    }
    return show(request, kiosk, "take", **facts, status=409 if refusal else 200)


def _nobody_yet(kiosk: Kiosk, chosen: tuple[Choice, ...]) -> dict[str, object]:
    """What is said before a number is taken that no counter calls yet: of which agencies, and when they are served."""
    names = dict.fromkeys(choice.line.unit_name for choice in chosen if not choice.line.is_staffed)
    told = standby(kiosk.place)
    return {
        "unattended": ", ".join(names) if told else "",
        "standby": told,
        "unattended_speech": sentence("belum-ada-loket") + sentence("dipanggil-setelah-buka", told),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@kiosk_page
def number(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """The last look at what was chosen; sent, the numbers are given. The same page sent twice gives them once."""
    if not (kiosk.round.choices or kiosk.round.booking):
        return redirect(kiosk.step("agencies"))
    key, arrival = read_id(request.POST.get("kunci", "")), None
    try:
        arrival = arrival_at(kiosk.place, kiosk.round.booking) if kiosk.round.booking else None
        if request.method != "POST":
            return _last_look(request, kiosk, arrival)
        made = _take(request, kiosk, arrival, key)
    except (Conflict, Invalid) as refusal:
        done = taken(key)
        if done is None:
            return _last_look(request, kiosk, arrival, refusal)
        made = done
    return _ticket(request, kiosk, made)


def _ticket(request: HttpRequest, kiosk: Kiosk, made: VisitCard) -> HttpResponse:
    """The numbers on screen and on paper, with the way to follow them. It has no address, so none is left behind."""
    address = f"{settings.PUBLIC_URL.rstrip('/')}{reverse('queues:follow', args=[made.code])}"
    facts = {
        "visit": made,
        "length": slip_length(made),
        "numbers": [number_speech(ticket.label) for ticket in made.tickets],
        "qr": qr_picture(address),
        "idle": IDLE_CALL if kiosk.is_phone else IDLE_TICKET,
        "back": kiosk.address("start"),
    }
    return show(request, kiosk, "ticket", **facts)


def _take(request: HttpRequest, kiosk: Kiosk, arrival: Arrival | None, key: UUID | None) -> VisitCard:
    if count_use("kiosk", kiosk.stand.name) > MOST_NUMBERS:
        raise Conflict(_("Kiosk ini memberi terlalu banyak nomor. Mintalah bantuan petugas."))
    rest = TakeNumber(
        place=kiosk.place.code,
        wishes=[choice.wish() for choice in _chosen(kiosk, arrival)],
        channel=kiosk.channel,
        priority=kiosk.round.priority,
        language=kiosk.round.language,
        key=key,
    )
    actor = request.actor  # type: ignore[attr-defined]
    if arrival is None:
        return take(actor, rest, kiosk.place)
    booked = replace(rest, wishes=[arrival.wish()], channel="appointment")
    if rest.wishes:
        return take_together(actor, kiosk.place, booked, rest)
    return take(actor, booked, kiosk.place)


def _chosen(kiosk: Kiosk, arrival: Arrival | None) -> tuple[Choice, ...]:
    """What was chosen, without what the appointment is for."""
    return tuple(one for one in kiosk.round.choices if arrival is None or not arrival.is_for(one))
