"""Banyuwangi with its units, and the cast of these tests."""

from dataclasses import dataclass

import pytest

from balai.core.actor import SYSTEM
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_officer, make_role
from balai.foundation.organizations.api import UnitCard, set_up_units, unit_by_code
from balai.foundation.regions.testing import plant_regency


@dataclass
class Cast:
    """The units, and people with a role on them."""

    tamansari: UnitCard
    sumberberas: UnitCard
    admin: User
    operator: User
    outsider: User


@pytest.fixture
def units(db):
    plant_regency()
    set_up_units(SYSTEM, "35.10")


@pytest.fixture
def cast(units):
    make_role("kepala_desa")
    tamansari, sumberberas = unit_by_code("35.10.24.2008"), unit_by_code("35.10.05.2001")
    admin = make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id)
    operator = make_officer("operator", "operator_desa", tamansari.id)
    outsider = make_officer("outsider", "operator_desa", sumberberas.id)
    return Cast(tamansari, sumberberas, admin, operator, outsider)
