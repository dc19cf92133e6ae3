from balai.territory.visits.models.delegation import Delegation, VisitingUnit
from balai.territory.visits.models.draft import RequestDraft
from balai.territory.visits.models.programme import Change, Host, Material, Session
from balai.territory.visits.models.returns import Arrival, Question, Rating, Spending
from balai.territory.visits.models.site import Seat, Site, SiteDay

__all__ = [
    "Arrival",
    "Change",
    "Delegation",
    "Host",
    "Material",
    "Question",
    "Rating",
    "RequestDraft",
    "Seat",
    "Session",
    "Site",
    "SiteDay",
    "Spending",
    "VisitingUnit",
]
