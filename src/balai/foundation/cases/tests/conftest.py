"""The cast, gathered late: Django's settings wait for the test database."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from balai.foundation.cases.tests.cast import Cast


@pytest.fixture(autouse=True)
def _quick_sign_in(settings: Any) -> None:
    """Nobody guesses passwords here."""
    settings.AXES_ENABLED = False


@pytest.fixture
def cast(db: None) -> "Cast":
    from balai.foundation.cases.tests.cast import gather

    return gather()
