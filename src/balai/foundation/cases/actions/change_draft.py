"""Keep a draft as it was edited; whoever edits an older one is told."""

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict
from balai.foundation.cases.models import ProcedureDraft
from balai.foundation.cases.policies import require_workshop


def change_draft(actor: Actor, draft: ProcedureDraft, definition: dict[str, Any]) -> None:
    """Save the definition over the draft as it was seen; what was tried before no longer counts.

    Raises NotAllowed; Conflict when somebody else saved first.
    """
    require_workshop(actor)
    seen = ProcedureDraft.objects.filter(pk=draft.pk, version=draft.version)
    changed = {"definition": definition, "trial": {}, "tried": "", "edited_at": timezone.now()}
    if not seen.update(**changed, version=F("version") + 1, edited_by_id=actor.user_id):
        raise Conflict(
            _("Draf ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi perubahan Anda.")
        )
