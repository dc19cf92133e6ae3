"""The visit on the page of its case: who asks to come, and the way to its programme."""

from balai.core.actor import Actor
from balai.foundation.cases.api import CaseCard, Panel, Side, case_panel
from balai.territory.visits.models import Delegation
from balai.territory.visits.wording import pill_of


@case_panel(order=12, leads_to="visits:desk")
def visit_panel(actor: Actor, case: CaseCard, side: Side) -> Panel | None:
    """The visit of the case, for whoever coordinates it."""
    found = Delegation.objects.visible_to(actor).filter(case_id=case.id).prefetch_related("units").first()
    if found is None or side != "officer":
        return None
    units = [unit for unit in found.units.all() if unit.is_coming]
    return Panel("visits/bits/in_case.html", {"visit": found, "units": units, "pill": pill_of(found)})
