"""The world of a village with the data protection officer of the regency, and the contents of the pack."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from balai.foundation.cases.tests.cast import Cast
    from balai.foundation.privacy.tests.office import Office


@pytest.fixture(autouse=True)
def _quick_sign_in(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AXES_ENABLED = False


@pytest.fixture
def cast(db: None) -> "Cast":
    from balai.foundation.cases.tests.cast import gather

    return gather()


@pytest.fixture
def office(cast: "Cast") -> "Office":
    from balai.foundation.privacy.tests.office import open_office

    return open_office()
