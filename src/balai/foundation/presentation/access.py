"""The way to obtain one text or one version of the look: 404 when there is none, 403 without the right."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.presentation.models import LookVersion
from balai.foundation.presentation.policies import require_keeper
from balai.foundation.presentation.selectors import TextRow, draft, text_rows


def get_text(actor: Actor, key: str) -> TextRow:
    """A text that may be rewritten. Raises NotAllowed, NotVisible."""
    require_keeper(actor)
    found = next((row for row in text_rows() if row.text.key == key), None)
    if found is None:
        raise NotVisible(_("Teks ini tidak ada."))
    return found


def get_draft(actor: Actor) -> LookVersion:
    """The draft of the look. Raises NotAllowed, NotVisible."""
    require_keeper(actor)
    row = draft()
    if row is None:
        raise NotVisible(_("Tidak ada draf tampilan."))
    return row


def get_published(actor: Actor, look_id: UUID) -> LookVersion:
    """A version that was published before. Raises NotAllowed, NotVisible."""
    require_keeper(actor)
    row = LookVersion.objects.exclude(published_at=None).filter(pk=look_id).first()
    if row is None:
        raise NotVisible(_("Tampilan ini tidak ada."))
    return row
