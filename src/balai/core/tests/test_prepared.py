"""Statements that are written once: the same rows as Django's own, whatever the values."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session

from balai.core.prepared import Prepared

pytestmark = pytest.mark.django_db
EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def _kept(key: str, after: datetime) -> object:
    rows = Session.objects.filter(session_key__gte=key, expire_date__gt=after, session_data="x")
    return rows.order_by("session_key").values_list("session_key", "expire_date")


@pytest.fixture
def _sessions() -> None:
    for key, until in (("a", EARLY), ("b", LATE), ("c", LATE)):
        Session.objects.create(session_key=key, session_data="x", expire_date=until)
    Session.objects.create(session_key="d", session_data="other", expire_date=LATE)


@pytest.mark.usefixtures("_sessions")
def test_values_go_to_their_places_and_what_is_fixed_stays(django_assert_num_queries) -> None:
    kept = Prepared(_kept, "sample", datetime.min.replace(tzinfo=UTC))
    with django_assert_num_queries(3):
        assert kept.rows("a", EARLY) == [("b", LATE), ("c", LATE)]
        assert kept.rows("c", EARLY) == [("c", LATE)]
        assert kept.rows("a", LATE) == []


def test_a_value_without_a_place_is_a_fault_of_the_program() -> None:
    forgotten = Prepared(lambda key: Session.objects.values_list("session_key"), "sample")
    with pytest.raises(ValueError, match="no place for value"):
        forgotten.rows("a")
