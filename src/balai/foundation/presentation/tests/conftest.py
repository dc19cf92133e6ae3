"""A regency with its administrator."""

from dataclasses import dataclass

import pytest
from django.test import Client

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.presentation.selectors import own_texts
from balai.foundation.regions.testing import plant_regency


@dataclass
class Office:
    """The administrator of the regency, and a village operator."""

    admin: User
    operator: User

    @property
    def actor(self) -> Actor:
        """The administrator with the second factor shown."""
        return actor_of(self.admin)

    @property
    def client(self) -> Client:
        """The administrator's browser."""
        return sign_in(Client(headers={"accept-language": "id"}), self.admin)


@pytest.fixture
def office(db: None) -> Office:
    own_texts.cache_clear()
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    admin = make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id)
    operator = make_officer("operator", "operator_desa", unit_by_code("35.10.24.2008").id)
    return Office(admin, operator)
