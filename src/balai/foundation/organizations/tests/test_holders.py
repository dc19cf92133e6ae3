"""Who holds a post, who is the head, who leaves."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.api import appoint
from balai.foundation.accounts.models import RoleGrant
from balai.foundation.accounts.testing import actor_of, make_user
from balai.foundation.audit.models import Event
from balai.foundation.organizations import api
from balai.foundation.organizations.actions.end_holding import end_holding
from balai.foundation.organizations.api import Appointment
from balai.foundation.organizations.models import Holding, Post

ON = date(2026, 3, 10)


@pytest.fixture
def head_post(cast):
    return Post.objects.get(unit_id=cast.tamansari.id, is_head=True)


def hold(post, name, standing="definitif", starts_on=date(2025, 1, 1), ends_on=None):
    user = make_user(name, full_name=name.title())
    return Holding.objects.create(
        post=post, user=user, standing=standing, starts_on=starts_on, ends_on=ends_on
    )


def head_name(cast, on=ON):
    head = api.head_of(cast.tamansari.id, on)
    return head and (head.name, head.standing)


def test_a_plh_signs_before_a_plt_before_the_definitive_head(cast, head_post):
    assert head_name(cast) is None
    hold(head_post, "sutrisno")
    assert head_name(cast) == ("Sutrisno", "definitif")
    hold(head_post, "wulan", "plt", date(2026, 3, 1), date(2026, 3, 20))
    assert head_name(cast) == ("Wulan", "plt")
    hold(head_post, "bagus", "plh", date(2026, 3, 10), date(2026, 3, 10))
    assert head_name(cast) == ("Bagus", "plh")
    assert head_name(cast, date(2026, 3, 11)) == ("Wulan", "plt")
    assert head_name(cast, date(2026, 3, 21)) == ("Sutrisno", "definitif")
    assert head_name(cast, date(2024, 12, 31)) is None


def test_a_holder_of_another_post_is_no_head(cast):
    hold(Post.objects.get(unit_id=cast.tamansari.id, title="Sekretaris Desa"), "sekdes")
    assert head_name(cast) is None


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_refused"),
    [
        (date(2026, 1, 31), None, True),
        (date(2025, 1, 1), date(2026, 1, 1), True),
        (date(2026, 2, 1), None, False),
        (date(2025, 1, 1), date(2025, 12, 31), False),
    ],
)
def test_periods_of_one_standing_do_not_overlap(head_post, starts_on, ends_on, is_refused):
    hold(head_post, "pertama", starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 31))
    if is_refused:
        with pytest.raises(IntegrityError, match="held by somebody else"), transaction.atomic():
            hold(head_post, "kedua", starts_on=starts_on, ends_on=ends_on)
    else:
        hold(head_post, "kedua", starts_on=starts_on, ends_on=ends_on)
    assert Holding.objects.count() == (1 if is_refused else 2)


def appointed(cast, head_post, starts_on=date(2025, 1, 1)):
    user = make_user("kades", full_name="Sutrisno")
    decree = Appointment(starts_on=starts_on, decree="SK Bupati 188/1/2025")
    return appoint(actor_of(cast.admin), user.pk, head_post.pk, decree)


def test_ending_a_holding_takes_the_role_back(cast, head_post):
    made = appointed(cast, head_post)
    today = timezone.localdate()
    end_holding(actor_of(cast.admin), made.holding_id, today, "SK pemberhentian 188/9")
    assert Holding.objects.get().ends_on == today
    assert RoleGrant.objects.get(pk=made.grant_id).revoked_at is not None
    assert Event.objects.filter(name="organizations.holding_ended").get().facts == {
        "title": "Kepala Desa",
        "holder": "Sutrisno",
        "reason": "SK pemberhentian 188/9",
    }


def test_a_day_to_come_ends_the_role_on_that_day(cast, head_post):
    made = appointed(cast, head_post)
    last_day = timezone.localdate() + timedelta(days=30)
    end_holding(actor_of(cast.admin), made.holding_id, last_day, "Purnatugas")
    grant = RoleGrant.objects.get(pk=made.grant_id)
    assert (grant.ends_on, grant.revoked_at) == (last_day, None)


def test_what_an_end_needs(cast, head_post):
    made = appointed(cast, head_post)
    admin, today = actor_of(cast.admin), timezone.localdate()
    with pytest.raises(Invalid) as fault:
        end_holding(admin, made.holding_id, today, " ")
    assert fault.value.fields == {"reason": "Tulis dasar atau alasannya."}
    with pytest.raises(Invalid):
        end_holding(admin, made.holding_id, date(2024, 12, 31), "SK")
    with pytest.raises(NotAllowed):
        end_holding(actor_of(cast.operator), made.holding_id, today, "SK")
    with pytest.raises(NotVisible):
        end_holding(actor_of(cast.outsider), made.holding_id, today, "SK")
    assert Holding.objects.get().ends_on is None
    Holding.objects.update(ends_on=today - timedelta(days=1))
    with pytest.raises(Conflict):
        end_holding(admin, made.holding_id, today, "SK")


def test_heads_of_many_units_come_in_one_query(cast, django_assert_num_queries):
    from balai.foundation.organizations.selectors import head_holdings

    posts = list(Post.objects.filter(is_head=True)[:100])
    for number, post in enumerate(posts):
        hold(post, f"kepala{number}")
    with django_assert_num_queries(1):
        assert len(head_holdings([post.unit_id for post in posts[:10]], ON)) == 10
    with django_assert_num_queries(1):
        assert len(head_holdings([post.unit_id for post in posts], ON)) == 100


def test_the_system_is_not_asked_for_a_scope(cast):
    assert api.subunits(api.unit_by_code("35.10.24").id)[0].code == "35.10.24.2001"
    assert len(api.units_by_kind("kecamatan")) == 25
    assert SYSTEM.is_system
