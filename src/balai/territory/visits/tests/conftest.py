"""A regency that receives: the bureau of cooperation, the mall, a village; guests from far away; a known Monday."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache

from balai.core.actor import SYSTEM, VISITOR, Actor
from balai.foundation.accounts.api import appoint
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, make_user
from balai.foundation.organizations.api import Appointment, posts, unit_by_code
from balai.territory.visits.actions.plan import SessionDraft
from balai.territory.visits.actions.request_visit import Contact, VisitRequest, request_visit
from balai.territory.visits.models import Delegation
from tests.house import settle
from tests.standing import standing

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 08.00 WIB


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 in WIB."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


@dataclass
class House:
    """Who receives, who coordinates, who has nothing to do with it."""

    coordinator: User
    mall: User
    village_head: User
    outsider: User

    @property
    def lead(self) -> Actor:
        """Whoever coordinates, the second factor shown."""
        return actor_of(self.coordinator)


def plant() -> House:
    """The regency with its packs and people, and Pasangkayu to come from."""
    settle("dasar", "banyuwangi", "inovasi", "kunjungan", also=("76", "76.01"))
    unit, village = unit_by_code("35.10/kerja-sama"), unit_by_code("35.10.24.2008")
    coordinator = make_user("kerjasama", full_name="Nina Hapsari")
    appoint(SYSTEM, coordinator.pk, posts(unit.id)[0].id, Appointment(date(2024, 1, 2), "SK uji"))
    return House(
        coordinator,
        make_officer("mpp", "koordinator_mpp", unit_by_code("35.10/mpp").id, full_name="Dewi Anjani"),
        make_officer("kades", "kepala_desa", village.id, full_name="Made Suryadi"),
        make_officer("luar", "kepala_desa", unit_by_code("35.10.05.2001").id, full_name="Yusuf Maulana"),
    )


def asked(**changes: Any) -> VisitRequest:
    """Pasangkayu wants to come with sixty people of three units."""
    facts: dict[str, Any] = {
        "origin_code": "76.01",
        "origin_name": "",
        "leader_office": "Bupati",
        "purpose": "Keuangan desa dan mal pelayanan",
        "topics": ["smart-kampung", "mal-pelayanan-publik"],
        "units": ["Bappeda", "Dinas PMD", "Desa Ako"],
        "people": 60,
        "first_day": date(2026, 3, 9),
        "last_day": date(2026, 3, 11),
        "contact": Contact("Sekretaris Contoh", "ok@pasangkayu.example", "081234567890"),
    }
    return VisitRequest(**{**facts, **changes})


def ask(**changes: Any) -> Delegation:
    """A request that was sent."""
    return request_visit(VISITOR, asked(**changes))


def session(**changes: Any) -> SessionDraft:
    """A morning at the mall."""
    facts: dict[str, Any] = {
        "site": "mpp",
        "starts_at": at(9, 9),
        "ends_at": at(9, 11),
        "title": "Melihat mal pelayanan",
        "people": 60,
        "topics": ["mal-pelayanan-publik"],
    }
    return SessionDraft(**{**facts, **changes})


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    """It is Monday, 2 March 2026, 08.00 WIB."""
    cache.clear()
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


standing_house = standing(plant, at=MONDAY)


@pytest.fixture
def house(standing_house: House, db: None, monday: time_machine.Traveller) -> House:
    """The house on that Monday; what the test adds goes with it."""
    return deepcopy(standing_house)
