"""An administrator writes what services cost: a new tariff, and one that takes an old one's place from a day on."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from balai.foundation.accounts.testing import make_officer, sign_in
from balai.foundation.cases.api import Charge
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.packs.api import compare, decide, install
from balai.foundation.regions.api import today
from balai.services.payments.charging import tariff_charges
from balai.services.payments.content import standing_tariffs
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


@pytest.fixture
def pack(house: House, tmp_path: Path) -> Path:
    """A regency's own pack of its tariff, as another one has taken it."""
    (entry,) = standing_tariffs(["pemakaian-balai"]).values()
    (tmp_path / "pack.yaml").write_text(MANIFEST)
    write(tmp_path, entry)
    install(tmp_path)
    return tmp_path


MANIFEST = """format: 1
name: tarif-balai
version: 1.0.0
title: {id: Tarif, en: Tariff}
origin: Kabupaten Banyuwangi
licence: MIT
sources: [Perda (contoh)]
"""


def write(pack: Path, entry: dict[str, Any], version: str = "1.0.0", price: str = "") -> None:
    items = [{**one, "price": price or one["price"]} for one in entry["items"]]
    content = json.loads(json.dumps([{**entry, "items": items}], default=str))
    (pack / "tariffs.yaml").write_text(json.dumps(content))
    (pack / "pack.yaml").write_text(MANIFEST.replace("1.0.0", version))


def write_here(admin: Client, price: str) -> None:
    """The regency's own prices from today on, on the page."""
    (old,) = Tariff.objects.filter(code="pemakaian-balai")
    rows = [row(place, one["name"]["id"], price, one["unit"]) for place, one in enumerate(old.items.values())]
    sent = {
        **NEW,
        "valid_from": today().isoformat(),
        **{key: word for one in rows for key, word in one.items()},
    }
    assert admin.post(f"{PAGE}pemakaian-balai/", sent)["Location"] == PAGE


def prices() -> list[tuple[date, date | None, set[str]]]:
    rows = Tariff.objects.filter(code="pemakaian-balai").order_by("valid_from")
    return [
        (one.valid_from, one.valid_until, {str(int(Decimal(item["price"]))) for item in one.items.values()})
        for one in rows
    ]


def test_a_tariff_of_ones_own_stays_when_its_pack_comes_anew(admin: Client, pack: Path) -> None:
    """Written on the page it holds from a later day than the pack's; that is an adaptation and no overlap."""
    (entry,) = standing_tariffs(["pemakaian-balai"]).values()
    write_here(admin, "9000")
    before = prices()
    assert before[1] == (today(), None, {"9000"})
    write(pack, entry, "1.1.0")
    assert [one.verdict for one in compare(pack).differences] == ["ours"]
    assert install(pack).kept == (("tariffs", "pemakaian-balai"),)
    write(pack, entry, "1.2.0", price="15000")
    (one,) = compare(pack).differences
    assert (one.verdict, {leaf.theirs for leaf in one.conflicts if "price" in leaf.path}) == (
        "conflict",
        {"15000"},
    )
    assert install(pack).kept == (("tariffs", "pemakaian-balai"),)
    assert prices() == before


@pytest.mark.parametrize("days", [-7, 20])
def test_a_pack_with_another_day_meets_a_tariff_of_ones_own(admin: Client, pack: Path, days: int) -> None:
    (entry,) = standing_tariffs(["pemakaian-balai"]).values()
    write_here(admin, "9000")
    before = prices()
    write(pack, {**entry, "valid_from": today() + timedelta(days=days)}, "1.1.0", price="15000")
    (one,) = compare(pack).differences
    assert "valid_from" in [leaf.word for leaf in one.conflicts]
    assert install(pack).kept == (("tariffs", "pemakaian-balai"),)
    assert prices() == before


def test_the_packs_tariff_that_is_taken_after_all_holds_from_today(admin: Client, pack: Path) -> None:
    (entry,) = standing_tariffs(["pemakaian-balai"]).values()
    write_here(admin, "9000")
    Tariff.objects.filter(valid_until=today() - timedelta(days=1)).update(
        valid_until=today() - timedelta(days=4)
    )
    Tariff.objects.filter(valid_from=today()).update(valid_from=today() - timedelta(days=3))
    write(pack, entry, "1.1.0", price="15000")
    assert install(pack, decision=decide(theirs=["tariffs/pemakaian-balai"])).kept == ()
    assert prices()[1:] == [
        (today() - timedelta(days=3), today() - timedelta(days=1), {"9000"}),
        (today(), None, {"15000"}),
    ]


def test_a_later_table_of_the_pack_ends_its_earlier_one(pack: Path) -> None:
    (entry,) = standing_tariffs(["pemakaian-balai"]).values()
    starts = today() + timedelta(days=30)
    write(pack, {**entry, "valid_from": starts}, "1.1.0", price="15000")
    install(pack)
    first, second = prices()
    assert (first[1], second) == (starts - timedelta(days=1), (starts, None, {"15000"}))
