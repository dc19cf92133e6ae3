"""The cast, gathered late: Django's settings wait for the test database."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from balai.foundation.cases.tests.cast import Cast


@pytest.fixture(autouse=True)
def _quick_sign_in(settings: Any) -> None:
    """Passwords are not what is tested here, and nobody guesses them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AXES_ENABLED = False


@pytest.fixture
def cast(db: None) -> "Cast":
    from balai.foundation.cases.tests.cast import gather

    return gather()
