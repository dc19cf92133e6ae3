"""Hand all one's tasks on a unit to a colleague while on leave."""

from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed
from balai.core.ui.words import long_date
from balai.foundation.audit.api import record
from balai.foundation.cases.actions.input import SHORTEST_REASON
from balai.foundation.cases.colleagues import colleagues_in
from balai.foundation.cases.events import DELEGATED
from balai.foundation.cases.models import Delegation

LONGEST_DAYS = 92


@dataclass(frozen=True)
class Leave:
    """To whom, where and when (both days included), and why."""

    unit_id: UUID
    receiver_id: UUID
    starts_on: date
    ends_on: date
    reason: str


@transaction.atomic
def delegate(actor: Actor, leave: Leave) -> UUID:
    """The receiver works on the tasks "a.n." the actor; signing stays with the actor.

    Raises NotAllowed without own work on the unit, Invalid with a sentence per field.
    """
    if not any(
        grant.unit_id == leave.unit_id and not grant.for_id for grant in actor.grants_with("cases.work")
    ):
        raise NotAllowed(_("Anda tidak memegang tugas di unit ini."))
    names = {person.id: person.name for person in colleagues_in(leave.unit_id) if person.id != actor.user_id}
    if faults := _faults(leave, names):
        raise Invalid(_("Periksa isian yang ditandai. Yang sudah Anda tulis tetap ada."), faults)
    made = _create(actor, leave)
    record(
        actor,
        DELEGATED,
        subject=made,
        unit_id=leave.unit_id,
        giver=actor.name,
        receiver=names[leave.receiver_id],
        until=long_date(leave.ends_on),
        reason=leave.reason.strip(),
    )
    return made.pk


def _faults(leave: Leave, names: dict[UUID, str]) -> dict[str, str]:
    faults = {}
    if leave.receiver_id not in names:
        faults["receiver"] = _("Pilih rekan dari unit yang sama.")
    if leave.starts_on < timezone.localdate():
        faults["starts_on"] = _("Mulai paling awal hari ini.")
    if leave.ends_on < leave.starts_on:
        faults["ends_on"] = _("Hari terakhir tidak boleh sebelum hari pertama.")
    elif (leave.ends_on - leave.starts_on).days >= LONGEST_DAYS:
        faults["ends_on"] = _("Paling lama %(days)s hari; untuk waktu lebih lama tunjuk pelaksana tugas.") % {
            "days": LONGEST_DAYS
        }
    if len(leave.reason.strip()) < SHORTEST_REASON:
        faults["reason"] = _("Tulis alasan sekurangnya %(count)s huruf.") % {"count": SHORTEST_REASON}
    return faults


def _create(actor: Actor, leave: Leave) -> Delegation:
    try:
        with transaction.atomic():
            return Delegation.objects.create(
                giver_id=cast(UUID, actor.user_id),
                receiver_id=leave.receiver_id,
                unit_id=leave.unit_id,
                starts_on=leave.starts_on,
                ends_on=leave.ends_on,
                reason=leave.reason.strip(),
            )
    except IntegrityError as error:
        if "delegated already" not in str(error):
            raise
        sentence = _("Pada hari-hari itu tugas Anda sudah dilimpahkan. Cabut dahulu yang lama.")
        raise Invalid(sentence, {"starts_on": sentence}) from error
