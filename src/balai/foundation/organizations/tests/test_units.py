"""Setting up units, finding them, their hours and calendars."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from balai.core.actor import SYSTEM, VISITOR
from balai.core.clock import Limit
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.accounts.testing import actor_of
from balai.foundation.audit.models import Event
from balai.foundation.organizations import api
from balai.foundation.organizations.models import Holiday, HoursPattern, Post, ServiceHours, Unit
from balai.foundation.regions.testing import plant_regency

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")


def test_a_regency_gets_all_its_units_and_posts_once():
    plant_regency()
    first = api.set_up_units(SYSTEM, "35.10")
    assert (first.units, first.posts) == (243, 702)
    kinds = list(Unit.objects.values_list("kind", flat=True))
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "pemkab": 1,
        "kecamatan": 25,
        "kelurahan": 28,
        "desa": 189,
    }
    again = api.set_up_units(SYSTEM, "35.10")
    assert (again.units, again.posts) == (0, 0)
    assert list(Event.objects.values_list("name", "facts")) == [
        ("organizations.units_set_up", {"units": 243, "posts": 702})
    ]


def test_setting_up_needs_an_administrator_of_the_regency(cast):
    for actor in (VISITOR, actor_of(cast.operator)):
        with pytest.raises(NotAllowed):
            api.set_up_units(actor, "35.10")
    assert api.set_up_units(actor_of(cast.admin), "35.10").units == 0


def test_a_village_unit_knows_its_place(units):
    unit = api.village_unit("35.10.24.2008")
    assert (unit.name, unit.short_name) == ("Pemerintah Desa Tamansari", "Desa Tamansari")
    assert (unit.kind, unit.region_code, unit.letter_code) == ("desa", "35.10.24.2008", "35.10.24.2008")
    parent = api.get_unit(unit.parent_id)
    assert (parent.code, parent.name) == ("35.10.24", "Kecamatan Licin")
    assert api.get_unit(parent.parent_id).name == "Pemerintah Kabupaten Banyuwangi"
    assert [(post.title, post.role_code, post.is_head) for post in api.posts(unit.id)] == [
        ("Kepala Desa", "kepala_desa", True),
        ("Sekretaris Desa", "sekretaris_desa", False),
        ("Operator Desa", "operator_desa", False),
    ]
    assert [post.title for post in api.posts(api.village_unit("35.10.16.1001").id)][0] == "Lurah"
    with pytest.raises(NotVisible):
        api.village_unit("35.10.24")


def test_hours_are_own_before_those_of_the_kind_before_the_usual(units):
    unit = api.village_unit("35.10.24.2008")
    assert api.service_hours(unit.id)[4] == ((time(8), time(11, 30)),)
    HoursPattern.objects.create(
        code="desa", name={"id": "Desa"}, unit_kinds=["desa"], periods={"0": [["07:00", "09:00"]]}
    )
    assert api.service_hours(unit.id) == {0: ((time(7), time(9)),)}
    for opens, closes in ((time(13), time(15)), (time(8), time(11))):
        ServiceHours.objects.create(unit_id=unit.id, weekday=5, opens=opens, closes=closes)
    assert api.service_hours(unit.id) == {5: ((time(8), time(11)), (time(13), time(15)))}


def test_a_calendar_leaves_holidays_out(units, django_assert_num_queries):
    Holiday.objects.create(date=date(2026, 5, 1), name="Hari Buruh", source="SKB")
    unit = api.village_unit("35.10.24.2008")
    with django_assert_num_queries(5):
        calendar = api.calendar_of(unit.id)
    start = datetime(2026, 4, 30, 15, tzinfo=WIB)
    due = calendar.add(start, Limit("working_hours", 1)).astimezone(WIB)
    assert due == datetime(2026, 5, 4, 8, 30, tzinfo=WIB)


def test_one_head_a_unit(units):
    unit = api.village_unit("35.10.24.2008")
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="post_one_head"):
        Post.objects.create(unit_id=unit.id, title="Kepala Kedua", role_code="kepala_desa", is_head=True)
