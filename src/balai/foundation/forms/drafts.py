"""One draft for a page."""

from uuid import UUID

from balai.foundation.forms.access import get_draft
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.selectors import DraftCard, draft_card


def draft_of(holder: Holder, draft_id: UUID) -> DraftCard:
    """The holder's own draft. Raises NotVisible."""
    return draft_card(get_draft(holder, draft_id))
