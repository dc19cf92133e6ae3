"""How a visit stands, as its case decides: planned, confirmed, put off, declined, called off by the guests."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.cases import api as cases
from balai.territory.visits import events, telling
from balai.territory.visits.access import delegation_followed, get_delegation
from balai.territory.visits.actions.noting import note
from balai.territory.visits.actions.seats import keep_seats
from balai.territory.visits.cards import delegation_card
from balai.territory.visits.days import days_in_words
from balai.territory.visits.hooks import tell_confirmed
from balai.territory.visits.models import Delegation, Host

State = Delegation.State
RESUMED, GIVEN_UP = "visit.resumed", "visit.withdrawn"


@dataclass(frozen=True)
class Turn:
    """Where a visit goes, and what is told of it."""

    state: str
    event: str
    kind: Any = None


TURNS = {
    "postpone": Turn(State.POSTPONED, events.POSTPONED, telling.POSTPONED),
    "decline": Turn(State.DECLINED, events.DECLINED, telling.DECLINED),
    "withdraw": Turn(State.WITHDRAWN, events.WITHDRAWN, telling.WITHDRAWN),
}


def plan(actor: Actor, delegation: Delegation) -> None:
    """It can come: a programme is made. Seats of a programme that stood before are taken again."""
    delegation.state, delegation.reason, delegation.confirmed_at = State.PLANNED, "", None
    delegation.save(update_fields=["state", "reason", "confirmed_at"])
    keep_seats(delegation)
    note(actor, events.PLANNED, delegation)


def confirm(actor: Actor, delegation: Delegation) -> None:
    """The letter is signed: everybody above does their work in the same transaction. Raises Invalid."""
    require_programme(delegation)
    delegation.state, delegation.confirmed_at = State.CONFIRMED, timezone.now()
    delegation.save(update_fields=["state", "confirmed_at"])
    days = days_in_words(delegation)
    note(actor, events.CONFIRMED, delegation, days=days)
    telling.tell_contact(actor, telling.CONFIRMED, delegation, days=days)
    tell_confirmed(actor, delegation_card(delegation))


def require_programme(delegation: Delegation) -> None:
    """Raise Invalid while there is no session, or one lies in the past."""
    if not delegation.sessions.filter(is_off=False).exists() or delegation.first_day is None:
        raise Invalid(_("Susun dahulu acaranya: sekurangnya satu sesi."))
    if delegation.first_day < timezone.localdate():
        raise Invalid(_("Acara ini sudah lewat. Susun ulang dahulu."))


def unsettled(delegation: Delegation) -> list[Host]:
    """Hosts of standing sessions who have not agreed; whoever refused only where nobody else receives."""
    rows = Host.objects.filter(session__delegation=delegation, session__is_off=False)
    hosts = list(rows.select_related("unit", "person"))
    received = {host.session_id for host in hosts if host.state == Host.State.AGREED}
    open_states = (Host.State.ASKED, Host.State.OTHER)
    return [
        host
        for host in hosts
        if host.state in open_states or (host.state == Host.State.REFUSED and host.session_id not in received)
    ]


def release(actor: Actor, delegation: Delegation, turn: Turn, reason: str) -> None:
    """It does not come, for now or at all: seats are free again, hosts and guests are told why."""
    was_planned = delegation.state in (State.PLANNED, State.CONFIRMED)
    delegation.state, delegation.reason = turn.state, reason.strip()[:1000]
    delegation.confirmed_at = None
    delegation.save(update_fields=["state", "reason", "confirmed_at"])
    keep_seats(delegation)
    note(actor, turn.event, delegation, reason=delegation.reason)
    telling.tell_contact(actor, turn.kind, delegation, reason=delegation.reason)
    if was_planned:
        telling.release_hosts(actor, delegation)


@transaction.atomic
def resume_visit(actor: Actor, delegation_id: UUID) -> None:
    """A visit that was put off is scheduled again. Raises NotVisible, Conflict."""
    delegation = get_delegation(actor, delegation_id, lock=True)
    case_id = delegation.case_id if delegation.state == State.POSTPONED else None
    if case_id is None or not cases.send_signal(case_id, RESUMED):
        raise Conflict(_("Kunjungan ini tidak sedang ditunda."))


@transaction.atomic
def withdraw_visit(token: str, reason: str) -> Delegation:
    """The guests call it off by their mailed address. Raises NotVisible, Invalid, Conflict."""
    delegation = delegation_followed(token, lock=True)
    if delegation.state in (State.DECLINED, State.WITHDRAWN, State.HELD) or delegation.is_over:
        raise Conflict(_("Kunjungan ini tidak dapat dibatalkan lagi."))
    if not reason.strip():
        raise Invalid(_("Tulis alasannya."), {"reason": _("Tulis alasannya.")})
    waited = delegation.state == State.POSTPONED
    release(SYSTEM, delegation, TURNS["withdraw"], reason)
    if waited and delegation.case_id:
        cases.send_signal(delegation.case_id, GIVEN_UP)
    telling.tell_withdrawn(delegation)
    return delegation
