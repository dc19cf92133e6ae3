"""Each day: keepers are told that an agreement ends in 180, 90, 30 days (its kind says), once each."""

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from balai.core.apart import each_apart
from balai.territory.agreements import telling
from balai.territory.agreements.models import Agreement, AgreementKind, Reminder, Stage


def remind_of_endings(day: date) -> int:
    """One notice for each of the days that a kind names; the nearest one when several were missed."""
    kinds = [kind for kind in AgreementKind.objects.all() if kind.remind_days]
    return sum(_remind_all(_due(kind, day)) for kind in kinds)


def _due(kind: AgreementKind, day: date) -> dict[UUID, tuple[int, date]]:
    """The agreements of a kind that end so soon and were not told so, by the fewest days that hold."""
    due: dict[UUID, tuple[int, date]] = {}
    for days in sorted(kind.remind_days, reverse=True):
        ending = Agreement.objects.filter(
            kind=kind, stage=Stage.EXECUTION, ends_on__range=(day, day + timedelta(days=days))
        )
        due |= {key: (days, ends_on) for key, ends_on in ending.values_list("pk", "ends_on") if ends_on}
    told = set(Reminder.objects.filter(agreement__in=due).values_list("agreement_id", "days", "ends_on"))
    return {key: facts for key, facts in due.items() if (key, *facts) not in told}


def _remind_all(due: dict[UUID, tuple[int, date]]) -> int:
    return each_apart(due, lambda key: _remind(key, *due[key]), "agreements.not_reminded")


def _remind(agreement_id: UUID, days: int, ends_on: date) -> bool:
    """Claimed by its row: of two workers one tells."""
    try:
        with transaction.atomic():
            Reminder.objects.create(agreement_id=agreement_id, days=days, ends_on=ends_on)
            telling.tell_ending(Agreement.objects.select_related("kind", "unit").get(pk=agreement_id))
    except IntegrityError:
        return False
    return True
