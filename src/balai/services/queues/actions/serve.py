"""What happens to a number at the counter. A command whose period has ended that way already changes nothing."""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict, Invalid, NotVisible
from balai.services.appointments import api as appointments
from balai.services.queues import events
from balai.services.queues.access import get_period, get_seat
from balai.services.queues.actions.adding import add_number
from balai.services.queues.actions.call import require_free
from balai.services.queues.actions.moving import Step, begin, end
from balai.services.queues.actions.noting import note
from balai.services.queues.actions.take import first_period
from balai.services.queues.cards import CounterCard
from balai.services.queues.desk import counter_card
from balai.services.queues.models import Counter, Line, Period, Ticket, Visit
from balai.services.queues.rules import DEFAULT, Rule
from balai.services.queues.standing import lines_of

Kind, End = Period.Kind, Period.End
HERE = (Kind.CALLED, Kind.SERVING, Kind.HELD)


@transaction.atomic
def recall(actor: Actor, counter_id: UUID, period_id: UUID, *, key: UUID | None = None) -> CounterCard:
    """Call the same number again. Raises NotVisible, NotAllowed, Conflict."""
    counter = get_seat(actor, counter_id)
    period = get_period(counter, period_id)
    if key is None or period.recall_key != key:
        still = Period.objects.filter(pk=period.pk, kind=Kind.CALLED, ended_at=None)
        again = still.update(calls=F("calls") + 1, called_at=timezone.now(), recall_key=key)
        if not again:
            raise _over(period)
    return counter_card(counter)


@transaction.atomic
def start(actor: Actor, counter_id: UUID, period_id: UUID, *, key: UUID | None = None) -> CounterCard:
    """The visitor is at the counter. Raises NotVisible, NotAllowed, Conflict."""
    return _step(actor, counter_id, period_id, {Kind.CALLED}, Step(Kind.SERVING, key=key))


@transaction.atomic
def hold(
    actor: Actor, counter_id: UUID, period_id: UUID, *, reason: str, key: UUID | None = None
) -> CounterCard:
    """The visitor fetches or fills in something; the counter is free.

    Raises NotVisible, NotAllowed, Invalid, Conflict.
    """
    step = Step(Kind.HELD, reason=_told(reason), key=key)
    return _step(actor, counter_id, period_id, {Kind.CALLED, Kind.SERVING}, step)


@transaction.atomic
def resume(actor: Actor, counter_id: UUID, period_id: UUID, *, key: UUID | None = None) -> CounterCard:
    """Go on with somebody who was held. Raises NotVisible, NotAllowed, Conflict (somebody is at the counter)."""
    return _step(actor, counter_id, period_id, {Kind.HELD}, Step(Kind.SERVING, key=key), require_free)


def _step(
    actor: Actor,
    counter_id: UUID,
    period_id: UUID,
    kinds: Collection[str],
    step: Step,
    require: Callable[[Counter], None] | None = None,
) -> CounterCard:
    """End an open period of one of the kinds and begin the next."""
    counter = get_seat(actor, counter_id)
    period = get_period(counter, period_id)
    if _is_to_do(period, kinds, step.kind):
        if require:
            require(counter)
        begin(actor, counter, period, step)
    return counter_card(counter)


def _is_to_do(period: Period, kinds: Collection[str], ended_as: str) -> bool:
    """False when it has ended that way already. Raises Conflict when it ended otherwise, or cannot end that way."""
    if period.ended_at and period.ended_as == ended_as:
        return False
    if period.ended_at or period.kind not in kinds:
        raise _over(period)
    return True


def _over(period: Period) -> Conflict:
    state = Ticket.objects.get(pk=period.ticket_id).get_state_display()
    return Conflict(_("{label} sudah berubah: {state}.").format(label=period.ticket.label, state=state))


def _told(reason: str) -> str:
    if not reason.strip():
        raise Invalid(_("Tulis alasannya."), {"reason": _("Tulis alasannya.")})
    return reason.strip()[:240]


@transaction.atomic
def back_in_line(actor: Actor, counter_id: UUID, period_id: UUID, *, key: UUID | None = None) -> CounterCard:
    """Let somebody wait again: whoever was called, served or held keeps the place; who missed a call follows the rule.

    Raises NotVisible, NotAllowed, Conflict.
    """
    counter = get_seat(actor, counter_id, key=key)
    period = get_period(counter, period_id)
    if counter.is_done:
        return counter_card(counter)
    if period.ended_as == End.MISSED:
        _return_missed(counter, period, key)
    elif _is_to_do(period, HERE, End.WAITING):
        begin(actor, counter, period, Step(Kind.WAITING, key=key))
        _note(actor, events.PUT_BACK, counter, period, label=period.ticket.label)
    return counter_card(counter)


