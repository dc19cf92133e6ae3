"""Keep how far a draft was tried."""

from typing import Any

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict
from balai.foundation.cases.actions.install_procedure import digest_of
from balai.foundation.cases.models import ProcedureDraft
from balai.foundation.cases.policies import require_workshop


def keep_trial(actor: Actor, draft: ProcedureDraft, trial: dict[str, Any], *, is_over: bool = False) -> None:
    """Note the script of the trial; one that came to an end makes the draft ready to be published.

    Raises NotAllowed; Conflict when the draft was changed meanwhile.
    """
    require_workshop(actor)
    changed: dict[str, Any] = {"trial": trial}
    if is_over:
        changed["tried"] = digest_of(draft.definition)
    if not ProcedureDraft.objects.filter(pk=draft.pk, version=draft.version).update(**changed):
        raise Conflict(_("Draf ini baru saja diubah orang lain. Muat ulang halaman, lalu periksa lagi."))
