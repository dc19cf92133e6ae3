"""Reads for those who administer places, and how the places stand on the page of administration."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from balai.core.actor import Actor
from balai.core.ui.administration import Matter, State, administer
from balai.foundation.accounts.api import within
from balai.services.queues.hours import today
from balai.services.queues.models import Announcement, Counter, Display, Line, Place, PlaceDay
from balai.services.queues.policies import MANAGE

MOST_DAYS = 30


@dataclass(frozen=True)
class PlaceShown:
    """What stands at a place; special days from today on."""

    lines: list[Line]
    counters: list[Counter]
    displays: list[Display]
    days: list[PlaceDay]
    announcements: list[Announcement]


def kept_places(actor: Actor) -> list[Any]:
    """The places that the actor administers, with how many lines, counters and displays are in use."""
    used = Q(lines__is_active=True)
    return list(
        Place.objects.filter(within(actor, MANAGE))
        .select_related("unit")
        .annotate(
            line_count=Count("lines", filter=used, distinct=True),
            counter_count=Count("counters", filter=Q(counters__is_active=True), distinct=True),
            display_count=Count("displays", filter=Q(displays__is_active=True), distinct=True),
        )
    )


def place_shown(place: Place) -> PlaceShown:
    """All that stands at a place; six queries."""
    coming = place.announcements.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))
    return PlaceShown(
        lines=list(place.lines.select_related("unit")),
        counters=list(place.counters.prefetch_related("lines")),
        displays=list(place.displays.all()),
        days=list(place.days.filter(date__gte=today())[:MOST_DAYS]),
        announcements=list(coming),
    )


def register() -> None:
    """Add places to the page of administration."""
    administer(
        Matter(
            label=gettext_lazy("Tempat layanan dan antrean"),
            lead=gettext_lazy("Jam buka, hari khusus, antrean, loket, layar, dan aturan urutannya."),
            icon="users",
            url_name="queues:places_kept",
            group=gettext_lazy("Layanan"),
            order=71,
            permissions=(MANAGE,),
            words=gettext_lazy("loket, nomor, mal pelayanan publik, layar, kuota, prioritas, malam"),
            state=_state,
        )
    )


def _state(actor: Actor) -> State:
    bare = sum(place.is_active and not place.counter_count for place in kept_places(actor))
    if bare:
        text = ngettext("{n} tempat belum mempunyai loket", "{n} tempat belum mempunyai loket", bare)
        return State(text.format(n=bare), waits=True)
    return State(_("Semua tempat mempunyai loket"))
