"""Tells ``forms`` where drafts of visits go on, and who sees the photographs of a visit."""

from uuid import UUID

from django.urls import reverse

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.forms.api import (
    DraftCard,
    Holder,
    register_attachment_owner,
    register_purpose,
    start_draft,
)
from balai.services.licences import access
from balai.services.licences.actions.note_visit import SUBJECT
from balai.services.licences.models import Visit

PURPOSE = "kunjungan"  # of drafts: kunjungan:<licence>
FORM = "kunjungan-izin"


def connect() -> None:
    """Register both, at start."""
    register_purpose(PURPOSE, _address)
    register_attachment_owner(SUBJECT, _may_see, _holder)


def begin_visit(holder: Holder, licence_id: UUID) -> DraftCard:
    """The officer's draft of a visit to a licence. Raises NotVisible, NotAllowed."""
    licence = access.get_licence(holder.actor, licence_id, to="inspect")
    return start_draft(holder, FORM, f"{PURPOSE}:{licence.pk}")


def _address(draft: DraftCard) -> str:
    return reverse("licences:visit", args=[draft.purpose.partition(":")[2]])


def _may_see(actor: Actor, visit_id: UUID) -> bool:
    try:
        return bool(access.get_visit(actor, visit_id))
    except NotVisible:
        return False


def _holder(visit_id: UUID) -> UUID | None:
    return Visit.objects.filter(pk=visit_id).values_list("licence__holder_id", flat=True).first()
