"""Lodge an objection: by the applicant, or at a counter from paper, with what belongs to it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.cases.api import ActInput, CaseCard, act, act_with_form
from balai.foundation.forms.api import DraftCard, Holder


@transaction.atomic
def lodge_objection(
    holder: Holder, case_id: UUID, action: str, given: ActInput, draft: DraftCard | None
) -> CaseCard:
    """The objection with the files of the draft, where its action has a form; the draft is used up.

    Raises what ``act`` raises; at a counter Invalid without a scan of the letter (UU 30/2014 pasal 77: in writing).
    """
    if draft is None:
        return act(holder.actor, case_id, action, given)
    if given.behalf and not draft.attachments:
        raise Invalid(_("Lampirkan pindaian surat keberatan yang ditandatangani pemohon."))
    return act_with_form(holder, case_id, action, draft.id, given)
