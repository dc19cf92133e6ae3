"""The cast, gathered late: Django's settings wait for the test database."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from balai.foundation.cases.tests.cast import Cast


@pytest.fixture
def cast(db: None) -> "Cast":
    from balai.foundation.cases.tests.cast import gather

    return gather()
