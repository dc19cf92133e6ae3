"""Keep a draft as it was edited; whoever edits an older one is told."""

from typing import Any

from balai.core.actor import Actor
from balai.core.drafting import keep_change
from balai.foundation.cases.models import ProcedureDraft
from balai.foundation.cases.policies import require_workshop


def change_draft(actor: Actor, draft: ProcedureDraft, definition: dict[str, Any]) -> None:
    """Save the definition over the draft as it was seen; a trial on its way begins again.

    Raises NotAllowed; Conflict when somebody else saved first.
    """
    require_workshop(actor)
    keep_change(actor, draft, definition)
