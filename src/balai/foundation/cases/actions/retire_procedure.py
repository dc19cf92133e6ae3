"""Close a procedure for new cases."""

from typing import cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.cases.actions.input import SHORTEST_REASON
from balai.foundation.cases.events import RETIRED
from balai.foundation.cases.models import ProcedureVersion, Retirement
from balai.foundation.cases.policies import require_workshop


@transaction.atomic
def retire_procedure(actor: Actor, version: ProcedureVersion, reason: str) -> None:
    """No new cases by this version; running ones go on to their end. Raises NotAllowed, Invalid, Conflict."""
    require_workshop(actor)
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        fault = _("Tulis alasan sekurangnya %(count)s huruf.") % {"count": SHORTEST_REASON}
        raise Invalid(fault, {"reason": fault})
    try:
        with transaction.atomic():
            Retirement.objects.create(version=version, retired_by_id=cast(UUID, actor.user_id), reason=reason)
    except IntegrityError as error:
        raise Conflict(_("Prosedur ini sudah ditutup.")) from error
    record(actor, RETIRED, subject=version, procedure=version.code, number=version.number, reason=reason)
