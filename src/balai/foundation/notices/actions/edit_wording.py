"""Change the texts of a kind for this regency, or go back to those of the pack."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.content import ContentError
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.foundation.notices.access import get_wording
from balai.foundation.notices.events import WORDING_CHANGED, WORDING_RESTORED
from balai.foundation.notices.kinds import kind_of
from balai.foundation.notices.texts import Texts, check_texts


@transaction.atomic
def edit_wording(actor: Actor, kind: str, texts: Texts) -> None:
    """Say it with these texts from now on; the original stays beside them.

    Raises NotAllowed, NotVisible, and Invalid with the faulty field as ``part_language``.
    """
    row = get_wording(actor, kind)
    try:
        check_texts(kind_of(kind), texts)
    except ContentError as fault:
        raise Invalid(str(fault), {"_".join(map(str, fault.path)): str(fault)}) from fault
    before: Any = row.texts
    row.edited, row.edited_from = texts, row.original
    row.edited_at, row.edited_by = timezone.now(), actor.name
    row.save()
    record(actor, WORDING_CHANGED, subject=row, kind=kind, before=before, after=texts)


@transaction.atomic
def restore_wording(actor: Actor, kind: str) -> None:
    """Say it as the pack does. Raises NotAllowed, NotVisible."""
    row = get_wording(actor, kind)
    before: Any = row.edited
    if before is None:
        return
    row.edited = row.edited_from = row.edited_at = None
    row.edited_by = ""
    row.save()
    record(actor, WORDING_RESTORED, subject=row, kind=kind, before=before)
