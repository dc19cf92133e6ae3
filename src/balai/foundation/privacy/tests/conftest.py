"""The world of a village with the data protection officer of the regency, and the contents of the pack."""

from typing import TYPE_CHECKING

import pytest

from balai.foundation.cases.tests.conftest import _quick_sign_in, cast

if TYPE_CHECKING:
    from balai.foundation.cases.tests.cast import Cast
    from balai.foundation.privacy.tests.office import Office

__all__ = ["_quick_sign_in", "cast", "office"]


@pytest.fixture
def office(cast: "Cast") -> "Office":
    from balai.foundation.privacy.tests.office import open_office

    return open_office()
