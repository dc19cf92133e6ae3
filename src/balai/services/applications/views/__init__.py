from balai.services.applications.views.assist import assist, assist_begin, receipt
from balai.services.applications.views.begin import begin
from balai.services.applications.views.mine import case, correct, mine
from balai.services.applications.views.own_step import object_to, withdraw
from balai.services.applications.views.steps import review, step
from balai.services.applications.views.track import track

__all__ = [
    "assist",
    "assist_begin",
    "begin",
    "case",
    "correct",
    "mine",
    "object_to",
    "receipt",
    "review",
    "step",
    "track",
    "withdraw",
]
