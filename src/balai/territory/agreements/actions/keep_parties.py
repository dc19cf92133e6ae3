"""Name the parties and who signs for them, and give them private links."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotVisible
from balai.territory.agreements import access, events
from balai.territory.agreements.cards import PartyDraft
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Agreement, Draft, Invitation, Party
from balai.territory.agreements.naming import name_partners, new_party

MOST = 12
LINK_DAYS = (7, 30, 90)


@dataclass(frozen=True)
class Link:
    """A private link, to be handed over now: its secret is shown once and kept nowhere."""

    secret: str
    party: str
    expires_at: datetime


@transaction.atomic
def add_party(actor: Actor, agreement_id: UUID, draft: PartyDraft) -> Party:
    """A further party. Raises NotVisible, NotAllowed, Invalid, and Conflict once a text is on the table."""
    agreement = access.locked(actor, agreement_id)
    _require_open(agreement)
    last = Party.objects.filter(agreement=agreement).order_by("-place").first()
    place = last.place + 1 if last else 1
    if place > MOST:
        raise Invalid(_("Paling banyak {n} pihak.").format(n=MOST))
    party = new_party(agreement, place, draft)
    party.save(force_insert=True)
    name_partners(agreement)
    note(actor, events.PARTIES, agreement)
    return party


@transaction.atomic
def remove_party(actor: Actor, party_id: UUID) -> Agreement:
    """Take a party out again. Raises as ``add_party``, and Conflict for one's own side."""
    party = access.get_party(actor, party_id, "keep")
    agreement = access.lock(party.agreement_id)
    _require_open(agreement)
    if party.is_own:
        raise Conflict(_("Pihak sendiri tidak dapat dikeluarkan."))
    Invitation.objects.filter(party=party).delete()
    party.delete()
    name_partners(agreement)
    note(actor, events.PARTIES, agreement)
    return agreement


@transaction.atomic
def name_signer(actor: Actor, party_id: UUID, signer: str, office: str) -> Party:
    """Who signs for a party, and as what. Raises NotVisible, NotAllowed once it is signed."""
    party = access.get_party(actor, party_id, "keep")
    agreement = access.lock(party.agreement_id)
    access.require_prepared(agreement)
    if hasattr(party, "signature"):
        raise Conflict(_("{name} sudah menandatangani.").format(name=party.signer))
    party.signer, party.office = " ".join(signer.split())[:120], " ".join(office.split())[:160]
    party.save(update_fields=["signer", "office"])
    note(actor, events.PARTIES, agreement)
    return party


def _require_open(agreement: Agreement) -> None:
    access.require_prepared(agreement)
    if Draft.objects.filter(agreement=agreement).exists():
        raise Conflict(_("Naskahnya sudah dibahas; para pihak tidak berubah lagi."))


@transaction.atomic
def invite(actor: Actor, party_id: UUID, guest: str, days: int) -> Link:
    """A private link for a party, so many days long; earlier ones stay until they end or are taken back.

    Raises NotVisible, NotAllowed, Invalid.
    """
    party = access.get_party(actor, party_id, "keep")
    name = " ".join(guest.split())[:80]
    if party.is_own or not name or days not in LINK_DAYS:
        raise Invalid(
            _("Tautan diberikan kepada seseorang dari pihak lain."), {"guest": _("Kolom ini wajib diisi.")}
        )
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        party=party,
        digest=access.digest_of(secret),
        guest=name,
        expires_at=timezone.now() + timedelta(days=days),
        made_by=actor.name,
    )
    note(actor, events.INVITED, party.agreement, side=party.name)
    return Link(secret, party.name, invitation.expires_at)


@transaction.atomic
def end_link(actor: Actor, invitation_id: UUID) -> Agreement:
    """Take a private link back; a second time changes nothing. Raises NotVisible, NotAllowed."""
    invitation = Invitation.objects.select_related("party").filter(pk=invitation_id).first()
    if invitation is None:
        raise NotVisible(_("Tautan ini tidak ditemukan."))
    agreement = access.get_agreement(actor, invitation.party.agreement_id, "keep")
    if Invitation.objects.filter(pk=invitation.pk, ended_at=None).update(ended_at=timezone.now()):
        note(actor, events.LINK_ENDED, agreement, side=invitation.party.name)
    return agreement


def enter_room(secret: str) -> str:
    """Note that a private link was used; returns the digest by which its room opens. Raises NotVisible."""
    invitation = access.open_link(secret)
    Invitation.objects.filter(pk=invitation.pk).update(seen_at=timezone.now())
    return invitation.digest
