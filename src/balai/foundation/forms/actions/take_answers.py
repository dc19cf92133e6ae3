"""Take the answers of a draft to hand them in."""

from uuid import UUID

from django.db import transaction

from balai.foundation.forms.access import get_draft
from balai.foundation.forms.examine import Answers
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.selectors import draft_card


@transaction.atomic
def take_answers(holder: Holder, draft_id: UUID) -> Answers:
    """The cleaned answers; the draft stays locked until the caller's transaction ends by ``close_draft``.

    Raises Invalid with a sentence for each faulty field, NotVisible when it was handed in already.
    """
    card = draft_card(get_draft(holder, draft_id, lock=True))
    return card.clean()
