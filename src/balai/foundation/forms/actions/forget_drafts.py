"""Forget what a person typed and never handed in."""

from uuid import UUID

from django.db import transaction

from balai.foundation.forms.actions.discard_draft import delete_draft
from balai.foundation.forms.models import Draft, PageDraft


def count_drafts(owner_id: UUID) -> int:
    """How many drafts the person has, expired ones included."""
    pages = PageDraft.objects.filter(owner=owner_id).count()
    return pages + Draft.objects.filter(owner_id=owner_id).count()


@transaction.atomic
def forget_drafts(owner_id: UUID) -> int:
    """Delete the person's drafts with their files; returns how many. Files of what was handed in stay."""
    rows = list(Draft.objects.filter(owner_id=owner_id).select_for_update())
    for row in rows:
        delete_draft(row)
    return len(rows) + PageDraft.objects.filter(owner=owner_id).delete()[0]
