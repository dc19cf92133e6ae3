"""Forget a saved view."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.cases.models import SavedView


def remove_view(actor: Actor, view_id: UUID) -> None:
    """Remove one's own view, also for those with whom it was shared. Raises NotVisible."""
    removed, _kinds = SavedView.objects.filter(pk=view_id, owner_id=actor.user_id).delete()
    if not removed:
        raise NotVisible(_("Tampilan ini tidak ditemukan."))
