"""Begin the next version of a procedure, from what stands or from nothing."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict
from balai.foundation.audit.api import record
from balai.foundation.cases.events import DRAFTED
from balai.foundation.cases.models import ProcedureDraft, ProcedureVersion
from balai.foundation.cases.policies import require_workshop


@transaction.atomic
def begin_draft(
    actor: Actor,
    code: str,
    name: dict[str, str] | None = None,
    *,
    definition: dict[str, Any] | None = None,
) -> ProcedureDraft:
    """The draft of a known procedure (that there is, or a copy of its newest version), or a new one.

    A new one has a ``name`` and nothing else yet, or the ``definition`` that a pattern gave.

    Raises NotAllowed, and Conflict when a procedure with the new code exists.
    """
    require_workshop(actor)
    newest = ProcedureVersion.objects.filter(code=code).order_by("-number").first()
    if (name or definition) and (newest or ProcedureDraft.objects.filter(code=code).exists()):
        raise Conflict(_("Kode “%(code)s” sudah dipakai prosedur lain.") % {"code": code})
    draft, is_new = ProcedureDraft.objects.get_or_create(
        code=code,
        defaults={
            "definition": newest.definition if newest else definition or _empty(code, name or {}),
            "changed_by": actor.name,
        },
    )
    if is_new:
        record(actor, DRAFTED, subject=draft, procedure=code)
    return draft


def _empty(code: str, name: dict[str, str]) -> dict[str, Any]:
    limit = {"kind": "working_days", "amount": 3}
    return {"code": code, "name": name, "limit": limit, "start": "", "states": {}, "actions": []}
