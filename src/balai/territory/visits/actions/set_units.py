"""The units of which a delegation is made, also changed after it was confirmed."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.territory.visits import events
from balai.territory.visits.access import get_delegation
from balai.territory.visits.actions.noting import note
from balai.territory.visits.cards import delegation_card
from balai.territory.visits.hooks import tell_confirmed
from balai.territory.visits.models import Delegation, VisitingUnit

LONGEST = 120


@transaction.atomic
def set_units(actor: Actor, delegation_id: UUID, names: Sequence[str], people: int) -> None:
    """Bring units and number of people to what really comes. Raises NotVisible, Invalid, Conflict."""
    delegation = get_delegation(actor, delegation_id, lock=True)
    if delegation.state == Delegation.State.HELD or delegation.state in Delegation.RELEASED:
        raise Conflict(_("Kunjungan ini tidak lagi berjalan."))
    if not clean_names(names):
        raise Invalid(_("Tulis sekurangnya satu unit."), {"units": _("Tulis sekurangnya satu unit.")})
    delegation.people = people
    delegation.save(update_fields=["people"])
    count = write_units(delegation, names)
    note(actor, events.UNITS_SET, delegation, count=count)
    if delegation.state == Delegation.State.CONFIRMED:
        tell_confirmed(actor, delegation_card(delegation))


def write_units(delegation: Delegation, names: Sequence[str]) -> int:
    """Keep the units by name: one that is named again comes back, one that is not named any more does not come."""
    wanted = clean_names(names)
    known = {unit.name.casefold(): unit for unit in delegation.units.all()}
    for place, name in enumerate(wanted):
        unit = known.pop(name.casefold(), None) or VisitingUnit(delegation=delegation, name=name)
        unit.place, unit.is_coming = place, True
        unit.save()
    for unit in known.values():
        unit.is_coming = False
        unit.save(update_fields=["is_coming"])
    return len(wanted)


def clean_names(names: Sequence[str]) -> list[str]:
    """Names without blanks around and without doubles, in their order."""
    found = {name.casefold(): name for raw in names if (name := " ".join(raw.split())[:LONGEST])}
    return list(found.values())
