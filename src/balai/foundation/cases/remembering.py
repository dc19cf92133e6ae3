"""What a person handed in before, so that it is asked once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.audit.api import log_read
from balai.foundation.cases import policies
from balai.foundation.cases.cards import CaseCard
from balai.foundation.cases.models import Case
from balai.foundation.cases.selectors import case_card

REMEMBERED = 10
MOST_FOUND = 100


@dataclass(frozen=True)
class Remembered:
    """An earlier case of a person with its answers, identity numbers sealed."""

    case_id: UUID
    code: str
    day: date
    form_code: str
    form_version: str
    answers: Mapping[str, Any] = field(repr=False)


def remembered(actor: Actor, person_id: UUID, limit: int = REMEMBERED) -> list[Remembered]:
    """The latest cases that the person handed in with a form: for that person, or for a counter that serves them.

    A counter's look is logged; its caller has obtained the person through ``accounts``. Raises NotAllowed.
    """
    policies.require_counter(actor, person_id)
    cases = Case.objects.unscoped().filter(applicant_id=person_id).exclude(form_code="")
    found = list(cases.order_by("-id")[:limit])
    if found and actor.user_id != person_id:
        log_read(actor, subject=found[0], what="earlier_answers", why="counter", person_id=person_id)
    return [_remembered(case) for case in found]


def cases_for_services(
    actor: Actor, person_id: UUID, services: Collection[str], since: datetime
) -> list[CaseCard]:
    """The cases that the person applied for since a moment, of some services, the first one first.

    For that person, or for a counter that serves them, whose look is logged. Raises NotAllowed.
    """
    policies.require_counter(actor, person_id)
    cases = Case.objects.unscoped().filter(applicant_id=person_id, service_code__in=services)
    found = list(cases.filter(submitted_at__gte=since).order_by("id")[:MOST_FOUND])
    if found and actor.user_id != person_id:
        log_read(actor, subject=found[0], what="cases", why="counter", person_id=person_id)
    return [case_card(case) for case in found]


def _remembered(case: Case) -> Remembered:
    day = timezone.localdate(case.submitted_at)
    return Remembered(case.pk, case.code, day, case.form_code, case.form_version, case.answers)


def opened_at_counter(actor: Actor, case_id: UUID) -> CaseCard:
    """A case that this officer opened on somebody's behalf, for its receipt. Raises NotVisible."""
    mine = Case.objects.unscoped().filter(opened_by_id=actor.user_id, channel=Case.Channel.COUNTER)
    case = mine.filter(pk=case_id).first() if actor.is_signed_in else None
    if case is None:
        raise NotVisible(_("Tanda terima ini tidak ada."))
    return case_card(case)
