"""After sign-in the drafts of the visitor belong to the person."""

from django.db import transaction
from django.utils import timezone

from balai.foundation.audit.api import record
from balai.foundation.forms.actions.start_draft import LIFE
from balai.foundation.forms.events import DRAFT_ADOPTED
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Draft


@transaction.atomic
def adopt_drafts(holder: Holder) -> int:
    """Give the visitor's drafts of this session to the person who signed in; returns how many.

    A draft that the person already has for the same purpose stays; both are in the list.
    """
    if not (holder.actor.is_signed_in and holder.visitor):
        return 0
    now = timezone.now()
    drafts = Draft.objects.filter(owner__isnull=True, visitor=holder.visitor, expires_at__gt=now)
    rows = list(drafts.select_for_update(of=("self",)).select_related("form"))
    for row in rows:
        row.owner_id, row.visitor, row.expires_at = holder.actor.user_id, "", now + LIFE
        row.save(update_fields=["owner", "visitor", "expires_at"])
        row.attachments.update(uploader=holder.actor.user_id)
        record(holder.actor, DRAFT_ADOPTED, subject=row, form=row.form.code)
    return len(rows)
