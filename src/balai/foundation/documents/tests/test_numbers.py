"""Number series: patterns, scopes, settings, and the race, first without the lock."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.accounts.testing import actor_of, make_officer
from balai.foundation.documents import api, series
from balai.foundation.documents.models import IssuedNumber, NumberSeries, SeriesCounter
from balai.foundation.documents.series import Scope, check_pattern, next_number
from balai.foundation.documents.tests.conftest import plant_units
from balai.foundation.organizations import api as organizations

PATTERN = "{klasifikasi}/{nomor:03}/{kode_unit}/{bulan_romawi}/{tahun}"


def draw(scope: Scope) -> IssuedNumber:
    """Draw a number and write its row, as issuing does."""
    number = series.draw(scope)
    number.save(force_insert=True)
    return number


@pytest.fixture
def scope(village) -> Scope:
    return Scope(village.id, "surat-keterangan", "500.3")


@pytest.fixture
def admin(village):
    regency = organizations.unit_by_code("35.10")
    return actor_of(make_officer("admin", "admin_kabupaten", regency.id))


@time_machine.travel("2026-02-27 03:00:00+00:00", tick=False)
def test_a_number_is_written_by_the_pattern(scope) -> None:
    assert next_number(scope) == "500.3/001/35.10.24.2008/II/2026"
    assert [draw(scope).text for _ in range(2)] == [
        "500.3/001/35.10.24.2008/II/2026",
        "500.3/002/35.10.24.2008/II/2026",
    ]
    assert next_number(scope) == "500.3/003/35.10.24.2008/II/2026"


def test_the_count_starts_again_each_year_in_the_zone_of_the_regency(scope) -> None:
    with time_machine.travel("2026-12-31 16:59:00+00:00", tick=False):
        assert draw(scope).text == "500.3/001/35.10.24.2008/XII/2026"
    with time_machine.travel("2026-12-31 17:00:00+00:00", tick=False):
        number = draw(scope)
    assert (number.text, number.drawn_on) == ("500.3/001/35.10.24.2008/I/2027", date(2027, 1, 1))


@pytest.mark.parametrize(
    "pattern", ["{nomor}", "{tahun}", "{nomor}/{tahun}/{apa}", "{nomor/{tahun}", "{nomor:09000}/{tahun}",
                "{nomor.__class__}/{tahun}", "{tahun:04}/{nomor}"],
)  # fmt: skip
def test_patterns_that_would_fail_are_refused(pattern) -> None:
    with pytest.raises(Invalid):
        check_pattern(pattern)


def test_the_most_specific_series_wins(admin, scope) -> None:
    api.set_series(admin, Scope(scope.unit_id, "", ""), "U/{nomor}/{tahun}")
    api.set_series(admin, Scope(scope.unit_id, "surat-keterangan", ""), "K/{nomor}/{tahun}")
    api.set_series(admin, scope, "KK/{nomor}/{tahun}")
    heads = [
        next_number(each).split("/")[0]
        for each in (scope, replace(scope, classification="470"), replace(scope, kind="surat-pengantar"))
    ]
    assert heads == ["KK", "K", "U"]


def test_settings_belong_to_the_administrator(head, scope) -> None:
    with pytest.raises(NotAllowed):
        api.set_series(head, scope, PATTERN)
    assert NumberSeries.objects.count() == 0


def test_two_series_never_write_the_same_numbers(admin, scope) -> None:
    api.set_series(admin, Scope(scope.unit_id, "", ""), "{nomor}/{tahun}")
    with pytest.raises(Invalid):
        api.set_series(admin, scope, "{nomor}/{tahun}")
    assert NumberSeries.objects.count() == 1


def test_the_count_continues_from_paper_only_before_the_first_draw(admin, scope) -> None:
    api.set_series(admin, Scope(scope.unit_id, "", ""), PATTERN, last_on_paper=147)
    assert draw(scope).number == 148
    with pytest.raises(Conflict):
        api.set_series(admin, Scope(scope.unit_id, "", ""), PATTERN, last_on_paper=10)
    assert SeriesCounter.objects.get().last == 148


@pytest.mark.django_db(databases=["default", "witness"])
def test_a_cancelled_number_stays_with_its_reason(request_for, head, admin) -> None:
    card = api.issue(head, request_for())
    number = IssuedNumber.objects.get()
    with pytest.raises(Conflict):
        api.cancel_number(admin, number.id, "salah cetak")
    api.revoke(head, card.id, "salah_data")
    with pytest.raises(Invalid):
        api.cancel_number(admin, number.id, "  ")
    api.cancel_number(admin, number.id, "salah cetak")
    number.refresh_from_db()
    assert (number.cancel_reason, number.cancelled_at is not None) == ("salah cetak", True)
    assert api.issue(head, request_for()).number.split("/")[1] == "002"


def test_a_failed_issue_gives_its_number_back(request_for, head) -> None:
    with pytest.raises(Invalid):
        api.issue(head, request_for({"nama_usaha": "漢字"}))
    assert IssuedNumber.objects.count() == 0
    assert next_number(Scope(request_for().unit_id, "surat-keterangan", "500.3")).split("/")[1] == "001"


def draw_without_lock(scope: Scope, meet: threading.Barrier) -> int:
    """The same draw, but reading the counter without FOR UPDATE: both read before either writes."""
    try:
        with transaction.atomic():
            counter = SeriesCounter.objects.get()
            meet.wait()
            SeriesCounter.objects.filter(pk=counter.pk).update(last=counter.last + 1)
            return counter.last + 1
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_clerks_draw_the_same_number() -> None:
    plant_units()
    scope = Scope(organizations.unit_by_code("35.10.24.2008").id, "surat", "470")
    with transaction.atomic():
        draw(scope)
    meet = threading.Barrier(2, timeout=10)
    with ThreadPoolExecutor(2) as clerks:
        drawn = list(clerks.map(lambda _: draw_without_lock(scope, meet), range(2)))
    assert drawn == [2, 2]
    assert SeriesCounter.objects.get().last == 2  # one draw is lost
    with pytest.raises(IntegrityError), transaction.atomic():  # the constraint is the second wall
        IssuedNumber.objects.create(
            series=NumberSeries.objects.get(), year=IssuedNumber.objects.get().year, number=1, text="x",
            drawn_on=date(2026, 1, 1),
        )  # fmt: skip


def draw_and_fail(scope: Scope) -> None:
    """A draw whose transaction is undone."""
    with transaction.atomic():
        draw(scope)
        transaction.set_rollback(True)


def clerk(scope: Scope) -> list[int]:
    """Draws twenty numbers, each in a transaction of its own; every fifth one first fails and is drawn
    again.
    """
    drawn = []
    try:
        for turn in range(20):
            if turn % 5 == 0:
                draw_and_fail(scope)
            with transaction.atomic():
                drawn.append(draw(scope).number)
    finally:
        connection.close()
    return drawn


@pytest.mark.django_db(transaction=True)
def test_fifty_clerks_draw_a_thousand_numbers_without_gap_or_double() -> None:
    plant_units()
    scope = Scope(organizations.unit_by_code("35.10.24.2008").id, "surat", "470")
    with ThreadPoolExecutor(50) as clerks:
        drawn = [number for batch in clerks.map(clerk, [scope] * 50) for number in batch]
    assert sorted(drawn) == list(range(1, 1001))
    assert sorted(IssuedNumber.objects.values_list("number", flat=True)) == list(range(1, 1001))
