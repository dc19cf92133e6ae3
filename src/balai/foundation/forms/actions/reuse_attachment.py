"""Take an earlier file of the applicant into a draft: the same scan is not uploaded twice."""

from uuid import UUID

from django.db import transaction

from balai.foundation.audit.api import log_read, record
from balai.foundation.forms import contents
from balai.foundation.forms.access import get_draft
from balai.foundation.forms.actions.receive_attachment import check_room, file_field
from balai.foundation.forms.events import ATTACHMENT_REUSED
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.offers import FileOffer
from balai.foundation.forms.selectors import AttachmentCard, attachment_card


@transaction.atomic
def reuse_attachment(holder: Holder, draft_id: UUID, offer: FileOffer) -> AttachmentCard:
    """The offered file in its field, as a reference; the read is logged when somebody else had brought it.

    Raises NotVisible, Invalid without room.
    """
    draft = get_draft(holder, draft_id, lock=True)
    check_room(draft, file_field(draft, offer.field))
    row = contents.refer(holder, draft, offer.field, offer.id)
    if holder.actor.user_id != offer.person_id:
        log_read(holder.actor, subject=row, what="attachment", why="reuse", person_id=offer.person_id)
    record(holder.actor, ATTACHMENT_REUSED, subject=row, file=row.name, source=str(offer.id))
    return attachment_card(row)