def _return_missed(counter: Counter, period: Period, key: UUID | None) -> None:
    """Claimed by the state: whoever comes second finds it waiting, which is what was wanted."""
    now = timezone.now()
    Visit.objects.select_for_update(no_key=True).get(
        pk=period.visit_id
    )  # before its numbers, as a check-in does
    rule = _rule_of(counter, period, now)
    rank_at = rule.return_rank(period.ticket.rank_at, period.ended_at or now, now)
    missed = Ticket.objects.filter(pk=period.ticket_id, state=Ticket.State.MISSED)
    if missed.update(rank_at=rank_at):
        waiting = first_period(period.ticket, now)
        waiting.key = key
        waiting.save(force_insert=True)
        Visit.objects.filter(pk=period.visit_id).update(left_at=None)


def _rule_of(counter: Counter, period: Period, now: datetime) -> Rule:
    lines = lines_of(counter.place_id, now, period.ticket.day)
    return next((line.rule for line in lines if line.id == period.line_id), DEFAULT)


@transaction.atomic
def transfer(
    actor: Actor, counter_id: UUID, period_id: UUID, line_id: UUID, *, reason: str, key: UUID | None = None
) -> CounterCard:
    """Send somebody to another line, with the number and the place in the order that they have.

    Raises NotVisible, NotAllowed, Invalid, Conflict.
    """
    counter = get_seat(actor, counter_id)
    period = get_period(counter, period_id)
    line = _line(counter, line_id)
    if line.pk == period.line_id:
        raise Invalid(_("Nomor ini sudah di antrean itu."), {"line": _("Pilih antrean lain.")})
    step = Step(Kind.TRANSFERRED, reason=_told(reason), key=key, line_id=line.pk)
    if _is_to_do(period, HERE, End.TRANSFERRED):
        begin(actor, counter, period, step)
        facts = {"before": period.line.letter, "line": line.letter, "reason": step.reason}
        _note(actor, events.TRANSFERRED, counter, period, label=period.ticket.label, **facts)
    return counter_card(counter)


def _line(counter: Counter, line_id: UUID) -> Line:
    line = Line.objects.filter(pk=line_id, place_id=counter.place_id, is_active=True).first()
    if line is None:
        raise Invalid(_("Antrean ini tidak ada di sini."), {"line": _("Pilih antrean lain.")})
    return line


@transaction.atomic
def add_service(
    actor: Actor,
    counter_id: UUID,
    period_id: UUID,
    line_id: UUID,
    *,
    service: str = "",
    key: UUID | None = None,
) -> CounterCard:
    """Give the visitor at the counter one more number; it counts from now, and takes a place of the reception.

    Raises NotVisible, NotAllowed, Invalid, Conflict.
    """
    counter = get_seat(actor, counter_id, key=key)
    period = get_period(counter, period_id)
    line = _line(counter, line_id)
    if counter.is_done:
        return counter_card(counter)
    if period.ended_at:
        raise _over(period)
    if service and service not in line.services:
        raise Invalid(_("Layanan ini tidak ada di antrean itu."), {"service": _("Pilih layanan lain.")})
    add_number(period.visit, line, service, Visit.Channel.RECEPTION, key)
    return counter_card(counter)


@transaction.atomic
def no_show(actor: Actor, counter_id: UUID, period_id: UUID, *, key: UUID | None = None) -> CounterCard:
    """The visitor did not come, after as many calls as the rule asks for. Raises NotVisible, NotAllowed, Conflict."""
    counter = get_seat(actor, counter_id)
    period = get_period(counter, period_id)
    if _is_to_do(period, {Kind.CALLED}, End.MISSED):
        least = _rule_of(counter, period, timezone.now()).miss_after_calls
        if period.calls < least:
            raise Conflict(_("Panggil {count} kali sebelum dicatat tidak datang.").format(count=least))
        end(period, End.MISSED, timezone.now())
    return counter_card(counter)


@transaction.atomic
def done(actor: Actor, counter_id: UUID, period_id: UUID, *, key: UUID | None = None) -> CounterCard:
    """The service is over. Raises NotVisible, NotAllowed, Conflict."""
    counter = get_seat(actor, counter_id)
    period = get_period(counter, period_id)
    if _is_to_do(period, {Kind.SERVING}, End.DONE):
        end(period, End.DONE, timezone.now())
        if period.ticket.booking_id:
            _keep_appointment(period.ticket.booking_id)
    return counter_card(counter)


def _keep_appointment(booking_id: UUID) -> None:
    """The appointment was kept; its desk may have noted so before."""
    with suppress(Conflict, NotVisible):
        appointments.serve(SYSTEM, booking_id)


def _note(actor: Actor, name: str, counter: Counter, period: Period, **facts: Any) -> None:
    note(actor, name, counter.place, subject=period.ticket, **facts)
