"""Correct what is said of an agreement while it is prepared; say whether it is confidential; record numbers."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.territory.agreements import access, events
from balai.territory.agreements.actions.begin_agreement import checked_facts
from balai.territory.agreements.cards import AgreementDraft
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Agreement, Party


@transaction.atomic
def change_agreement(actor: Actor, agreement_id: UUID, draft: AgreementDraft) -> Agreement:
    """The facts of the draft; kind, unit and what it follows stay. Links may still change when it is signed.

    Raises NotVisible, NotAllowed, Invalid.
    """
    agreement = access.locked(actor, agreement_id)
    if agreement.is_prepared:
        facts = checked_facts(agreement.kind, replace(draft, kind=agreement.kind.code))
    else:
        facts = {
            "innovations": list(dict.fromkeys(draft.innovations)),
            "is_confidential": draft.is_confidential,
        }
    was_confidential = agreement.is_confidential
    agreement.delegation_id = draft.delegation_id
    for name, value in facts.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=[*facts, "delegation_id"])
    note(actor, events.CHANGED, agreement)
    if was_confidential != agreement.is_confidential:
        note(actor, events.CLOSED if agreement.is_confidential else events.OPENED, agreement)
    return agreement


@transaction.atomic
def record_number(voice: access.Voice, party_id: UUID, number: str) -> Party:
    """The number under which another party keeps the agreement; a guest records that of the own party only.

    Raises NotVisible, Invalid.
    """
    parties = Party.objects.select_for_update().filter(agreement=voice.agreement)
    party = parties.get(pk=party_id if voice.party.is_own else voice.party.pk)
    text = " ".join(number.split())[:120]
    if not text:
        raise Invalid(_("Tulis nomornya."), {"number": _("Kolom ini wajib diisi.")})
    party.number = text
    party.save(update_fields=["number"])
    note(voice.actor, events.PARTIES, voice.agreement)
    return party
