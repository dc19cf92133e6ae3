"""The step on the page of its task."""

from balai.core.actor import Actor
from balai.foundation.cases.api import CaseCard, Panel, Side, case_panel
from balai.territory.adoption.models import Step


@case_panel(order=17, leads_to="adoption:own_steps")
def step_panel(actor: Actor, case: CaseCard, side: Side) -> Panel | None:
    """What is to be done until when, and where it is told, for those who may see the step."""
    if side != "officer":
        return None
    step = Step.objects.visible_to(actor).select_related("plan").filter(case_id=case.id).first()
    return Panel("adoption/bits/in_case.html", {"step": step}) if step else None
