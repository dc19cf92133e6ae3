"""Agreements: what other modules may use."""

from balai.territory.agreements.access import Voice, digest_of, guest_voice, own_voice
from balai.territory.agreements.actions.begin_agreement import begin_agreement
from balai.territory.agreements.actions.keep_duties import DutyDraft, add_duty, bring_late_ones, settle_duty
from balai.territory.agreements.actions.keep_parties import add_party, invite
from balai.territory.agreements.actions.record_signed import record_signed
from balai.territory.agreements.actions.remind import remind_of_endings
from balai.territory.agreements.actions.sign import (
    OnPaper,
    Seat,
    certify_original,
    lay_out,
    sign_outside,
    sign_party,
)
from balai.territory.agreements.actions.write_text import Said, answer, initial, remark, write_text
from balai.territory.agreements.cards import AgreementCard, AgreementDraft, PartyCard, PartyDraft, SignedDraft
from balai.territory.agreements.purposes import DUTY_FORM, DUTY_PURPOSE, ORIGINAL_FORM, ORIGINAL_PURPOSE
from balai.territory.agreements.selectors import Link, agreement_links, agreements_of
from balai.territory.agreements.selectors import party_cards as parties_of

__all__ = [
    "DUTY_FORM",
    "DUTY_PURPOSE",
    "ORIGINAL_FORM",
    "ORIGINAL_PURPOSE",
    "AgreementCard",
    "AgreementDraft",
    "DutyDraft",
    "Link",
    "OnPaper",
    "PartyCard",
    "PartyDraft",
    "Said",
    "Seat",
    "SignedDraft",
    "Voice",
    "add_duty",
    "add_party",
    "agreement_links",
    "agreements_of",
    "answer",
    "begin_agreement",
    "bring_late_ones",
    "certify_original",
    "digest_of",
    "guest_voice",
    "initial",
    "invite",
    "lay_out",
    "sign_outside",
    "own_voice",
    "parties_of",
    "record_signed",
    "remark",
    "remind_of_endings",
    "settle_duty",
    "sign_party",
    "write_text",
]
