"""An administrator writes what services cost: a new tariff, and one that takes an old one's place from a day on."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from balai.foundation.accounts.testing import make_officer, sign_in
from balai.foundation.cases.api import Charge
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.regions.api import today
from balai.services.payments.charging import tariff_charges
from balai.services.payments.models import Bill, Tariff
from balai.services.payments.tests.conftest import House, bill_of

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
PAGE = "/kerja/pengelolaan/tarif/"
NEW = {
    "name_id": "Pemakaian alun-alun",
    "name_en": "Use of the town square",
    "source": "Perda 1/2024 lampiran III",
    "due_days": "14",
    "account": "7.1.02.02",
    "receivable": "1.1.04.02",
}


@pytest.fixture
def admin(house: House) -> Client:
    administrator = make_officer("galih", "admin_kabupaten", unit_by_code("35.10").id)
    return sign_in(Client(headers={"accept-language": "id"}), administrator)


def row(place: int, name: str, price: str, per: str = "hari") -> dict[str, str]:
    names = {f"item{place}-{language}": name for language in ("id", "en")}
    return {**names, f"price{place}": price, f"unit{place}": per}


def offered() -> dict[str, Charge]:
    return {one.code: one for one in tariff_charges()}


def codes() -> set[str]:
    return set(Tariff.objects.values_list("code", flat=True))


def test_a_tariff_from_nothing_can_be_billed_by_a_procedure(admin: Client) -> None:
    day = today().isoformat()
    assert admin.get(f"{PAGE}baru/").status_code == 200
    sent = {**NEW, "valid_from": day, **row(0, "Sehari", "250.000"), **row(1, "Semalam", "300000", "malam")}
    assert admin.post(f"{PAGE}baru/", sent)["Location"] == PAGE
    tariff = Tariff.objects.get(code="pemakaian-alun-alun")
    assert (tariff.due_days, tariff.receivable, tariff.valid_until) == (14, "1.1.04.02", None)
    assert [(code, one["price"], one["account"]) for code, one in tariff.items.items()] == [
        ("sehari", "250000.00", "7.1.02.02"),
        ("semalam", "300000.00", "7.1.02.02"),
    ]
    assert offered()["pemakaian-alun-alun:sehari"].label == "Pemakaian alun-alun: Sehari, Rp 250.000 per hari"
    assert "Rp 300.000" in admin.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "change",
    [{"price0": ""}, {"item0-en": ""}, {"source": ""}, {"price0": "dua"}, {"receivable": "1.1.01.01"}],
)
def test_half_a_tariff_or_money_in_hand_as_what_is_owed_is_told_and_nothing_is_kept(
    admin: Client, change: dict[str, str]
) -> None:
    before = codes()
    sent: dict[str, Any] = {**NEW, "valid_from": today().isoformat(), **row(0, "Sehari", "250000"), **change}
    assert admin.post(f"{PAGE}baru/", sent).status_code == 422
    assert codes() == before


def test_a_new_price_holds_from_its_day_and_what_was_billed_stays(house: House, admin: Client) -> None:
    bill_of(house)
    (old,) = Tariff.objects.filter(code="pemakaian-balai")
    page = admin.get(f"{PAGE}pemakaian-balai/")
    assert page.status_code == 200
    rows = {**row(0, "Malam hari", "500000", "malam"), **row(1, "Siang hari", "400000")}
    known = {**NEW, "name_id": "Pemakaian balai pertemuan", "source": "Perda 2/2026", **rows}
    address = f"{PAGE}pemakaian-balai/"
    assert admin.post(address, {**known, "valid_from": "2025-12-31"}).status_code == 422
    other = {**known, "valid_from": today().isoformat(), "seen": "00000000-0000-7000-8000-000000000000"}
    assert admin.post(address, other).status_code == 422
    assert list(Tariff.objects.filter(code="pemakaian-balai")) == [old]
    starts = today() + timedelta(days=10)
    assert admin.post(address, {**known, "valid_from": starts.isoformat()}).status_code == 302
    old.refresh_from_db()
    new = Tariff.objects.get(code="pemakaian-balai", valid_from=starts)
    assert (old.valid_until, old.items["siang"]["price"]) == (starts - timedelta(days=1), "350000")
    assert (new.items["siang"]["price"], new.late_percent, new.valid_until) == ("400000.00", Decimal(1), None)


def test_a_table_by_which_bills_were_raised_is_not_rewritten(house: House, admin: Client) -> None:
    tariff = Tariff.objects.get(pk=raised_by(house))
    sent = {**NEW, "valid_from": tariff.valid_from.isoformat()}
    for place, (code, one) in enumerate(tariff.items.items()):
        sent |= row(place, code, "999999", one["unit"])
    answer = admin.post(f"{PAGE}{tariff.code}/", sent)
    assert (answer.status_code, "sudah dipakai untuk tagihan" in answer.content.decode()) == (422, True)
    assert Tariff.objects.get(pk=tariff.pk).items == tariff.items


def raised_by(house: House) -> Any:
    """The tariff of a bill that was raised."""

    return Bill.objects.get(pk=bill_of(house).id).tariff_id


def test_the_treasurer_writes_no_tariff(house: House) -> None:
    client, before = sign_in(Client(), house.people["treasurer"]), codes()
    sent = {**NEW, "valid_from": today().isoformat(), **row(0, "Sehari", "250000")}
    assert client.post(f"{PAGE}baru/", sent).status_code == 403
    assert codes() == before
