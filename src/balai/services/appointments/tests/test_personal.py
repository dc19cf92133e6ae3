"""Appointments are shown to their owner, and go when their time is over; what belongs to a case stays."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from balai.foundation.accounts.testing import actor_of
from balai.foundation.privacy.erasers import ERASERS
from balai.foundation.privacy.holdings import holdings_of
from balai.foundation.privacy.sweepers import SWEEPERS
from balai.services.appointments.actions.book import Wish, book
from balai.services.appointments.models import Booking
from balai.services.appointments.tests.conftest import House, at, install

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


def codes() -> list[str]:
    return list(Booking.objects.order_by("id").values_list("code", flat=True))


def test_the_owner_reads_them_and_nobody_elses(house: House) -> None:
    card = book(actor_of(house.siti), Wish("paspor", at(9, 8, 30)))
    (section,) = [one for one in holdings_of(actor_of(house.siti)).sections if one.code == "appointments"]
    assert [(fact.name, fact.value) for fact in section.facts] == [
        (card.code, "9 Maret 2026, 08.30 WIB, Kantor Imigrasi, Dijanjikan")
    ]
    assert "appointments" not in {one.code for one in holdings_of(actor_of(house.budi)).sections}


def test_what_is_over_goes_and_what_belongs_to_a_case_stays(
    house: House, monday: time_machine.Traveller
) -> None:
    book(actor_of(house.siti), Wish("paspor", at(3, 8)))
    kept = book(actor_of(house.budi), Wish("paspor", at(3, 8)))
    Booking.objects.filter(pk=kept.id).update(case_id=uuid4())
    monday.move_to(at(3, 12))
    coming = book(actor_of(house.siti), Wish("paspor", at(9, 8)))
    sweeper, before = SWEEPERS["appointments"], at(3, 12) - timedelta(hours=1)
    assert (sweeper.count(before), sweeper.remove(before), sweeper.count(before)) == (1, 1, 0)
    assert codes() == [kept.code, coming.code]


def test_an_erasure_frees_the_seats(house: House) -> None:
    install({"code": "lain", "unit": "imigrasi", "service": "lain", "name": {"id": "Lain", "en": "Other"},
             "minutes": 30, "capacity": 1})  # fmt: skip
    book(actor_of(house.siti), Wish("paspor", at(9, 8)))
    of_a_case = book(actor_of(house.siti), Wish("lain", at(9, 8)))
    other = book(actor_of(house.budi), Wish("paspor", at(9, 8)))
    Booking.objects.filter(pk=of_a_case.id).update(case_id=uuid4())
    eraser = ERASERS["appointments"]
    assert eraser.erase is not None
    assert (eraser.count(house.siti.pk), eraser.erase(house.siti.pk), eraser.count(house.siti.pk)) == (
        1,
        1,
        0,
    )
    assert codes() == [of_a_case.code, other.code]
