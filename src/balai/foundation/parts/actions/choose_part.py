"""Choose for a part: planned, on trial, in use, or left out. Data are never touched."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed
from balai.core.ui.words import local
from balai.foundation.audit.api import record
from balai.foundation.parts import events
from balai.foundation.parts.catalogue import Part, parts
from balai.foundation.parts.models import Choice
from balai.foundation.parts.policies import MANAGE
from balai.foundation.parts.selectors import SHUT, Standing, shut, standing

OPEN = {Choice.State.TRIAL, Choice.State.USED}


@dataclass(frozen=True)
class Wish:
    """What is chosen; ``month`` is the first day of the month in which it begins or began."""

    state: str
    month: date | None
    reason: str


@transaction.atomic
def choose_part(actor: Actor, part: Part, wish: Wish) -> Standing:
    """Store the choice. Raises NotAllowed, or Invalid when other parts or this version stand against it."""
    if not (actor.is_system or (actor.may(MANAGE) and actor.second_factor)):
        raise NotAllowed(_("Peta jalan diatur oleh administrator daerah."))
    chosen = {choice.part: choice for choice in Choice.objects.select_for_update()}
    _check(part, wish, chosen)
    before = standing(part, chosen.get(part.code))
    choice = chosen.get(part.code) or Choice(part=part.code)
    choice.state, choice.month, choice.reason = wish.state, wish.month, wish.reason
    choice.save()
    after = standing(part, choice)
    record(actor, events.PART_CHOSEN, subject=choice, part=local(part.title, "id"), before=before.label,
           after=after.label, reason=wish.reason)  # fmt: skip
    transaction.on_commit(shut.forget)
    return after


def _check(part: Part, wish: Wish, chosen: dict[str, Choice]) -> None:
    if not wish.reason.strip():
        raise Invalid(_("Tuliskan alasannya."), {"reason": _("Tuliskan alasannya.")})
    if part.always:
        raise Invalid(_("Dasar bersama selalu dipakai; bagian lain berdiri di atasnya."))
    if wish.state in OPEN and not part.exists:
        raise Invalid(
            _("Bagian ini belum ada di versi Balai ini."),
            {"state": _("Pilih direncanakan atau tidak dipakai.")},
        )
    for other in parts().values():
        state = standing(other, chosen.get(other.code)).state
        title = local(other.title)
        if wish.state in OPEN and other.code in part.needs and state in SHUT:
            raise Invalid(_("Nyalakan dulu “{part}”.").format(part=title))
        if wish.state in SHUT and part.code in other.needs and other.exists and state not in SHUT:
            raise Invalid(_("“{part}” memerlukan bagian ini; ubah itu dulu.").format(part=title))
