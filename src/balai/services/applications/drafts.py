"""Tells ``forms`` where drafts of applications go on, and who reads the files of a case."""

from uuid import UUID

from django.urls import reverse

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.cases.api import applicant_of, get_case
from balai.foundation.forms.api import DraftCard, register_attachment_owner, register_purpose
from balai.services.applications.actions.submit import CASE
from balai.services.applications.purpose import OBJECTION


def connect() -> None:
    """Register both, at start."""
    register_purpose("ajukan", _address)
    register_purpose("perbaiki", _address)
    register_purpose("bantu", _address)
    register_purpose(OBJECTION, _objection)
    register_attachment_owner(CASE, may_read, applicant_of)


def _address(draft: DraftCard) -> str:
    return reverse("applications:step", args=[draft.id, draft.step])


def _objection(draft: DraftCard) -> str:
    _kind, case_id, *person = draft.purpose.split(":")
    return reverse("applications:assist_object" if person else "applications:object", args=[*person, case_id])


def may_read(actor: Actor, case_id: UUID) -> bool:
    """Whoever may see the case may read its files."""
    try:
        get_case(actor, case_id)
    except NotVisible:
        return False
    return True
