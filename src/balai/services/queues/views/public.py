"""What is open now and how long it takes, and a number from home."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.core.errors import Conflict, NotVisible
from balai.core.http.forms import attempt, sent
from balai.foundation.documents.api import count_use
from balai.services.queues.api import PlaceNow, TakeNumber, VisitCard, Wish, place_now, places_open, take
from balai.services.queues.forms.taking import TakeForm
from balai.services.queues.views.remembering import held_here, origin_of, remember
from balai.services.queues.wording import rules_told, standby

CHANNEL = "web"
MOST_NUMBERS = 60  # from one address in ten minutes; many phones share one


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """All places with their hours, their lines and how long one waits."""
    return render(request, "queues/public/places.html", {"places": places_open()})


@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """The same in small, for the front page (a part of a page, for htmx)."""
    return render(request, "queues/public/bits/now.html", {"places": places_open()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_number(request: HttpRequest, place: str) -> HttpResponse:
    """Choose services and take a number before leaving home; hours and what is left are said first."""
    found = place_now(place)
    if found is None:
        raise NotVisible(_("Tempat layanan ini tidak ada."))
    form = TakeForm(found, CHANNEL, sent(request), initial={"layanan": request.GET.getlist("layanan")})
    if request.method == "POST":
        made = attempt(form, partial(_take, request, found, form))
        if made:
            return remember(request, redirect("queues:follow", made.code), made.code)
    agencies = form.agencies()
    context = {
        "place": found,
        "form": form,
        "agencies": agencies,
        "standby": standby(found),
        "gives": not all(agency.is_closed for agency in agencies),
        "held": held_here(request, found.code),
        "rules": rules_told([line.id for line in found.lines]),
        "releases": sorted({line.rule.release for line in found.lines if line.rule.release}),
    }
    return render(request, "queues/public/take.html", context, status=422 if form.errors else 200)


def _take(request: HttpRequest, place: PlaceNow, form: TakeForm) -> VisitCard:
    """Raises Conflict for a line in which this browser or person already has a number, Invalid, Conflict."""
    wishes = [Wish(line=letter, service=service) for letter, service in form.wishes()]
    _require_new(held_here(request, place.code), {letter for letter, _service in form.wishes()})
    if count_use("queue-take", origin_of(request)) > MOST_NUMBERS:
        raise Conflict(_("Terlalu banyak nomor diambil dari jaringan ini. Coba lagi sepuluh menit lagi."))
    actor = request.actor  # type: ignore[attr-defined]
    wish = TakeNumber(
        place=place.code,
        wishes=wishes,
        channel=CHANNEL,
        priority=form.cleaned_data["prioritas"],
        language=str(request.LANGUAGE_CODE),
        person_id=actor.user_id,
        key=form.cleaned_data["kunci"],
    )
    return take(actor, wish)


def _require_new(held: list[VisitCard], letters: set[str]) -> None:
    mine = [ticket for visit in held for ticket in visit.tickets if ticket.line_letter in letters]
    if mine:
        raise Conflict(
            _("Anda sudah memegang nomor {label} di antrean {line}. Satu orang satu nomor.").format(
                label=mine[0].label, line=mine[0].line_name
            )
        )
