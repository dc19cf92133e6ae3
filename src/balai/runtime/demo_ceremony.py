"""An agreement of the demo at its ceremony: four invented sides; two have signed, one here and one on paper."""

from uuid import UUID

from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.forms.api import Holder
from balai.foundation.organizations.api import UnitCard, unit_by_code
from balai.runtime.demo_cases import advance, filled, officer_with
from balai.territory.agreements.api import (
    ORIGINAL_FORM,
    ORIGINAL_PURPOSE,
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
    sign_party,
    write_text,
)

OTHERS = (("76.01", "Bupati Pasangkayu"), ("72.10", "Bupati Sigi"), ("33.16", "Bupati Blora"))
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
    card = begin_agreement(keeper, draft)
    for code, signer in OTHERS:
        add_party(keeper, card.id, PartyDraft("region", "", f"{signer} (fiktif)", "Bupati", region_code=code))
    advance(
        keeper, card.case_id, ("layak", {"hasil_kajian": "Layak, urusannya sama (fiktif)."}), ("diterima", {})
    )
    write_text(own_voice(keeper, card.id), TEXT, 0)
    own, pasangkayu, sigi, blora = parties_of(keeper, card.id)
    initial(own_voice(keeper, card.id), 1)
    for party in (pasangkayu, sigi, blora):
        initial(guest_of(keeper, party.id), 1)
    advance(keeper, card.case_id, ("sepakat", {}))
    seats = {
        own.id: Seat(turn=1),
        pasangkayu.id: Seat(turn=1),
        sigi.id: Seat(True, 2),
        blora.id: Seat(turn=2),
    }
    lay_out(keeper, card.id, seats)
    regency = unit_by_code(office.code.partition("/")[0])
    sign_party(officer_with("bupati", regency.id), own.id)
    holder = Holder(keeper)
    answers = {"tanggal_tanda_tangan": f"{timezone.localdate():%Y-%m-%d}"}
    words = ("naskah_asli", "Naskah bertanda tangan")
    kept = filled(holder, (ORIGINAL_FORM, f"{ORIGINAL_PURPOSE}:{card.id}"), answers, words)
    certify_original(holder, card.id, OnPaper([pasangkayu.id]), kept)


def guest_of(keeper: Actor, party_id: UUID) -> Voice:
    """Somebody of another side, who came in by a private link."""
    link = invite(keeper, party_id, "Bagian Kerja Sama (fiktif)", 30)
    return guest_voice(digest_of(link.secret))
