"""Suspend a licence, end the suspension, revoke it: each with its reason, told to the holder."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.regions.api import today
from balai.services.licences import access, events, telling
from balai.services.licences.cards import LicenceCard, licence_card
from balai.services.licences.models import Licence

SHORTEST = 10  # letters of a reason
State = Licence.State


@dataclass(frozen=True)
class Turn:
    """What changes a licence: from which states, to which, the event that says so."""

    sources: tuple[str, ...]
    target: str
    event: str


TURNS = {
    "bekukan": Turn((State.ACTIVE,), State.SUSPENDED, events.SUSPENDED),
    "aktifkan": Turn((State.SUSPENDED,), State.ACTIVE, events.LIFTED),
    "cabut": Turn(Licence.STANDING, State.REVOKED, events.REVOKED),
}


@transaction.atomic
def change_standing(actor: Actor, licence_id: UUID, turn: str, reason: str) -> LicenceCard:
    """Decide on a licence that no case of this house stands behind.

    Raises NotVisible, NotAllowed, Invalid without a reason, Conflict when it does not stand so any more.
    """
    access.get_licence(actor, licence_id, to="decide")
    return licence_card(turn_licence(actor, licence_id, turn, reason))


def turn_licence(actor: Actor, licence_id: UUID, turn: str, reason: str) -> Licence:
    """The same where the action around it was authorised already (the step of a procedure)."""
    licence, change = access.lock(licence_id), TURNS[turn]
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST:
        raise Invalid(
            _("Tulis alasannya."), {"reason": _("Alasan sekurangnya {n} huruf.").format(n=SHORTEST)}
        )
    if licence.state not in change.sources:
        day = licence.state_since.strftime("%d-%m-%Y")
        raise Conflict(
            _("Izin ini sudah “{state}” sejak {day}.").format(state=licence.get_state_display(), day=day)
        )
    licence.state, licence.state_since = change.target, today()
    licence.reason = "" if change.target == State.ACTIVE else reason[:500]
    licence.save(update_fields=["state", "state_since", "reason"])
    events.note(actor, change.event, licence, reason=reason[:500])
    telling.tell_turned(actor, licence, turn, reason)
    return licence
