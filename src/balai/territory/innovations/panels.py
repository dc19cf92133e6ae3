"""The draft on the page of the task that asks to review it."""

from balai.core.actor import Actor
from balai.foundation.cases.api import CaseCard, Panel, Side, case_panel
from balai.territory.innovations.models import InnovationDraft, Review
from balai.territory.innovations.policies import may_review


@case_panel(order=18, leads_to="innovations:shelf")
def draft_panel(actor: Actor, case: CaseCard, side: Side) -> Panel | None:
    """What waits for review and where it is decided, for those who review."""
    if side != "officer" or not may_review(actor):
        return None
    waiting = InnovationDraft.objects.select_related("unit").filter(review=Review.WAITING)
    draft = waiting.filter(case_id=case.id).first()
    return Panel("innovations/bits/in_case.html", {"draft": draft}) if draft else None
