"""Counters open and close: an officer sits down, rests, gets up, or is moved by the coordinator."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, NotAllowed, NotVisible
from balai.services.queues import events
from balai.services.queues.access import get_counter
from balai.services.queues.actions.call import require_free
from balai.services.queues.actions.noting import note
from balai.services.queues.cards import CounterCard
from balai.services.queues.desk import counter_card
from balai.services.queues.models import Counter, Shift
from balai.services.queues.policies import may_supervise


@transaction.atomic
def open_counter(actor: Actor, counter_id: UUID) -> CounterCard:
    """Sit down at a counter; at one's own, go on after a rest. Raises NotVisible, NotAllowed, Conflict."""
    counter = get_counter(actor, counter_id, to="serve")
    if actor.user_id is None:
        raise NotAllowed(_("Loket dibuka oleh petugas."))
    if not counter.is_active:
        raise Conflict(_("Loket ini tidak dipakai."))
    if not _go_on(counter, actor.user_id):
        sit_down(actor, counter, actor.user_id, actor.name)
    return counter_card(get_counter(actor, counter_id))


def _go_on(counter: Counter, officer_id: UUID) -> bool:
    """True for who sits there already."""
    return bool(
        Shift.objects.filter(counter=counter, officer_id=officer_id, ended_at=None).update(paused_at=None)
    )


def sit_down(actor: Actor, counter: Counter, officer_id: UUID, name: str) -> None:
    """Begin the shift of an officer at a free counter. Raises Conflict."""
    _require_chair(counter, officer_id)
    try:
        with transaction.atomic():
            Shift.objects.create(counter=counter, officer_id=officer_id, started_at=timezone.now())
    except IntegrityError as fault:
        raise Conflict(_("Loket ini baru saja dibuka petugas lain.")) from fault
    _note(actor, events.COUNTER_OPENED, counter, officer=name)


def _require_chair(counter: Counter, officer_id: UUID) -> None:
    """Conflict when somebody sits there, or the officer sits elsewhere."""
    taken = Shift.objects.filter(ended_at=None).select_related("counter", "officer")
    for shift in taken.filter(counter=counter):
        raise Conflict(_("Loket ini sedang dijaga {name}.").format(name=shift.officer.full_name))
    for shift in taken.filter(officer_id=officer_id):
        raise Conflict(_("Tutup dahulu loket {number}.").format(number=shift.counter.number))


@transaction.atomic
def pause(actor: Actor, counter_id: UUID) -> CounterCard:
    """Call nobody for a while. Raises NotVisible, NotAllowed, Conflict (somebody is there)."""
    counter, shift = _own_or_led(actor, counter_id)
    require_free(counter)
    if shift.paused_at is None:
        shift.paused_at = timezone.now()
        shift.save(update_fields=["paused_at"])
    return counter_card(get_counter(actor, counter_id))


@transaction.atomic
def resume_counter(actor: Actor, counter_id: UUID) -> CounterCard:
    """Go on after a rest. Raises NotVisible, NotAllowed, Conflict."""
    _counter, shift = _own_or_led(actor, counter_id)
    shift.paused_at = None
    shift.save(update_fields=["paused_at"])
    return counter_card(get_counter(actor, counter_id))


@transaction.atomic
def close_counter(actor: Actor, counter_id: UUID) -> CounterCard:
    """Get up; harmless when it is closed. Raises NotVisible, NotAllowed, Conflict (somebody is there)."""
    counter = get_counter(actor, counter_id)
    if counter.shift:
        counter, shift = _own_or_led(actor, counter_id)
        require_free(counter)
        _get_up(shift)
        _note(actor, events.COUNTER_CLOSED, counter)
    return counter_card(get_counter(actor, counter_id))


def _own_or_led(actor: Actor, counter_id: UUID) -> tuple[Counter, Shift]:
    """A counter with its open shift: one's own, or any on the coordinator's floor."""
    counter = get_counter(actor, counter_id)
    shift = Shift.objects.select_for_update().filter(counter=counter, ended_at=None).first()
    if shift is None:
        raise Conflict(_("Loket ini belum dibuka."))
    if shift.officer_id != actor.user_id and not may_supervise(actor, counter.place):
        raise NotAllowed(_("Hanya petugasnya sendiri atau koordinator yang mengubah loket ini."))
    return counter, shift


def _get_up(shift: Shift) -> None:
    shift.ended_at = max(timezone.now(), shift.started_at)
    shift.save(update_fields=["ended_at"])


@transaction.atomic
def move(actor: Actor, shift_id: UUID, counter_id: UUID) -> CounterCard:
    """The coordinator sends an officer to another counter of the floor. Raises NotVisible, NotAllowed, Conflict."""
    counter = get_counter(actor, counter_id, to="supervise")
    shift = (
        Shift.objects.select_for_update(of=("self",))
        .select_related("officer")
        .filter(pk=shift_id, counter__place_id=counter.place_id)
        .first()
    )
    if shift is None:
        raise NotVisible(_("Petugas ini tidak berjaga di sini."))
    if shift.counter_id != counter.pk:
        _send(actor, shift, counter)
    return counter_card(get_counter(actor, counter_id))


def _send(actor: Actor, shift: Shift, counter: Counter) -> None:
    if shift.ended_at:
        raise Conflict(_("Petugas ini sudah menutup loketnya."))
    before = get_counter(actor, shift.counter_id)
    require_free(before)
    _get_up(shift)
    sit_down(actor, counter, shift.officer_id, shift.officer.full_name)
    _note(actor, events.MOVED, counter, officer=shift.officer.full_name, before=before.number)


def _note(actor: Actor, name: str, counter: Counter, **facts: Any) -> None:
    note(actor, name, counter.place, subject=counter, counter=counter.number, **facts)
