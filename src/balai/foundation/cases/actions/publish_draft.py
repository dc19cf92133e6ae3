"""Publish a draft that was tried: new cases go by it, running ones keep theirs."""

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.content import ContentError
from balai.core.drafting import claim
from balai.core.errors import Invalid
from balai.foundation.cases.actions.install_procedure import digest_of, install_procedure
from balai.foundation.cases.models import ProcedureDraft, ProcedureVersion
from balai.foundation.cases.policies import require_workshop


@transaction.atomic
def publish_draft(actor: Actor, draft: ProcedureDraft) -> ProcedureVersion:
    """The new version. Raises NotAllowed, Conflict for a draft changed meanwhile, Invalid for one untried or ill."""
    require_workshop(actor)
    seen = claim(draft)
    if seen.tried != digest_of(seen.definition):
        raise Invalid(_("Coba dahulu prosedur ini sampai berakhir; setelah itu dapat diterbitkan."))
    try:
        version = install_procedure(seen.definition, actor=actor)
    except ContentError as fault:
        raise Invalid(str(fault)) from fault
    seen.delete()
    return version
