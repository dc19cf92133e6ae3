"""Tells ``forms`` where drafts of agreements go on, and who sees their files."""

from uuid import UUID

from django.urls import reverse

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.forms.api import DraftCard, register_attachment_owner, register_purpose
from balai.territory.agreements import access
from balai.territory.agreements.actions.keep_duties import EVIDENCE
from balai.territory.agreements.actions.sign import ORIGINAL
from balai.territory.agreements.purposes import DUTY_PURPOSE, ORIGINAL_PURPOSE


def connect() -> None:
    """Register them, at start."""
    register_purpose(ORIGINAL_PURPOSE, _original)
    register_purpose(DUTY_PURPOSE, _duty)
    register_attachment_owner(ORIGINAL, _sees_agreement, _nobody)
    register_attachment_owner(EVIDENCE, _sees_duty, _nobody)


def _original(draft: DraftCard) -> str:
    return reverse("agreements:original", args=[draft.purpose.partition(":")[2]])


def _duty(draft: DraftCard) -> str:
    return reverse("agreements:settle", args=[draft.purpose.partition(":")[2]])


def _sees_agreement(actor: Actor, agreement_id: UUID) -> bool:
    try:
        return bool(access.get_agreement(actor, agreement_id))
    except NotVisible:
        return False


def _sees_duty(actor: Actor, duty_id: UUID) -> bool:
    try:
        return bool(access.get_duty(actor, duty_id))
    except NotVisible:
        return False


def _nobody(subject_id: UUID) -> None:
    """No citizen's data."""
