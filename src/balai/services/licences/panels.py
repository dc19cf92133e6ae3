"""The licence on the page of its case: how it stands, until when, and the way to it."""

from django.urls import reverse

from balai.core.actor import Actor
from balai.foundation.cases.api import CaseCard, Panel, Side, case_panel
from balai.services.licences.models import Licence
from balai.services.licences.views.showing import TONES


@case_panel(order=15, leads_to="licences:mine")
def licences_panel(actor: Actor, case: CaseCard, side: Side) -> Panel | None:
    """The licences of the case that the reader may see, the newest first."""
    found = Licence.objects.visible_to(actor).filter(case_id=case.id).select_related("kind")
    page = "licences:own" if side == "applicant" else "licences:licence"
    rows = [(licence, TONES[licence.standing], reverse(page, args=[licence.pk])) for licence in found]
    return Panel("licences/bits/in_case.html", {"rows": rows}) if rows else None
