"""Keep how far a draft was tried."""

from typing import Any

from django.db import transaction

from balai.core.actor import Actor
from balai.core.drafting import claim
from balai.foundation.cases.actions.install_procedure import digest_of
from balai.foundation.cases.models import ProcedureDraft
from balai.foundation.cases.policies import require_workshop


@transaction.atomic
def keep_trial(actor: Actor, draft: ProcedureDraft, trial: dict[str, Any], *, is_over: bool = False) -> None:
    """Note the script of the trial; one that came to an end makes the draft ready to be published.

    Raises NotAllowed; Conflict when the draft was changed meanwhile.
    """
    require_workshop(actor)
    seen = claim(draft)
    seen.trial = trial
    if is_over:
        seen.tried = digest_of(seen.definition)
    seen.save(update_fields=["trial", "tried"])
