"""Visits on the page of their case: who came, with which number, to which counter."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.urls import reverse

from balai.core.actor import Actor
from balai.foundation.cases.api import CaseCard, Panel, Side, case_panel
from balai.services.queues.models import Period, Ticket

MOST = 10
OVER = (Ticket.State.DONE, Ticket.State.MISSED, Ticket.State.LEFT)


@dataclass(frozen=True)
class Shown:
    """A number taken for the case; ``counter`` is where it was last called, ``href`` where its owner follows it."""

    label: str
    place: str
    day: date
    counter: str
    called_at: datetime | None
    state: str
    state_name: str
    href: str


@case_panel(order=25, leads_to="queues:counters")
def visits_panel(actor: Actor, case: CaseCard, side: Side) -> Panel | None:
    """The numbers that were taken for the case, the newest first; two queries."""
    called = Period.objects.filter(kind=Period.Kind.CALLED).select_related("counter").order_by("-started_at")
    rows = Ticket.objects.filter(case_id=case.id).select_related("visit__place", "line").order_by("-id")
    rows = rows.prefetch_related(Prefetch("periods", called, to_attr="calls"))[:MOST]
    shown = [_shown(actor, ticket, side) for ticket in rows]
    return Panel("queues/bits/in_case.html", {"rows": shown, "side": side}) if shown else None


def _shown(actor: Actor, ticket: Ticket, side: Side) -> Shown:
    calls: list[Period] = ticket.calls  # type: ignore[attr-defined]
    last = calls[0] if calls else None
    visit = ticket.visit
    is_own = side == "applicant" and visit.person_id == actor.user_id and ticket.state not in OVER
    return Shown(
        label=ticket.label,
        place=visit.place.title,
        day=ticket.day,
        counter=last.counter.number if last and last.counter else "",
        called_at=last.started_at if last else None,
        state=ticket.state,
        state_name=ticket.get_state_display(),
        href=reverse("queues:follow", args=[visit.code]) if is_own else "",
    )
