"""No site takes more guests on a day than it has room for."""

from datetime import date

import pytest

from balai.core.errors import Conflict, Invalid
from balai.territory.visits import selectors
from balai.territory.visits.actions.keep_site import SiteFacts, set_site, set_site_day
from balai.territory.visits.actions.plan import call_off_session, put_session
from balai.territory.visits.models import Seat, Session, SiteDay
from balai.territory.visits.tests.conftest import ask, at, session


def free(code: str, day: date) -> int | None:
    (row,) = [row for row in selectors.calendar(day, 1) if row.site.code == code]
    return row.days[0].free


def test_two_delegations_share_a_day_until_it_is_full(house) -> None:
    first, second, third = ask(), ask(people=30), ask(people=11)
    put_session(house.lead, first.pk, session())
    put_session(house.lead, second.pk, session(people=30, starts_at=at(9, 13), ends_at=at(9, 14)))
    assert free("mpp", date(2026, 3, 9)) == 10
    with pytest.raises(Conflict, match="tinggal 10 tempat"):
        put_session(house.lead, third.pk, session(people=11))
    assert (Session.objects.count(), Seat.objects.count()) == (2, 2)
    assert SiteDay.objects.get().taken == 90


def test_a_delegation_sits_once_a_day_and_never_with_more_than_it_has(house) -> None:
    visit = ask()
    one = put_session(house.lead, visit.pk, session(people=40))
    two = put_session(house.lead, visit.pk, session(people=40, starts_at=at(9, 13), ends_at=at(9, 14)))
    assert Seat.objects.get().people == 60
    call_off_session(house.lead, two.pk)
    assert Seat.objects.get().people == 40
    put_session(house.lead, visit.pk, session(people=40, site="lounge"), one.pk)
    assert [seat.day.site.code for seat in Seat.objects.all()] == ["lounge"]
    assert free("mpp", date(2026, 3, 9)) == 100


def test_days_off_and_days_that_differ(house) -> None:
    visit = ask(people=20)
    with pytest.raises(Invalid, match="tidak menerima tamu"):
        put_session(
            house.lead, visit.pk, session(people=20, starts_at=at(8, 9), ends_at=at(8, 10))
        )  # a Sunday
    set_site_day(house.lead, "mpp", date(2026, 3, 8), 25, "Pameran")
    put_session(house.lead, visit.pk, session(people=20, starts_at=at(8, 9), ends_at=at(8, 10)))
    assert free("mpp", date(2026, 3, 8)) == 5
    with pytest.raises(Conflict, match="sudah ada 20 tamu"):
        set_site_day(house.lead, "mpp", date(2026, 3, 8), 10, "Rapat")
    set_site(house.lead, "mpp", SiteFacts(50, (0, 1), True))
    assert [free("mpp", date(2026, 3, day)) for day in (8, 9, 11)] == [5, 50, None]
    with pytest.raises(Invalid):
        set_site_day(house.lead, "mpp", date(2026, 3, 1), 10, "kemarin")
