"""The register: what may stand in it, how a licence lives, what follows it, who is reminded."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from balai.core.actor import SYSTEM
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.core.exchange import run_export, run_import
from balai.foundation.audit.models import Event
from balai.foundation.notices.models import Notice
from balai.foundation.regions.api import today
from balai.services.licences import access, api
from balai.services.licences.actions.change_standing import change_standing
from balai.services.licences.actions.remind import remind_of_endings, replace_overtaken
from balai.services.licences.models import Licence, Reminder
from balai.services.licences.selectors import Filters, chain_of, register
from balai.services.licences.tests.conftest import NIB, House, days, licence_of, unit

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
REASON = "Konstruksi membahayakan pengguna jalan"


def draft(house: House, **facts: Any) -> api.LicenceDraft:
    whole: dict[str, Any] = {
        "unit_id": house.unit_id, "kind": "izin-reklame", "number": "7/2026", "holder_name": "Budi", "object": "Baliho",
        "valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31), **facts,
    }  # fmt: skip
    return api.LicenceDraft(**whole)


def test_a_licence_is_recorded_with_its_event_by_whoever_keeps_the_register(house: House) -> None:
    card = api.record_licence(house.division, draft(house, nib="0220 0012 34567"))
    licence = Licence.objects.get(pk=card.id)
    assert (licence.nib, licence.recorded_by, licence.state) == (NIB, house.division.name, "active")
    event = Event.objects.get(name="licences.recorded", subject_id=card.id)
    assert event.facts == {"number": "7/2026", "kind": "Izin Reklame"}
    assert event.unit_id == house.unit_id
    for refused in (house.team, house.outsider, house.auditor, house.holder):
        with pytest.raises(NotAllowed):
            api.record_licence(refused, draft(house, number="8/2026"))
    assert Licence.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"nib": "123"}, "nib"),
        ({"nib": "０２２０００１２３４５６７"}, "nib"),
        ({"kind": "izin-terbang"}, "kind"),
        ({"valid_until": date(2025, 12, 31)}, "valid_until"),
        ({"region_code": "35.10.99"}, "region"),
        ({"risk": "sangat-tinggi"}, "risk"),
        ({"number": " "}, "number"),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_is_kept(
    house: House, facts: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        api.record_licence(SYSTEM, draft(house, **facts))
    assert list(refusal.value.fields) == [field]
    assert not Licence.objects.exists()


def test_a_number_is_in_force_once_at_a_unit(house: House) -> None:
    licence_of(house, "1/2026")
    with pytest.raises(Conflict):
        licence_of(house, "1/2026")
    licence_of(house, "1/2026", unit_id=unit("dukcapil"))
    assert Licence.objects.filter(number="1/2026").count() == 2


def test_how_it_stands_follows_from_its_days(house: House) -> None:
    first, last = days(-9), days(5)
    licence = licence_of(house, valid_from=first, valid_until=last)
    stands = [licence.standing_on(day).value for day in (days(-10), first, last, days(6))]
    assert stands == ["upcoming", "active", "active", "expired"]
    assert licence.days_left == 5
    expired = licence_of(house, "2/2026", valid_from=days(-40), valid_until=days(-1))
    found = {
        name: [row.number for row in register(house.auditor, Filters(standing=name))]
        for name in ("active", "expired", "upcoming")
    }
    assert found == {"active": [licence.number], "expired": [expired.number], "upcoming": []}
    assert [row.number for row in register(house.auditor, Filters(ending=30))] == [licence.number]


def test_a_decision_needs_its_reason_and_the_right_state_and_is_told(house: House) -> None:
    licence = licence_of(house)
    with pytest.raises(Invalid):
        change_standing(house.head, licence.pk, "bekukan", "apa")
    with pytest.raises(Conflict):
        change_standing(house.head, licence.pk, "aktifkan", REASON)
    change_standing(house.head, licence.pk, "bekukan", REASON)
    licence.refresh_from_db()
    assert (licence.state, licence.reason, licence.state_since) == ("suspended", REASON, today())
    change_standing(house.head, licence.pk, "aktifkan", "Konstruksi sudah diperkuat")
    change_standing(house.head, licence.pk, "cabut", REASON)
    told = (
        Notice.objects.filter(recipient=house.people["holder"]).order_by("id").values_list("kind", flat=True)
    )
    assert list(told) == ["licences.suspended", "licences.lifted", "licences.revoked"]
    with pytest.raises(Conflict):
        change_standing(house.head, licence.pk, "aktifkan", REASON)


def test_only_the_head_of_the_agency_decides_and_with_the_second_factor(house: House) -> None:
    licence = licence_of(house)
    with pytest.raises(NotVisible):
        change_standing(house.outsider, licence.pk, "cabut", REASON)
    for refused in (house.division, house.auditor, house.holder):
        with pytest.raises(NotAllowed):
            change_standing(refused, licence.pk, "cabut", REASON)
    licence.refresh_from_db()
    assert licence.state == "active"


def test_the_database_keeps_what_was_determined(house: House) -> None:
    licence = licence_of(house)
    change_standing(house.head, licence.pk, "cabut", REASON)
    for change in (
        {"state": "active", "reason": ""}, {"number": "9/2026"}, {"valid_until": None}, {"holder_name": "Lain"},
        {"reason": ""}, {"nib": "12"}, {"latitude": None},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Licence.objects.filter(pk=licence.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Licence.objects.filter(pk=licence.pk)._raw_delete("default")  # type: ignore[attr-defined]


def test_a_renewal_replaces_what_it_follows_and_a_licence_is_followed_once(house: House) -> None:
    first = licence_of(house, "1/2025")
    second = licence_of(house, "1/2026", follows=first.pk, follow="renewal", valid_from=today())
    first.refresh_from_db()
    assert (first.state, second.follow) == ("replaced", "renewal")
    third = licence_of(house, "1/2027", follows=second.pk, follow="change", valid_from=days(3))
    second.refresh_from_db()
    assert second.state == "active"
    assert replace_overtaken(days(2)) == 0
    assert (replace_overtaken(days(3)), replace_overtaken(days(3))) == (1, 0)
    assert [row.number for row in chain_of(second)] == ["1/2025", "1/2026", "1/2027"]
    with pytest.raises(Conflict):
        licence_of(house, "2/2026", follows=second.pk, follow="renewal", valid_from=today())
    assert third.standing == "upcoming"


def test_what_is_suspended_of_another_kind_or_later_is_not_followed(house: House) -> None:
    first = licence_of(house, "1/2025")
    with pytest.raises(Invalid):
        licence_of(house, "x", kind="izin-oss", follows=first.pk, follow="renewal")
    with pytest.raises(Invalid):
        licence_of(house, "x", follows=first.pk, follow="reinstatement")
    change_standing(house.head, first.pk, "bekukan", REASON)
    with pytest.raises(Invalid):
        licence_of(house, "x", follows=first.pk, follow="renewal")
    other = licence_of(house, "2/2025", valid_from=days(20))
    with pytest.raises(IntegrityError), transaction.atomic():
        Licence.objects.filter(pk=other.pk).update(follows=first, follow="renewal")


def test_holders_are_reminded_once_for_each_span(house: House) -> None:
    licence = licence_of(house, valid_until=days(60))
    assert remind_of_endings(days(29)) == 0  # 31 days before
    assert (remind_of_endings(days(30)), remind_of_endings(days(31))) == (1, 0)
    assert (remind_of_endings(days(55)), remind_of_endings(days(56))) == (1, 0)
    assert sorted(Reminder.objects.values_list("days", flat=True)) == [7, 30]
    late = licence_of(house, "2/2026", valid_until=days(3))
    assert remind_of_endings(today()) == 1  # what was missed is told once, by the nearest span
    assert list(late.reminders.values_list("days", flat=True)) == [7]
    change_standing(house.head, licence.pk, "bekukan", REASON)
    assert remind_of_endings(days(60)) == 0


def test_officers_see_their_unit_and_holders_their_own(house: House) -> None:
    licence = licence_of(house)
    for seeing in (house.team, house.head, house.auditor, house.holder):
        assert access.get_licence(seeing, licence.pk).pk == licence.pk
    for blind in (house.outsider, house.citizen):
        with pytest.raises(NotVisible):
            access.get_licence(blind, licence.pk)
    with pytest.raises(NotAllowed):
        access.get_licence(house.holder, licence.pk, to="office")


OLD = """nomor;jenis;pemegang;objek;berlaku_dari;berlaku_sampai;nib;lintang;bujur;keadaan;alasan;lanjutan_dari
503/10/2024;izin-reklame;CV Ijen;Papan 2 m;01/01/2024;31/12/2024;;;;;;
503/11/2025;izin-reklame;CV Ijen;Papan 2 m;2025-01-01;2027-12-31;0220001234567;-8,21900;114,36900;;;503/10/2024
503/12/2025;izin-reklame;UD Blambangan;Videotron;2025-06-01;;;;;dicabut;Menutup rambu;
"""


def brought(text: str) -> BytesIO:
    file = BytesIO(text.encode())
    file.name = "register.csv"
    return file


def test_an_old_register_comes_in_and_goes_out_the_same(house: House) -> None:
    report = run_import("izin", brought(OLD), house.division)
    assert (report.errors, report.created) == ([], 3)
    first, second, third = Licence.objects.order_by("id")
    assert (first.state, second.follows, second.standing) == ("replaced", first, "active")
    assert (third.state, third.reason, third.valid_until) == ("revoked", "Menutup rambu", None)
    placed = OLD.replace("31/12/2024;;;", "31/12/2024;;-8.2;114.3")
    again = run_import("izin", brought(placed), house.division)
    assert (again.errors, again.created, again.changed, again.unchanged) == ([], 0, 1, 2)
    made = run_export("izin", house.division).content.decode("utf-8-sig")
    out = run_import("izin", brought(made), house.division)
    assert (out.errors, out.unchanged) == ([], 3)


@pytest.mark.parametrize(
    ("wrong", "row", "column"),
    [
        ("01/01/2024", 2, "berlaku_dari"),
        ("-8,21900", 3, "lintang"),
        ("dicabut", 4, "keadaan"),
        ("Menutup rambu", 4, "alasan"),
        ("CV Ijen;Papan 2 m;2025", 3, "pemegang"),
    ],
)
def test_a_fault_in_an_old_register_is_named_and_nothing_is_kept(
    house: House, wrong: str, row: int, column: str
) -> None:
    faulty = {"Menutup rambu": "", "CV Ijen;Papan 2 m;2025": ";Papan 2 m;2025"}.get(wrong, "??")
    report = run_import("izin", brought(OLD.replace(wrong, faulty)), house.division)
    assert [(fault.row, fault.column) for fault in report.errors][:1] == [(row, column)]
    assert not Licence.objects.exists()


def test_nobody_imports_for_another_unit(house: House) -> None:
    report = run_import("izin", brought(OLD.replace(";lanjutan_dari", ";lanjutan_dari;unit")
                                        .replace(";;;;;;\n", ";;;;;;;dukcapil\n")), house.division)  # fmt: skip
    assert [fault.message for fault in report.errors][:1] == [
        "Tindakan ini bukan wewenang Anda pada unit ini."
    ]
