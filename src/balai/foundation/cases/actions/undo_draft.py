"""Take the last change of a draft back."""

from balai.core.actor import Actor
from balai.core.drafting import take_back
from balai.foundation.cases.models import ProcedureDraft
from balai.foundation.cases.policies import require_workshop


def undo_draft(actor: Actor, draft: ProcedureDraft) -> None:
    """What was tried before the change counts again. Raises NotAllowed; Conflict when there is nothing to take back,
    or somebody else saved first.
    """
    require_workshop(actor)
    take_back(actor, draft)
