"""A delegation of Pasangkayu with seventeen agencies and its regent, over three days; its regency has no Balai."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.core.actor import SYSTEM, VISITOR
from balai.core.ids import new_code
from balai.foundation.accounts.api import appoint
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_user
from balai.foundation.organizations.api import Appointment, posts, unit_by_code
from balai.territory.guests.access import get_guest
from balai.territory.guests.actions.make_book import make_book
from balai.territory.guests.guest import Guest
from balai.territory.visits import api as visits
from balai.territory.visits.models import Delegation, Session, Site
from tests.house import settle
from tests.standing import standing

MONDAY = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)  # 10.00 WIB, on the first of three days
AGENCIES = [f"Dinas {number:02d}" for number in range(17)]
WORD = "kunci-peti-1799"  # stands in notes of these tests and nowhere else
SESSIONS = (
    ("lounge", "Pembukaan di lounge", []),
    ("desa-tamansari", "Smart Kampung di Tamansari", ["smart-kampung"]),
    ("mpp", "Mal pelayanan publik", ["mal-pelayanan-publik"]),
)


@dataclass
class Trip:
    """What is visited, and the codes of the leader (``""``) and of the units by name, once the book is open."""

    visit: visits.DelegationCard
    sessions: tuple[visits.SessionCard, ...]
    coordinator: User
    codes: dict[str, str] = field(default_factory=dict)

    def phone(self, name: str = "") -> Client:
        """A phone on which somebody has opened the link of a unit, or the leader's."""
        phone = Client(headers={"accept-language": "id"})
        assert phone.post(page_of("enter"), {"kode": self.codes[name]}).status_code == 302
        return phone

    def guest(self, name: str = "") -> Guest:
        """Who came in by that link."""
        return get_guest(self.codes[name])


def page_of(name: str, *keys: object) -> str:
    """An address of guests."""
    return reverse(f"guests:{name}", args=keys)


def mailed_key() -> str:
    """The key of the last mail."""
    found = re.search(r"/tamu/pimpinan/buka/#(\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def open_book(trip: Trip) -> None:
    """The leader asks for the key, and opens the book."""
    phone = Client(headers={"accept-language": "id"})
    phone.post(page_of("lead", trip.visit.code))
    assert phone.post(page_of("open_book"), {"kode": mailed_key()})["Location"] == page_of("rooms")
    shown = phone.get(page_of("rooms")).context
    trip.codes = {"": shown["own"].code, **{room.name: room.code for room, *_told in shown["units"]}}


def write(phone: Client, session: visits.SessionCard, key: UUID | None = None, **told: Any) -> HttpResponse:
    """Send a note from a phone."""
    answer = phone.post(page_of("note", session.id), {"kunci": str(key or uuid4()), **told})
    assert isinstance(answer, HttpResponse)
    return answer


def plant() -> Trip:
    """A confirmed visit with a session on each of its days."""
    cache.clear()
    settle("dasar", "banyuwangi", "kunjungan", "indeks-inovasi", "inovasi", also=("76", "76.01"))
    office, coordinator = unit_by_code("35.10/kerja-sama"), make_user("kerjasama", full_name="Nina Hapsari")
    appoint(SYSTEM, coordinator.pk, posts(office.id)[0].id, Appointment(date(2024, 1, 2), "SK uji"))
    visit = confirmed()
    for number, (site, title, topics) in enumerate(SESSIONS):
        starts_at = MONDAY + timedelta(days=number, hours=-1)
        Session.objects.create(
            code=new_code("KJS"), delegation=visit, site=Site.objects.get(code=site), title=title,
            starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), topics=topics, people=60,
        )  # fmt: skip
    card = visits.delegation(visit.pk)
    make_book(SYSTEM, card)
    return Trip(card, visits.programme(visit.pk), coordinator)


def confirmed() -> Delegation:
    """The visit as the host's work leaves it."""
    contact = visits.Contact("Sekretaris Contoh", "tamu@pasangkayu.example")
    days = date(2026, 3, 2), date(2026, 3, 4)
    visit = visits.request_visit(
        VISITOR,
        visits.VisitRequest(
            "76.01", "", "Bupati Pasangkayu", "Keuangan desa", ["smart-kampung"], AGENCIES, 60, *days, contact
        ),
    )
    Delegation.objects.filter(pk=visit.pk).update(
        state=Delegation.State.CONFIRMED, confirmed_at=timezone.now(), first_day=days[0], last_day=days[1],
        transport="Bus dari bandara", lodging="Hotel contoh",
    )  # fmt: skip
    visit.refresh_from_db()
    return visit


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    """It is the first day, 10.00 WIB."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


standing_trip = standing(plant, at=MONDAY)


@pytest.fixture
def closed(standing_trip: Trip, db: None, monday: time_machine.Traveller) -> Trip:
    """The visit is confirmed; nobody has opened the book."""
    return replace(standing_trip, codes={})


@pytest.fixture
def trip(closed: Trip) -> Trip:
    """The book is open, and every unit has its link."""
    open_book(closed)
    return closed
