"""On the page of an application: the journeys that it belongs to."""

from balai.core.actor import Actor
from balai.foundation.cases.api import CaseCard, Panel, Side, case_panel
from balai.services.catalogue.api import life_event
from balai.services.lifeevents.selectors import journeys_of_case


@case_panel(order=10, leads_to="lifeevents:mine")
def journeys_panel(actor: Actor, case: CaseCard, side: Side) -> Panel | None:
    """The way back to the list, for the person whose list it is."""
    found = journeys_of_case(actor, case) if side == "applicant" else []
    rows = [(journey.pk, life_event(journey.event_id)) for journey in found]
    return Panel("lifeevents/bits/in_case.html", {"rows": rows}) if rows else None
