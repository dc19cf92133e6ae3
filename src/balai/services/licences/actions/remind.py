"""Each day: holders are reminded before the end, and what was followed by a licence that begins today gives way."""

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from balai.core.actor import SYSTEM
from balai.core.apart import each_apart
from balai.services.licences import access, telling
from balai.services.licences.actions.record_licence import give_way
from balai.services.licences.models import Licence, LicenceKind, Reminder


def remind_of_endings(day: date) -> int:
    """One notice for each of the days that the kind of a licence names; the nearest one when several were missed."""
    return sum(_remind_all(_due(kind, day)) for kind in _reminding())


def _reminding() -> list[LicenceKind]:
    return [kind for kind in LicenceKind.objects.all() if kind.remind_days]


def _due(kind: LicenceKind, day: date) -> dict[UUID, int]:
    """The licences of a kind that end so soon and were not told so, by the fewest days that hold."""
    due: dict[UUID, int] = {}
    for days in kind.remind_days:  # the farthest first
        ending = Licence.objects.filter(
            kind=kind,
            state=Licence.State.ACTIVE,
            holder__isnull=False,
            valid_until__range=(day, day + timedelta(days=days)),
        )
        due |= dict.fromkeys(ending.values_list("pk", flat=True), days)
    told = Reminder.objects.filter(licence__in=due).values_list("licence_id", "days")
    for licence_id, days in told:
        if due.get(licence_id) == days:
            del due[licence_id]
    return due


def _remind_all(due: dict[UUID, int]) -> int:
    return each_apart(due, lambda licence_id: _remind(licence_id, due[licence_id]), "licences.not_reminded")


def _remind(licence_id: UUID, days: int) -> bool:
    """Claimed by its row: of two workers one tells."""
    try:
        with transaction.atomic():
            Reminder.objects.create(licence_id=licence_id, days=days)
            telling.tell_ending(Licence.objects.select_related("kind").get(pk=licence_id))
    except IntegrityError:
        return False
    return True


def replace_overtaken(day: date) -> int:
    """Licences whose follower has begun are replaced by it. Returns how many."""
    overtaken = Licence.objects.filter(state=Licence.State.ACTIVE, follower__valid_from__lte=day)
    return each_apart(list(overtaken.values_list("pk", flat=True)), _replace, "licences.not_replaced")


@transaction.atomic
def _replace(licence_id: UUID) -> bool:
    licence = access.lock(licence_id)
    if licence.state != Licence.State.ACTIVE:
        return False
    give_way(SYSTEM, licence, licence.follower)
    return True
