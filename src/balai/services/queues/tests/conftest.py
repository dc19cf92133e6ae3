"""A small mall on a Monday morning: three lines, four counters, officers who sit there."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine

from balai.core.actor import SYSTEM, VISITOR, Actor
from balai.core.content import ContentContext
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, make_user
from balai.foundation.organizations.api import set_up_units
from balai.foundation.organizations.models import Unit
from balai.foundation.regions.testing import plant_regency
from balai.services.queues import api
from balai.services.queues.content import install_places, install_rules
from balai.services.queues.models import Counter, Line, Place, Ticket
from balai.services.queues.titles import titles
from tests.standing import standing

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 08.00 WIB
CONTEXT = ContentContext("uji", "1", Path(), SYSTEM)
RULE: dict[str, Any] = {
    "code": "uji",
    "source": "Perbup 1/2026",
    "capacity": 20,
    "shares": {"kiosk": 50, "web": 20, "appointment": 10},
    "release": "12:00",
    "opens": {"web": "06:00", "kiosk": 30},
    "last_call_minutes": 30,
    "early_minutes": 30,
    "grace_minutes": 15,
    "miss_after_calls": 2,
    "remote_minutes": 20,
    "priority": {"elderly": {"minutes": 20, "label": {"id": "Lansia", "en": "Older people"}}},
}
MALL: dict[str, Any] = {
    "code": "mpp",
    "unit": "mpp",
    "name": {"id": "Mal Pelayanan Publik", "en": "Public Service Mall"},
    "kind": "mall",
    "week": {"senin": ["08:00-15:00"], "selasa": ["08:00-15:00"], "jumat": ["08:00-11:00", "13:00-15:00"]},
    "lines": [
        {"letter": "A", "unit": "dukcapil", "minutes": 10, "rule": "uji", "name": {"id": "KTP", "en": "Identity"}},
        {"letter": "B", "unit": "mpp", "minutes": 5, "rule": "uji", "name": {"id": "Informasi", "en": "Information"}},
        {"letter": "C", "unit": "bapenda", "minutes": 6, "rule": "uji", "name": {"id": "Pajak", "en": "Taxes"}},
    ],
    "counters": [
        {"numbers": [1, 2], "lines": ["A"]},
        {"numbers": [3], "lines": ["B", "C"], "name": "Layanan cepat"},
        {"numbers": [4], "lines": ["C"]},
    ],
    "displays": [{"code": "mpp-1", "name": "Utama"}],
}  # fmt: skip


def monday_at(hour: int, minute: int = 0) -> datetime:
    """A moment of that Monday in WIB."""
    return MONDAY + timedelta(hours=hour - 8, minutes=minute)


@dataclass
class Mall:
    """The place, by letters and numbers, and its people."""

    place: Place
    lines: dict[str, Line]
    counters: dict[str, Counter]
    rina: User  # officer of the mall
    agus: User  # officer of the agency behind line A
    dewi: User  # coordinator
    outsider: User
    admin: User
    siti: User

    def take(
        self, *letters: str, channel: str = "kiosk", actor: Actor = VISITOR, **more: Any
    ) -> api.VisitCard:
        """Numbers of the lines, one visit."""
        wishes = [api.Wish(letter) for letter in letters]
        return api.take(actor, api.TakeNumber("mpp", wishes, channel, **more))

    def sit(self, number: str, officer: User) -> Actor:
        """The officer opens the counter."""
        actor = actor_of(officer)
        api.open_counter(actor, self.counters[number].pk)
        return actor

    def call(self, actor: Actor, number: str, **more: Any) -> api.CounterCard:
        """Call who is next."""
        return api.call_next(actor, self.counters[number].pk, **more)

    def press(
        self, command: Any, actor: Actor, number: str, period_id: UUID, *args: Any, **more: Any
    ) -> api.CounterCard:
        """One of the commands of the counter page."""
        card: api.CounterCard = command(actor, self.counters[number].pk, period_id, *args, **more)
        return card

    def serve(self, actor: Actor, number: str, clock: time_machine.Traveller, minutes: int) -> str:
        """Call, serve for so many minutes, done; the label."""
        called = self.call(actor, number).current
        assert called
        begun = self.press(api.start, actor, number, called.period_id).current
        assert begun
        clock.shift(timedelta(minutes=minutes))
        self.press(api.done, actor, number, begun.period_id)
        return called.label


def label_of(card: api.VisitCard) -> str:
    """The labels of a visit."""
    return ", ".join(ticket.label for ticket in card.tickets)


def state_of(label: str) -> str:
    """How a number of today stands."""
    letter, number = label.split()
    return Ticket.objects.get(letter=letter, number=int(number)).state


def plant(**rule: Any) -> Mall:
    """The mall with its rule, changed as asked."""
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    regency = Unit.objects.get(code="35.10")
    units = {
        code: Unit.objects.create(
            code=f"35.10/{code}", name=name, short_name=name, kind=kind, region_id="35.10", parent=regency
        )
        for code, name, kind in (
            ("mpp", "Mal Pelayanan Publik", "mpp"),
            ("dukcapil", "Dispendukcapil", "opd"),
            ("bapenda", "Bapenda", "opd"),
        )
    }
    install_rules([{**RULE, **rule}], CONTEXT)
    install_places([MALL], CONTEXT)
    titles.forget()
    place = Place.objects.get(code="mpp")
    return Mall(
        place,
        {line.letter: line for line in place.lines.all()},
        {counter.number: counter for counter in place.counters.all()},
        make_officer("rina", "petugas_loket", units["mpp"].pk, full_name="Rina Wulandari"),
        make_officer("agus", "petugas_loket", units["dukcapil"].pk, full_name="Agus Prasetyo"),
        make_officer("dewi", "koordinator_mpp", units["mpp"].pk, full_name="Dewi Anjani"),
        make_officer("luar", "petugas_loket", regency.pk, full_name="Orang Luar"),
        make_officer("admin", "admin_kabupaten", regency.pk, full_name="Galih Nugroho"),
        make_user("siti", full_name="Siti Aminah"),
    )


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    """It is Monday, 2 March 2026, 08.00 WIB."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


standing_mall = standing(plant, at=MONDAY)


@pytest.fixture
def mall(standing_mall: Mall, db: None, monday: time_machine.Traveller) -> Mall:
    """The mall on that Monday; what the test adds goes with it."""
    titles.forget()
    return deepcopy(standing_mall)
