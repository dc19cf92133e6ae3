"""The agreement on the page of its case, and the late duty on that of its task."""

from balai.core.actor import Actor
from balai.foundation.cases.api import CaseCard, Panel, Side, case_panel
from balai.territory.agreements.models import Agreement, Obligation


@case_panel(order=16, leads_to="agreements:register")
def agreements_panel(actor: Actor, case: CaseCard, side: Side) -> Panel | None:
    """The way to the agreement, for those who may see it; what is confidential shows nothing to others."""
    if side != "officer":
        return None
    duties = Obligation.objects.visible_to(actor).select_related("agreement__kind").filter(case_id=case.id)
    duty = duties.first()
    seen = Agreement.objects.visible_to(actor).select_related("kind")
    agreement = duty.agreement if duty else seen.filter(case_id=case.id).first()
    facts = {"agreement": agreement, "duty": duty}
    return Panel("agreements/bits/in_case.html", facts) if agreement else None
