"""The ways to obtain one agreement, party or duty, and to speak for a side: the object, or 404, or 403."""

import hashlib
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, NotAllowed, NotVisible
from balai.territory.agreements import policies
from balai.territory.agreements.models import Agreement, Invitation, Obligation, Party

Purpose = Literal["read", "keep"]


@dataclass(frozen=True)
class Voice:
    """Somebody who speaks for a party of an agreement: an officer for one's own side, a guest by a private link."""

    actor: Actor
    agreement: Agreement
    party: Party


def get_agreement(actor: Actor, agreement_id: UUID, to: Purpose = "read") -> Agreement:
    """The agreement. Raises NotVisible outside the actor's scope, NotAllowed for ``keep`` without the right."""
    rows = Agreement.objects.visible_to(actor).select_related("kind", "unit", "follows")
    agreement = rows.filter(pk=agreement_id).first()
    if agreement is None:
        raise NotVisible(_("Kerja sama ini tidak ditemukan."))
    if to == "keep":
        policies.require_keeper(actor, agreement.unit_id)
    return agreement


def lock(agreement_id: UUID) -> Agreement:
    """The agreement with its row held to the end of the transaction, after access was decided."""
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("kind", "unit")
    return rows.get(pk=agreement_id)


def locked(actor: Actor, agreement_id: UUID, to: Purpose = "keep") -> Agreement:
    """The agreement to be changed, its row held. Raises NotVisible, NotAllowed."""
    return lock(get_agreement(actor, agreement_id, to).pk)


def require_stage(agreement: Agreement, *stages: str) -> None:
    """Raise Conflict unless the agreement is at one of the stages."""
    if agreement.stage not in stages:
        stage = agreement.get_stage_display()
        raise Conflict(_("Kerja sama ini sudah pada tahap {stage}.").format(stage=stage))


def get_party(actor: Actor, party_id: UUID, to: Purpose = "read") -> Party:
    """A party with its agreement. Raises NotVisible, NotAllowed."""
    party = Party.objects.filter(pk=party_id).first()
    if party is None:
        raise NotVisible(_("Pihak ini tidak ditemukan."))
    party.agreement = get_agreement(actor, party.agreement_id, to)
    return party


def get_duty(actor: Actor, duty_id: UUID, *, to: Literal["read", "fulfil"] = "read") -> Obligation:
    """A duty with its agreement. Raises NotVisible, and NotAllowed for ``fulfil`` without the right."""
    rows = Obligation.objects.visible_to(actor).select_related(
        "agreement__kind", "agreement__unit", "unit", "party"
    )
    duty = rows.filter(pk=duty_id).first()
    if duty is None:
        raise NotVisible(_("Kewajiban ini tidak ditemukan."))
    if to == "fulfil":
        policies.require_fulfiller(actor, duty)
    return duty


def own_voice(actor: Actor, agreement_id: UUID) -> Voice:
    """The officer as the voice of one's own side. Raises NotVisible, NotAllowed."""
    agreement = get_agreement(actor, agreement_id, "keep")
    return Voice(actor, agreement, Party.objects.get(agreement=agreement, sort="own"))


def digest_of(secret: str) -> str:
    """What is kept of a private link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_link(secret: str) -> Invitation:
    """The private link of a secret, while it works. Raises NotVisible for an unknown, expired or ended one."""
    return _open_link(digest_of(secret))


def _open_link(digest: str) -> Invitation:
    rows = Invitation.objects.select_related("party__agreement__kind", "party__agreement__unit")
    found = rows.filter(digest=digest, ended_at=None, expires_at__gt=timezone.now()).first()
    if found is None:
        raise NotVisible(_("Tautan ini tidak berlaku: salah, dicabut, atau lewat waktunya."))
    return found


def guest_voice(digest: str, origin: str = "") -> Voice:
    """The guest whom a private link has let in, as long as it works. Raises NotVisible."""
    invitation = _open_link(digest)
    party = invitation.party
    name = f"{invitation.guest}, {party.name}"[:120]
    return Voice(Actor(user_id=None, name=name, origin=origin), party.agreement, party)


def require_prepared(agreement: Agreement) -> None:
    """Raise NotAllowed once the text is signed or dropped."""
    if not agreement.is_prepared:
        raise NotAllowed(_("Naskah ini tidak berubah lagi."))
