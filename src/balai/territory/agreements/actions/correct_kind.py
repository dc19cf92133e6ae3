"""Correct a kind by the regulation as it stands: terms, follow-up, reminders, source; from then on it is checked."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotVisible
from balai.foundation.audit.api import record
from balai.territory.agreements import policies
from balai.territory.agreements.events import KIND_CORRECTED
from balai.territory.agreements.models import AgreementKind

FOREVER = 1830  # days


@dataclass(frozen=True)
class KindFacts:
    """What an administrator corrects; months, and days before the end."""

    longest_months: int
    follow_months: int
    remind_days: tuple[int, ...]
    source: str


def get_kind(actor: Actor, code: str) -> AgreementKind:
    """The kind for an administrator. Raises NotAllowed, NotVisible."""
    policies.require_administrator(actor)
    kind = AgreementKind.objects.filter(code=code).first()
    if kind is None:
        raise NotVisible(_("Jenis kerja sama ini tidak ada."))
    return kind


@transaction.atomic
def correct_kind(actor: Actor, code: str, facts: KindFacts) -> AgreementKind:
    """Keep the facts and mark the kind as checked, so that a newer pack leaves them. Raises as ``get_kind``."""
    kind = get_kind(actor, code)
    if facts.longest_months < 1 or any(not 0 < days <= FOREVER for days in facts.remind_days):
        raise Invalid(_("Lama kerja sama dan hari pengingat lebih dari nol."))
    kind.longest_months, kind.follow_months = facts.longest_months, facts.follow_months
    kind.remind_days = sorted(set(facts.remind_days), reverse=True)
    kind.source, kind.is_verified = " ".join(facts.source.split())[:300], True
    kind.save(update_fields=["longest_months", "follow_months", "remind_days", "source", "is_verified"])
    record(actor, KIND_CORRECTED, subject=kind, kind=kind.name["id"])
    return kind
