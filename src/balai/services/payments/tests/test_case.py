"""A procedure asks for money: the bill from its answers, the wait, and the case that goes on once."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.errors import Invalid
from balai.foundation.accounts.testing import make_officer, sign_in
from balai.foundation.cases.api import ActInput, OpenCase, act, get_case, install_procedure, open_case
from balai.foundation.cases.workshop.patterns import Pattern, charges
from balai.services.payments import api
from balai.services.payments.actions.end_bill import cancel_bill, expire_bills
from balai.services.payments.actions.settle import Received, settle
from balai.services.payments.actions.tell_cases import tell_cases
from balai.services.payments.models import Bill
from balai.services.payments.tests.conftest import House
from balai.services.payments.tests.test_pages import at, text
from balai.services.payments.tests.test_settle import late

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def words(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


def procedure(factors: list[Any]) -> dict[str, Any]:
    """Check, bill, wait, end."""
    ask = {
        "tariff": "sewa-titik-reklame",
        "items": [{"item": "{jenis}", "quantity": factors, "note": "{naskah}"}],
    }
    return {
        "code": "reklame-contoh",
        "name": words("Reklame"),
        "limit": {"kind": "working_days", "amount": 5},
        "start": "periksa",
        "states": {
            "periksa": {
                "kind": "work", "name": words("Diperiksa"), "roles": ["tim_teknis", "kepala_dinas"],
                "ask": words("Periksa"), "limit": {"kind": "working_days", "amount": 2},
            },
            "bayar": {"kind": "wait", "name": words("Menunggu pembayaran"), "signal": "payment"},
            "lanjut": {
                "kind": "work", "name": words("Ditandatangani"), "roles": ["kepala_dinas"],
                "ask": words("Tandatangani"), "limit": {"kind": "working_days", "amount": 2},
            },
            "selesai": {"kind": "end", "name": words("Selesai"), "outcome": "granted"},
            "batal": {"kind": "end", "name": words("Batal"), "outcome": "withdrawn"},
        },
        "actions": [
            {"code": "tagih", "kind": "forward", "label": words("Tagih"), "from": ["periksa"], "to": "bayar",
             "effects": [{"raise_bill": ask}]},
            {"code": "lunas", "kind": "signal", "signal": "payment.settled", "label": words("Dibayar"),
             "from": ["bayar"], "to": "lanjut"},
            {"code": "tarik", "kind": "withdraw", "label": words("Tarik"), "from": ["bayar"], "to": "batal"},
            {"code": "selesai", "kind": "forward", "label": words("Selesai"), "from": ["lanjut"], "to": "selesai"},
        ],
    }  # fmt: skip


def opened(house: House, factors: list[Any] | None = None, **answers: Any) -> Any:
    """A case of the payer, with what they answered."""
    install_procedure(procedure(factors or ["luas", "jumlah", 3]))
    said = {"jenis": "papan", "luas": "4,5", "jumlah": "2", "naskah": "Kopi {luas} Ijen", **answers}
    request = OpenCase("reklame-contoh", house.unit_id, "REK", "Izin Reklame",
                       applicant_id=house.people["payer"].pk, data=said)  # fmt: skip
    return open_case(SYSTEM, request)


def pay(card: api.BillCard, amount: Decimal, reference: str = "B1") -> None:
    settle(SYSTEM, Received("qris", reference, amount, timezone.now(), card.id))


def state(house: House, case: Any) -> str:
    return get_case(house.payer, case.id).state


def test_the_bill_follows_the_answers_and_the_case_goes_on_when_it_is_paid(house: House):
    case = opened(house)
    act(house.head, case.id, "tagih", ActInput())
    (card,) = api.bills_of(house.payer, case.id)
    assert (card.total, state(house, case)) == (Decimal("337500.00"), "bayar")  # 4,5 × 2 × 3 × 12.500
    line = Bill.objects.get(pk=card.id).lines.get()
    assert (line.description, line.quantity) == ("Papan, billboard · Kopi {luas} Ijen", Decimal("27.0000"))
    pay(card, Decimal(100000))
    assert (tell_cases(), state(house, case)) == (0, "bayar")
    pay(card, Decimal(237500), "B2")
    assert (tell_cases(), state(house, case)) == (1, "lanjut")
    assert tell_cases() == 0
    assert api.bills_of(house.citizen, case.id) == []


@pytest.mark.parametrize("answers", [{"luas": ""}, {"luas": "0"}, {"luas": "-3"}, {"luas": "__import__('os')"},
                                     {"jenis": "kapal"}, {"luas": "999999999999999"}])  # fmt: skip
def test_what_cannot_be_reckoned_undoes_the_whole_step(house: House, answers: dict[str, str]):
    case = opened(house, **answers)
    with pytest.raises(Invalid):
        act(house.head, case.id, "tagih", ActInput())
    assert state(house, case) == "periksa"
    assert not Bill.objects.filter(case_id=case.id).exists()


def test_a_withdrawn_case_is_not_moved_by_money_that_still_comes(house: House):
    case = opened(house)
    act(house.head, case.id, "tagih", ActInput())
    act(house.payer, case.id, "tarik", ActInput())
    (card,) = api.bills_of(house.payer, case.id)
    pay(card, card.total)
    assert (tell_cases(), state(house, case)) == (0, "batal")
    assert Bill.objects.get(pk=card.id).told_at is not None


def test_an_expired_bill_says_so_and_a_cancelled_one_says_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    from balai.services.payments.actions import tell_cases as telling

    said: list[str] = []
    monkeypatch.setattr(telling, "send_signal", lambda case, signal, facts: bool(said.append(signal)))
    for case in (opened(house), opened(house)):
        act(house.head, case.id, "tagih", ActInput())
    first, second = Bill.objects.filter(case_id__isnull=False).order_by("-id")[:2]
    late(first)
    expire_bills()
    cancel_bill(house.treasurer, second.pk, "Salah hitung luasnya")
    tell_cases()
    tell_cases()
    assert said == ["payment.expired"]


def test_a_case_that_fails_is_told_again_and_the_money_stays(house: House, monkeypatch: pytest.MonkeyPatch):
    from balai.services.payments.actions import tell_cases as telling

    case = opened(house)
    act(house.head, case.id, "tagih", ActInput())
    (card,) = api.bills_of(house.payer, case.id)
    pay(card, card.total)

    def fails(*_args: Any) -> bool:
        raise RuntimeError("x")

    with monkeypatch.context() as broken:
        broken.setattr(telling, "send_signal", fails)
        assert tell_cases() == 0
    assert Bill.objects.get(pk=card.id).state == "paid"
    assert (tell_cases(), state(house, case)) == (1, "lanjut")


def test_the_bill_stands_on_the_page_of_its_case(house: House):
    case = opened(house)
    assert "Tagihan</h2>" not in text(at(house, "payer").get(f"/permohonan/{case.id}/"))
    act(house.head, case.id, "tagih", ActInput())
    (card,) = api.bills_of(house.payer, case.id)
    own = text(at(house, "payer").get(f"/permohonan/{case.id}/"))
    assert ("Rp 337.500" in own, "Bayar sekarang" in own) == (True, True)
    pay(card, Decimal(100000))
    own = text(at(house, "payer").get(f"/permohonan/{case.id}/"))
    assert ("Rp 237.500" in own, "Rp 100.000 dari Rp 337.500 sudah dibayar." in own) == (True, True)
    pay(card, Decimal(237500), "B2")
    for who, address, href in (
        ("payer", f"/permohonan/{case.id}/", f'href="/tagihan/{card.id}/"'),
        ("head", f"/kerja/perkara/{case.id}/", f'href="/kerja/tagihan/{card.id}/"'),
    ):
        page = text(at(house, who).get(address))
        assert (href in page, "Lunas" in page, page.count("/tagihan/bukti/")) == (True, True, 2)


def test_whoever_works_on_the_case_reads_the_state_of_the_bill_and_opens_nothing(house: House):
    case = opened(house)
    act(house.head, case.id, "tagih", ActInput())
    team = sign_in(
        Client(headers={"accept-language": "id"}), make_officer("rani", "tim_teknis", house.unit_id)
    )
    page = text(team.get(f"/kerja/perkara/{case.id}/"))
    assert ("Rp 337.500" in page, "Belum dibayar" in page, "/kerja/tagihan/" in page) == (True, True, False)


def test_a_procedure_from_a_pattern_asks_for_the_fee_of_a_tariff(house: House):
    (charge,) = [one for one in charges() if one.code == "pemakaian-balai:siang"]
    assert charge.label == "Pemakaian balai pertemuan: Siang hari, Rp 350.000 per hari"
    pattern = Pattern(
        "balai",
        words("Balai"),
        "kepala_dinas",
        2,
        "kepala_dinas",
        1,
        charge=charge,
        factors=("hari", "ruang"),
    )
    install_procedure(pattern.definition())
    payer = house.people["payer"].pk
    asked = {"hari": "3", "ruang": "2"}
    case = open_case(SYSTEM, OpenCase("balai", house.unit_id, "BAL", "Balai", applicant_id=payer, data=asked))
    act(house.head, case.id, "lengkap", ActInput())
    (card,) = api.bills_of(house.payer, case.id)
    assert (card.total, state(house, case)) == (Decimal("2100000.00"), "pembayaran")
    pay(card, card.total)
    assert (tell_cases(), state(house, case)) == (1, "keputusan")
    assert act(house.head, case.id, "setujui", ActInput()).outcome == "granted"
