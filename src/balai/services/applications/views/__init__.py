from balai.services.applications.views.assist import assist, assist_begin, receipt
from balai.services.applications.views.begin import begin
from balai.services.applications.views.mine import case, correct, mine
from balai.services.applications.views.objecting import assist_object, object_to
from balai.services.applications.views.steps import review, step
from balai.services.applications.views.track import track
from balai.services.applications.views.withdrawing import withdraw

__all__ = [
    "assist",
    "assist_begin",
    "assist_object",
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
