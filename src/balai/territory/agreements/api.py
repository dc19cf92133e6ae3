"""Agreements: what other modules may use."""

from balai.territory.agreements.access import Voice, own_voice
from balai.territory.agreements.actions.begin_agreement import begin_agreement
from balai.territory.agreements.actions.keep_duties import DutyDraft, add_duty
from balai.territory.agreements.actions.keep_parties import add_party, invite
from balai.territory.agreements.actions.record_signed import record_signed
from balai.territory.agreements.actions.write_text import Said, remark, write_text
from balai.territory.agreements.cards import AgreementCard, AgreementDraft, PartyCard, PartyDraft, SignedDraft
from balai.territory.agreements.selectors import Link, agreement_links, agreements_of
from balai.territory.agreements.selectors import party_cards as parties_of

__all__ = [
    "AgreementCard",
    "AgreementDraft",
    "DutyDraft",
    "Link",
    "PartyCard",
    "PartyDraft",
    "Said",
    "SignedDraft",
    "Voice",
    "add_duty",
    "add_party",
    "agreement_links",
    "agreements_of",
    "begin_agreement",
    "invite",
    "own_voice",
    "parties_of",
    "record_signed",
    "remark",
    "write_text",
]
