"""Ceremonies of the demo: one of four invented sides, of which two have signed, one here and one on paper; and one that
is over, whose other side signed with a certificate of its own.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from balai.core.actor import Actor
from balai.core.ids import uuid7
from balai.foundation.documents.api import Signatory, show_outside
from balai.foundation.forms.api import Holder
from balai.foundation.organizations.api import UnitCard, unit_by_code
from balai.runtime.demo_cases import advance, filled, officer_with
from balai.territory.agreements.api import (
    ORIGINAL_FORM,
    ORIGINAL_PURPOSE,
    AgreementCard,
    AgreementDraft,
    OnPaper,
    PartyDraft,
    Seat,
    Voice,
    add_party,
    begin_agreement,
    certify_original,
    digest_of,
    guest_voice,
    initial,
    invite,
    lay_out,
    own_voice,
    parties_of,
    sign_outside,
    sign_party,
    write_text,
)

OTHERS = (("76.01", "Bupati Pasangkayu"), ("72.10", "Bupati Sigi"), ("33.16", "Bupati Blora"))
CERTIFIER = "Penerbit Sertifikat Demo (fiktif)"
TEXT = """## Pasal 1 Maksud
Para pihak saling belajar dan saling membantu dalam pelayanan publik (naskah fiktif untuk demo).

## Pasal 2 Ruang lingkup
Mal pelayanan publik, Smart Kampung, dan pertukaran petugas.

## Pasal 3 Pembiayaan
Biaya ditanggung anggaran masing-masing pihak."""


def hold(keeper: Actor, office: UnitCard) -> None:
    """Agreed and laid out: our regent and Pasangkayu (on paper) have signed, Sigi and Blora are still to come."""
    draft = AgreementDraft(
        "kesepakatan-bersama", office.id, "Pelayanan publik empat daerah (fiktif)", "Pelayanan publik", months=24,
        scope="Mal pelayanan publik, Smart Kampung, pertukaran petugas.",
    )  # fmt: skip
    card = _agreed(keeper, draft, OTHERS)
    own, pasangkayu, sigi, blora = parties_of(keeper, card.id)
    seats = {
        own.id: Seat(turn=1),
        pasangkayu.id: Seat(turn=1),
        sigi.id: Seat(True, 2),
        blora.id: Seat(turn=2),
    }
    lay_out(keeper, card.id, seats)
    sign_party(_regent(office), own.id)
    holder = Holder(keeper)
    answers = {"tanggal_tanda_tangan": f"{timezone.localdate():%Y-%m-%d}"}
    words = ("naskah_asli", "Naskah bertanda tangan")
    kept = filled(holder, (ORIGINAL_FORM, f"{ORIGINAL_PURPOSE}:{card.id}"), answers, words)
    certify_original(holder, card.id, OnPaper([pasangkayu.id]), kept)


def conclude_by_certificate(keeper: Actor, office: UnitCard) -> None:
    """In force: our regent signed here, Bondowoso at its own tool with a certificate of a made-up certifier."""
    draft = AgreementDraft(
        "kesepakatan-bersama", office.id, "Layanan jemput bola (fiktif)", "Pelayanan publik", months=24,
        scope="Pelayanan keliling di desa perbatasan.",
    )  # fmt: skip
    card = _agreed(keeper, draft, (("35.11", "Bupati Bondowoso"),))
    own, other = parties_of(keeper, card.id)
    document_id = lay_out(keeper, card.id, {own.id: Seat(turn=1), other.id: Seat(True, 2)}).document_id
    sign_party(_regent(office), own.id)
    assert document_id
    who = Signatory(uuid7(), "Bupati Bondowoso (fiktif)", "Bupati", "Pemerintah Kabupaten Bondowoso")
    sign_outside(guest_of(keeper, other.id), show_outside(document_id, 1, CERTIFIER, who))
    advance(keeper, card.case_id, ("berlaku", {}))


def _agreed(keeper: Actor, draft: AgreementDraft, others: Iterable[tuple[str, str]]) -> AgreementCard:
    """Its text is written and every side has put its initials to it."""
    card = begin_agreement(keeper, draft)
    for code, signer in others:
        add_party(keeper, card.id, PartyDraft("region", "", f"{signer} (fiktif)", "Bupati", region_code=code))
    advance(
        keeper, card.case_id, ("layak", {"hasil_kajian": "Layak, urusannya sama (fiktif)."}), ("diterima", {})
    )
    write_text(own_voice(keeper, card.id), TEXT, 0)
    _own, *guests = parties_of(keeper, card.id)
    initial(own_voice(keeper, card.id), 1)
    for party in guests:
        initial(guest_of(keeper, party.id), 1)
    advance(keeper, card.case_id, ("sepakat", {}))
    return card


def _regent(office: UnitCard) -> Actor:
    return officer_with("bupati", unit_by_code(office.code.partition("/")[0]).id)


def guest_of(keeper: Actor, party_id: UUID) -> Voice:
    """Somebody of another side, who came in by a private link."""
    link = invite(keeper, party_id, "Bagian Kerja Sama (fiktif)", 30)
    return guest_voice(digest_of(link.secret))
