"""Pages of payers, the treasurer and the auditor; the report and its comparison with the bank."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.core.actor import SYSTEM
from balai.core.errors import NotAllowed
from balai.core.exchange import run_import
from balai.foundation.accounts.testing import sign_in
from balai.foundation.regions.api import today
from balai.services.payments import selectors
from balai.services.payments.actions.ask_bank import ask_bank
from balai.services.payments.actions.deposit_cash import deposit_cash
from balai.services.payments.actions.receive_cash import Cash, receive_cash
from balai.services.payments.actions.settle import Received, settle
from balai.services.payments.models import BankLine, Bill, Order, Payment, RefundNote
from balai.services.payments.standin import StandIn
from balai.services.payments.tests.conftest import House, bill_of
from tests.paper import values

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def at(house: House, who: str) -> Client:
    return sign_in(Client(headers={"accept-language": "id"}), house.people[who])


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def paid(card: Any, amount: str, reference: str) -> Payment:
    return settle(SYSTEM, Received("qris", reference, Decimal(amount), timezone.now(), card.id))[0]


def span() -> selectors.Span:
    return selectors.Span(today(), today())


def test_the_payer_sees_amount_and_ways_and_gets_a_code_to_scan(house: House, bank: StandIn):
    card, client = bill_of(house), at(house, "payer")
    assert "Rp 125.000" in text(client.get("/tagihan/"))
    page = text(client.get(f"/tagihan/{card.id}/"))
    assert card.code in page
    assert "Bayar dengan QRIS" in page
    assert 'hx-get="/tagihan/' in page
    assert client.post(f"/tagihan/{card.id}/bayar/qris/").status_code == 302
    assert "Sedang disiapkan bank" in text(client.get(f"/tagihan/{card.id}/keadaan/"))
    ask_bank()
    part = text(client.get(f"/tagihan/{card.id}/keadaan/", headers={"HX-Request": "true"}))
    assert part.count("<svg") >= 1
    assert "<html" not in part
    mark = part.partition("?dulu=")[2].partition('"')[0]
    again = client.get(f"/tagihan/{card.id}/keadaan/?dulu={mark}", headers={"HX-Request": "true"})
    assert again.status_code == 204
    paid(card, "125000", "BNK9")
    told = text(client.get(f"/tagihan/{card.id}/keadaan/?dulu={mark}", headers={"HX-Request": "true"}))
    assert "Belum dibayar" not in told
    page = text(client.get(f"/tagihan/{card.id}/"))
    assert "Lunas, terima kasih" in page
    assert "hx-get" not in page.partition("<main")[2]
    payment = Payment.objects.get()
    receipt = text(client.get(f"/tagihan/bukti/{payment.pk}/"))
    assert "seratus dua puluh lima ribu rupiah" in receipt


def test_the_receipt_of_the_treasurer_is_the_signed_document(house: House):
    card = bill_of(house)
    payment = receive_cash(house.treasurer, card.id, Cash(card.total, card.total))
    answer = at(house, "payer").get(f"/tagihan/bukti/{payment.id}/")
    assert answer["Location"] == f"/dokumen/{payment.document_id}/unduh"
    assert at(house, "payer").get(answer["Location"]).content.startswith(b"%PDF-")


@pytest.mark.parametrize("who", ["citizen", "outsider", "treasurer", "auditor"])
def test_the_payers_page_is_the_payers(house: House, who: str):
    card, client = bill_of(house), at(house, who)
    assert client.get(f"/tagihan/{card.id}/").status_code == 404
    assert client.post(f"/tagihan/{card.id}/bayar/qris/").status_code == 404
    assert not Order.objects.exists()


def test_the_treasurer_looks_twice_before_money_is_booked(house: House):
    card, client = bill_of(house), at(house, "treasurer")
    address = f"/kerja/tagihan/{card.id}/terima/"
    first = values(client.get(address), "terima")
    assert (first["amount"], first["seen_rest"]) == ("125.000", "125.000")
    second = text(client.post(address, first))
    assert "seratus dua puluh lima ribu rupiah" in second
    assert "Benar jumlahnya?" in second
    assert not Payment.objects.exists()
    done = client.post(address, {**first, "yakin": "1"}, follow=True)
    assert "Rp 125.000 diterima, tanda bukti TBP/00001/" in text(done)
    assert Bill.objects.get(pk=card.id).state == "paid"
    again = client.post(address, {**first, "yakin": "1"})
    assert "Tagihan ini lunas." in text(again, 422)
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("amount", ["1.25", "seratus", "", "125.001", "-125.000"])
def test_an_impossible_amount_is_refused_beside_the_field(house: House, amount: str):
    card, client = bill_of(house), at(house, "treasurer")
    sent = {"amount": amount, "seen_rest": "125.000", "yakin": "1"}
    assert client.post(f"/kerja/tagihan/{card.id}/terima/", sent).status_code == 422
    assert not Payment.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("auditor", 403), ("head", 403), ("outsider", 404), ("payer", 403)]
)
def test_others_do_not_take_money(house: House, who: str, status: int):
    card = bill_of(house)
    sent = {"amount": "125.000", "seen_rest": "125.000", "yakin": "1"}
    assert at(house, who).post(f"/kerja/tagihan/{card.id}/terima/", sent).status_code == status
    assert not Payment.objects.exists()


def test_bills_are_found_by_code_number_and_name(house: House):
    card, other = bill_of(house), bill_of(house)
    client = at(house, "treasurer")
    for words in (card.code, card.code.lower().replace("-", " ")):
        page = text(client.get("/kerja/tagihan/", {"q": words}))
        assert (card.code in page, other.code in page) == (True, False)
    assert other.code in text(client.get("/kerja/tagihan/", {"q": "siti"}))
    assert (
        card.code
        not in text(at(house, "outsider").get("/kerja/tagihan/", {"q": card.code})).partition("<table")[2]
    )


@pytest.mark.parametrize("size", [10, 25])
def test_the_list_asks_as_often_for_ten_as_for_more(
    house: House, django_assert_max_num_queries: Any, size: int
):
    for _bill in range(size):
        bill_of(house)
    client = at(house, "treasurer")
    client.get("/kerja/tagihan/")
    with django_assert_max_num_queries(12):
        page = text(client.get("/kerja/tagihan/"))
    assert page.count("<tr data-row") == size


def test_a_bill_is_taken_back_with_its_reason_on_the_page(house: House):
    card, client = bill_of(house), at(house, "treasurer")
    address = f"/kerja/tagihan/{card.id}/batal/"
    assert client.post(address, {"reason": "salah"}).status_code == 422
    assert client.post(address, {"reason": "Luas reklame salah ketik"}).status_code == 302
    assert "Luas reklame salah ketik" in text(at(house, "payer").get(f"/tagihan/{card.id}/"))


def test_the_report_tells_by_way_account_and_officer(house: House, django_assert_max_num_queries: Any):
    card, other = bill_of(house), bill_of(house)
    paid(card, "130000", "BNK1")
    receive_cash(house.treasurer, other.id, Cash(other.total, other.total))
    treasurer, days = house.treasurer, span()
    with django_assert_max_num_queries(5):
        report = selectors.settlement(treasurer, days)
    assert (report.total.count, report.total.amount, report.surplus) == (2, Decimal(255000), Decimal(5000))
    assert [(row.label, row.count, row.amount) for row in report.by_adapter] == [
        ("QRIS", 1, Decimal(130000)), ("Tunai di bendahara", 1, Decimal(125000)),
    ]  # fmt: skip
    assert [(row.label, row.amount) for row in report.by_account] == [
        ("1.1.04.02 Pemanfaatan aset daerah untuk reklame", Decimal(250000))
    ]
    assert [(row.label, row.amount) for row in report.by_officer] == [
        ("Sistem bank", Decimal(130000)), ("Retno", Decimal(125000)),
    ]  # fmt: skip
    assert selectors.settlement(house.outsider, span()).total.count == 0
    assert selectors.settlement(house.auditor, span()).total.count == 2
    page = text(at(house, "treasurer").get("/kerja/penerimaan/"))
    assert "Rp 255.000" in page
    sheet = at(house, "treasurer").get("/kerja/penerimaan/unduh/xlsx/").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert [row[5] for row in rows[1:]] == [130000.0, 125000.0]


def statement(*lines: str) -> io.BytesIO:
    """A file as the bank gives it."""
    file = io.BytesIO("\n".join(["tanggal,referensi,uraian,debit,kredit", *lines]).encode())
    file.name = "koran.csv"  # type: ignore[attr-defined]
    return file


def test_the_statement_of_the_bank_is_compared_line_by_line(house: House):
    day = today().isoformat()
    for amount, reference in (("125000", "SAMA"), ("120000", "BEDA"), ("5000", "HANYA-KAMI")):
        paid(bill_of(house), amount, reference)
    cash = bill_of(house)
    receive_cash(house.treasurer, cash.id, Cash(cash.total, cash.total))
    deposit_cash(house.treasurer, house.unit_id, "SLIP-7", Decimal(125000))
    lines = [f"{day},SAMA,QRIS,,125000.00", f'{day},BEDA,QRIS,,"121.000"', f"{day},SLIP-7,Setoran,,125000",
             f"{day},BIAYA,Biaya admin,6500,"]  # fmt: skip
    report = run_import("rekening-koran", statement(*lines), house.treasurer)
    assert (report.created, report.errors) == (4, [])
    again = run_import("rekening-koran", statement(*lines), house.treasurer)
    assert (again.created, again.unchanged) == (0, 4)
    found = selectors.compare_with_bank(house.treasurer, span())
    assert found.agreed == 2
    assert [(one.reference, one.booked, one.at_bank) for one in found.differences] == [
        ("BEDA", Decimal(120000), Decimal(121000)),
        ("BIAYA", None, Decimal(-6500)),
        ("HANYA-KAMI", Decimal(5000), None),
    ]
    page = text(at(house, "treasurer").get("/kerja/penerimaan/"))
    assert "hanya di bank" in page
    assert "2 baris cocok." in page


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("kemarin,R1,x,,5000", "tanggal"),
        ("2026-01-05,,x,,5000", "referensi"),
        ("2026-01-05,R1,x,5000,5000", "kredit"),
        ("2026-01-05,R1,x,,", "kredit"),
        ("2026-01-05,R1,x,,lima", "kredit"),
    ],
)
def test_a_wrong_statement_is_named_by_line_and_nothing_is_kept(house: House, line: str, column: str):
    report = run_import("rekening-koran", statement("2026-01-04,BAIK,x,,5000", line), house.treasurer)
    assert [(one.row, one.column) for one in report.errors] == [(3, column)]
    assert not BankLine.objects.exists()
    with pytest.raises(NotAllowed):
        run_import("rekening-koran", statement(line), house.auditor)


def test_money_goes_back_through_the_page(house: House):
    paid(bill_of(house), "130000", "BNK1")
    note = RefundNote.objects.get()
    client, address = at(house, "treasurer"), f"/kerja/penerimaan/pengembalian/{note.pk}/"
    assert note.number in text(client.get("/kerja/penerimaan/pengembalian/"))
    assert at(house, "outsider").get(address).status_code == 404
    assert client.post(address, {"reference": ""}).status_code == 422
    assert client.post(address, {"reference": "TRF-1"}).status_code == 302
    assert note.number not in text(client.get("/kerja/penerimaan/pengembalian/"))


def test_cash_is_deposited_through_the_page(house: House):
    card = bill_of(house)
    receive_cash(house.treasurer, card.id, Cash(card.total, card.total))
    client = at(house, "treasurer")
    page = client.get("/kerja/penerimaan/setor/")
    assert "Rp 125.000" in text(page)
    sent = {**values(page, "setor"), "reference": "SLIP-1"}
    assert client.post("/kerja/penerimaan/setor/", sent).status_code == 302
    assert client.post("/kerja/penerimaan/setor/", sent).status_code == 422


def test_a_long_span_or_nonsense_falls_back_to_one_day(house: House):
    client = at(house, "treasurer")
    for query in (
        {"dari": "kemarin"},
        {"dari": "2000-01-01", "sampai": "2026-01-01"},
        {"dari": "2026-02-30"},
    ):
        assert client.get("/kerja/penerimaan/", query).status_code == 200
