from balai.services.applications.views.begin import begin
from balai.services.applications.views.mine import case, correct, mine, withdraw
from balai.services.applications.views.steps import review, step
from balai.services.applications.views.track import track

__all__ = ["begin", "case", "correct", "mine", "review", "step", "track", "withdraw"]
