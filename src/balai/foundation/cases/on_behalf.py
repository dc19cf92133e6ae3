"""What a counter does for somebody who is served there with a decided case: find what can be objected to."""

from uuid import UUID

from balai.core.actor import Actor
from balai.foundation.audit.api import log_read
from balai.foundation.cases import policies
from balai.foundation.cases.access import case_at_counter
from balai.foundation.cases.cards import ActionCard, CaseCard
from balai.foundation.cases.models import Case, spec_of
from balai.foundation.cases.procedure.spec import ActionKind
from balai.foundation.cases.selectors import action_card, case_card

MOST_DECIDED = 50  # the latest decisions: whoever has more objects within days
Objectionable = tuple[CaseCard, ActionCard]


def objections_of(actor: Actor, person_id: UUID) -> list[Objectionable]:
    """The decided cases of the person to which an objection may still come, with its action; the look is logged.

    Its caller has obtained the person through ``accounts``. Raises NotAllowed for anybody but a counter.
    """
    policies.require_counter(actor, person_id)
    rows = Case.objects.unscoped().filter(applicant_id=person_id, closed_at__isnull=False)
    decided = list(rows.order_by("-closed_at")[:MOST_DECIDED])
    if decided:
        log_read(actor, subject=decided[0], what="cases", why="counter", person_id=person_id)
    return [(case_card(case), action) for case in decided if (action := _objection(case))]


def objection_of(actor: Actor, person_id: UUID, case_id: UUID) -> Objectionable | None:
    """The same for one case; None when nothing can be objected to any more. Raises NotAllowed, NotVisible."""
    case = case_at_counter(actor, case_id, person_id)
    action = _objection(case)
    return (case_card(case), action) if action else None


def _objection(case: Case) -> ActionCard | None:
    ways = spec_of(case.procedure_id).actions_from(case.state)
    found = (one for one in ways if one.kind == ActionKind.OBJECTION and not policies.is_too_late(case, one))
    return next((action_card(case, one) for one in found), None)
