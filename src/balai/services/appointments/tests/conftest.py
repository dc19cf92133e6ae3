"""An agency with slots of half an hour for two, on a Monday of which the next days are known."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
import yaml

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_officer, make_user
from balai.foundation.notices.content import install_notices
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.organizations.models import ServiceHours, Unit
from balai.foundation.regions.testing import plant_regency
from balai.services.appointments.content import install_openings
from balai.services.appointments.models import Opening
from tests.standing import standing

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 08.00 WIB
ENTRY: dict[str, Any] = {
    "code": "paspor",
    "unit": "imigrasi",
    "service": "paspor",
    "name": {"id": "Permohonan paspor", "en": "Passport application"},
    "bring": {"id": "KTP-el", "en": "Identity card"},
    "week": {"senin": ["08:00-10:00"], "selasa": ["08:00-09:00"]},
    "minutes": 30,
    "capacity": 2,
    "horizon_days": 7,
    "notice_hours": 1,
}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 in WIB."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


BASE = Path(__file__).resolve().parents[5] / "packs" / "dasar"


@dataclass
class House:
    """What is offered, who works there, who comes."""

    opening: Opening
    clerk: User
    outsider: User
    admin: User
    siti: User
    budi: User


def install(entry: dict[str, Any]) -> Opening:
    """Install an opening as a pack does."""
    install_openings([entry], ContentContext("uji", "1", BASE, SYSTEM))
    return Opening.objects.select_related("unit").get(code=entry["code"])


def plant() -> House:
    """The agency with its hours, its slots, and people."""
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    regency = Unit.objects.get(code="35.10")
    office = Unit.objects.create(
        code="35.10/imigrasi", name="Kantor Imigrasi", short_name="Imigrasi", kind="vertikal",
        region_id="35.10", parent=regency, address="Jalan Contoh 1",
    )  # fmt: skip
    for weekday in range(5):
        ServiceHours.objects.create(unit=office, weekday=weekday, opens="08:00", closes="12:00")
    texts = yaml.safe_load((BASE / "notices.yaml").read_text())
    wanted = [entry for entry in texts if entry["code"].startswith("appointments.")]
    install_notices(wanted, ContentContext("dasar", "1", BASE, SYSTEM))
    tamansari = unit_by_code("35.10.24.2008")
    return House(
        install(ENTRY),
        make_officer("petugas", "petugas_loket", office.pk),
        make_officer("luar", "operator_desa", tamansari.id),
        make_officer("admin", "admin_kabupaten", regency.pk),
        make_user("siti", full_name="Siti Aminah"),
        make_user("budi", full_name="Budi Santoso"),
    )


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    """It is Monday, 2 March 2026, 08.00 WIB."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


standing_house = standing(plant, at=MONDAY)


@pytest.fixture
def house(standing_house: House, db: None, monday: time_machine.Traveller) -> House:
    """The house on that Monday; what the test adds goes with it."""
    return deepcopy(standing_house)
