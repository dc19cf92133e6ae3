"""The administrator of a regency, and the pages that they see."""

import pytest
from django.test import Client

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, make_officer, sign_in
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.regions.testing import plant_regency


@pytest.fixture
def admin() -> Actor:
    """Planted with the regency and its units."""
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    return actor_of(make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id))


@pytest.fixture
def office(client: Client, admin: Actor) -> Client:
    """Signed in with the second factor."""
    return sign_in(client, User.objects.get(username="admin"))
