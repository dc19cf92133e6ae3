"""Receipts: a sheet for what came through the bank, a signed document from the treasurer, who signs nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from balai.core.errors import NotAllowed
from balai.foundation.documents.api import IssueRequest, SignatureBlock, issue, revoke
from balai.foundation.documents.models import Document
from balai.foundation.documents.tests.pdfs import text_of
from balai.foundation.privacy.erasers import ERASERS
from balai.foundation.privacy.holdings import holdings_of
from balai.services.payments.actions.receive_cash import Cash, receive_cash
from balai.services.payments.tests.conftest import House, bill_of
from balai.services.payments.tests.test_pages import at, paid

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
REASON = Document.Reason.values[0]


def test_what_came_through_the_bank_is_a_sheet_to_keep(house: House, tmp_path: Path) -> None:
    payment = paid(bill_of(house), "130000", "BNK-2026/11")
    answer = at(house, "payer").get(f"/tagihan/bukti/{payment.pk}/unduh/")
    assert answer["Content-Disposition"] == 'attachment; filename="bukti-pembayaran-bnk-202611.pdf"'
    text = " ".join(text_of(answer.content, tmp_path).split())
    for words in (
        "Rp 130.000",
        "seratus tiga puluh ribu rupiah",
        "BNK-2026/11",
        "QRIS",
        "Siti Aminah",
        "Rp 5.000",
    ):
        assert words in text
    for who, status in (("citizen", 404), ("outsider", 404), ("auditor", 200)):
        assert at(house, who).get(f"/tagihan/bukti/{payment.pk}/unduh/").status_code == status


def test_the_sheet_of_the_treasurer_is_the_signed_document(house: House) -> None:
    card = bill_of(house)
    payment = receive_cash(house.treasurer, card.id, Cash(card.total, card.total))
    answer = at(house, "payer").get(f"/tagihan/bukti/{payment.id}/unduh/")
    assert answer["Location"] == f"/dokumen/{payment.document_id}/unduh"


def test_the_treasurer_signs_and_revokes_receipts_and_nothing_else(house: House) -> None:
    card = bill_of(house)
    payment = receive_cash(house.treasurer, card.id, Cash(card.total, card.total))
    receipt = Document.objects.get(pk=payment.document_id)
    block = (SignatureBlock("Kepala Dinas", "Kadis"),)
    request = IssueRequest("tanda-bukti-pembayaran", house.unit_id, receipt.facts, block)
    with pytest.raises(NotAllowed, match="tidak berwenang menandatangani"):
        issue(house.treasurer, replace(request, kind="sk"))
    with pytest.raises(NotAllowed, match="tidak berwenang menandatangani"):
        issue(house.head, request)
    with pytest.raises(NotAllowed, match="pejabat penanda tangan"):
        revoke(house.head, receipt.pk, REASON)
    assert Document.objects.count() == 1
    permit = issue(house.head, replace(request, kind="sk"))
    with pytest.raises(NotAllowed, match="pejabat penanda tangan"):
        revoke(house.treasurer, permit.id, REASON)
    revoke(house.treasurer, receipt.pk, REASON)
    assert {one.kind: one.ended_at is None for one in Document.objects.all()} == {"tbp": False, "sk": True}


def test_the_payer_finds_bills_among_the_own_data_and_they_are_kept(house: House) -> None:
    card = bill_of(house)
    (section,) = [one for one in holdings_of(house.payer).sections if one.code == "bills"]
    assert [(fact.name, fact.value) for fact in section.facts] == [
        (card.code, f"{card.number}, Rp 125.000, Belum dibayar")
    ]
    eraser = ERASERS["bills"]
    assert (eraser.count(house.people["payer"].pk), eraser.erase) == (1, None)
