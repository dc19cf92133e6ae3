"""A delegation of Pasangkayu with seventeen agencies and the head of its government, who is its leader."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from balai.core.actor import SYSTEM
from balai.foundation.organizations.api import set_up_units
from balai.foundation.regions.testing import plant_regency
from balai.territory.guests.actions.make_book import make_book
from balai.territory.guests.access import get_guest
from balai.territory.guests.guest import Guest
from balai.territory.visits import api as visits

MONDAY = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)  # 10.00 WIB, on the first of three days
AGENCIES = 17


WORD = "kunci-peti-1799"  # stands in notes of these tests and nowhere else


@dataclass
class Trip:
    """What is visited, and the codes of the leader (``""``) and of the units by name, once the book is open."""

    visit: visits.DelegationCard
    sessions: tuple[visits.SessionCard, ...]
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
    trip.codes = {"": shown["own"].code, **{room.name: room.code for room in shown["units"]}}


def write(phone: Client, session: visits.SessionCard, key: UUID | None = None, **told: object) -> HttpResponse:
    """Send a note from a phone."""
    answer = phone.post(page_of("note", session.id), {"kunci": str(key or uuid4()), **told})
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    """It is the first day, 10.00 WIB."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def closed(db: None, monday: time_machine.Traveller) -> Trip:
    """The visit is confirmed; nobody has opened the book."""
    return plant()


@pytest.fixture
def trip(closed: Trip) -> Trip:
    """The book is open, and every unit has its link."""
    open_book(closed)
    return closed


def plant() -> Trip:
    plant_regency(); set_up_units(SYSTEM, "35.10")
    did = uuid4(); units = tuple(visits.UnitCard(uuid4(), f"Dinas {n:02d}") for n in range(AGENCIES))
    visits.S.delegation = visits.DelegationCard(did, "KJG-1", "76.01", "Kabupaten Pasangkayu", "Bupati Pasangkayu", "Belajar", ("smart-kampung",), "confirmed", date(2026,3,2), date(2026,3,4), 60, units)
    now = MONDAY
    names = ["Pembukaan di lounge", "Smart Kampung di Tamansari", "Mal pelayanan publik"]
    visits.S.arrivals.clear(); visits.S.ratings.clear()
    visits.S.sessions = tuple(visits.SessionCard(uuid4(), did, now+timedelta(days=h, hours=-1), now+timedelta(days=h,hours=1), names[h], ["Lounge", "Desa Tamansari","Mal"][h], ("Kepala Desa Tamansari",), ("smart-kampung",) if h else (), False, f"SKU{h}") for h in range(3))
    make_book(SYSTEM, visits.S.delegation)
    return Trip(visits.S.delegation, visits.S.sessions)
