"""Tells ``forms`` where drafts of visits go on, and who sees the photographs of a visit."""

from uuid import UUID

from django.urls import reverse

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.forms.api import DraftCard, register_attachment_owner, register_purpose
from balai.services.licences import access
from balai.services.licences.actions.note_visit import SUBJECT
from balai.services.licences.models import Visit

PURPOSE = "kunjungan"  # of drafts: kunjungan:<licence>
FORM = "kunjungan-izin"


def connect() -> None:
    """Register both, at start."""
    register_purpose(PURPOSE, _address)
    register_attachment_owner(SUBJECT, _may_see, _holder)


def purpose_of(licence_id: UUID) -> str:
    """The purpose of the draft of a visit to a licence."""
    return f"{PURPOSE}:{licence_id}"


def _address(draft: DraftCard) -> str:
    return reverse("licences:visit", args=[draft.purpose.partition(":")[2]])


def _may_see(actor: Actor, visit_id: UUID) -> bool:
    try:
        return bool(access.get_visit(actor, visit_id))
    except NotVisible:
        return False


def _holder(visit_id: UUID) -> UUID | None:
    return Visit.objects.filter(pk=visit_id).values_list("licence__holder_id", flat=True).first()
