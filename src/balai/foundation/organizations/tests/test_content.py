"""Hours, units and holidays from packs and files."""

import io
from datetime import date, time
from pathlib import Path

import pytest

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext, ContentError
from balai.core.errors import Invalid, NotAllowed
from balai.core.exchange import Problem, run_export, run_import
from balai.foundation.accounts.testing import actor_of
from balai.foundation.organizations import api
from balai.foundation.organizations.actions.keep_holidays import (
    HolidayFacts,
    put_holiday,
    remove_holiday,
    verify_holidays,
)
from balai.foundation.organizations.content import install_holidays, install_hours, install_units
from balai.foundation.organizations.models import Holiday, Unit

CONTEXT = ContentContext("uji", "1.0.0", Path("."), SYSTEM)
AGENCY = {
    "code": "dukcapil",
    "name": "Dinas Kependudukan dan Pencatatan Sipil",
    "short_name": "Dispendukcapil",
    "kind": "opd",
    "phone": "0333-1",
    "hours": {"senin": ["08:00-11:00", "13:00-15:00"]},
    "posts": [
        {"title": "Kepala Dinas", "role": "kepala_dinas", "head": True},
        {"title": "Verifikator", "role": "verifikator"},
    ],
}


def test_a_unit_is_added_once_and_own_texts_win(units):
    assert install_units([AGENCY], CONTEXT) == 1
    unit = api.unit_by_code("35.10/dukcapil")
    assert (unit.kind, unit.region_code, unit.phone) == ("opd", "35.10", "0333-1")
    assert api.service_hours(unit.id) == {0: ((time(8), time(11)), (time(13), time(15)))}
    assert [(post.title, post.is_head) for post in api.posts(unit.id)] == [
        ("Kepala Dinas", True),
        ("Verifikator", False),
    ]
    Unit.objects.filter(pk=unit.id).update(phone="0333-999")
    assert install_units([AGENCY], CONTEXT) == 0
    assert api.get_unit(unit.id).phone == "0333-999"


def test_a_village_gets_its_address_from_a_pack(units):
    assert install_units([{"code": "35.10.24.2008", "address": "Jl. Ijen 1"}], CONTEXT) == 1
    assert api.village_unit("35.10.24.2008").address == "Jl. Ijen 1"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"kind": "dinas"}, (0, "kind")),
        ({"parent": "tidak-ada"}, (0, "parent")),
        ({"hours": {"senen": ["08:00-11:00"]}}, (0, "hours", "senen")),
        ({"hours": {"senin": ["11:00-08:00"]}}, (0, "hours", "senin")),
        (
            {"posts": [{"title": "A", "role": "x", "head": True}, {"title": "B", "role": "x", "head": True}]},
            (0, "posts", 1, "head"),
        ),
        ({"warna": "biru"}, (0, "warna")),
    ],
)
def test_a_fault_says_where(units, change, path):
    with pytest.raises(ContentError) as fault:
        install_units([{**AGENCY, **change}], CONTEXT)
    assert fault.value.path == path


def test_hours_of_kinds(units):
    entry = {
        "code": "desa",
        "name": {"id": "Desa"},
        "unit_kinds": ["desa"],
        "week": {"jumat": ["07.30 - 10.30"]},
    }
    assert (install_hours([entry], CONTEXT), install_hours([entry], CONTEXT)) == (1, 0)
    assert api.service_hours(api.village_unit("35.10.24.2008").id) == {4: ((time(7, 30), time(10, 30)),)}
    with pytest.raises(ContentError, match="bertumpuk"):
        install_hours([{**entry, "week": {"jumat": ["07:30-10:30", "10:00-11:00"]}}], CONTEXT)


def test_a_verified_holiday_is_not_overwritten_by_a_pack(units):
    entry = {"date": date(2026, 1, 1), "name": "Tahun Baru", "source": "SKB"}
    assert (install_holidays([entry], CONTEXT), install_holidays([entry], CONTEXT)) == (1, 0)
    assert Holiday.objects.get().is_verified is False
    assert verify_holidays(SYSTEM, 2026) == 1
    assert install_holidays([{**entry, "name": "Lain"}], CONTEXT) == 0
    assert Holiday.objects.get().name == "Tahun Baru"
    with pytest.raises(ContentError):
        install_holidays([{**entry, "date": "1-1-2026"}], CONTEXT)


def test_holidays_are_kept_by_the_regency_administrator_only(cast):
    facts = HolidayFacts(date(2026, 12, 24), "Cuti bersama", "SKB 2026")
    with pytest.raises(NotAllowed):
        put_holiday(actor_of(cast.operator), facts)
    assert Holiday.objects.count() == 0
    admin = actor_of(cast.admin)
    assert [put_holiday(admin, facts), put_holiday(admin, facts)] == ["created", "unchanged"]
    with pytest.raises(Invalid):
        remove_holiday(admin, facts.day, "  ")
    remove_holiday(admin, facts.day, "Dicabut dengan SKB perubahan")
    assert Holiday.objects.count() == 0


def test_holidays_come_and_go_by_file(cast):
    file = io.BytesIO(
        b"tanggal,nama,sumber\n2026-01-01,Tahun Baru,SKB\n2026-13-01,Salah,SKB\n2026-05-01,,SKB\n"
    )
    file.name = "libur.csv"
    report = run_import("hari-libur", file, actor_of(cast.admin))
    assert report.errors == [
        Problem(3, "tanggal", "“2026-13-01” bukan tanggal seperti 2026-01-31."),
        Problem(4, "nama", "Kolom ini wajib diisi."),
    ]
    assert Holiday.objects.count() == 0
    good = io.BytesIO(b"tanggal;nama;sumber\n2026-01-01;Tahun Baru;SKB\n")
    good.name = "libur.csv"
    assert run_import("hari-libur", good, actor_of(cast.admin)).created == 1
    made = run_export("hari-libur", actor_of(cast.admin), file_format="csv")
    assert made.content.decode("utf-8-sig") == "tanggal,nama,sumber\r\n2026-01-01,Tahun Baru,SKB\r\n"
