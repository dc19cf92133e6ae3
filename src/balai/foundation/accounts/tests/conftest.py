import pytest

from balai.foundation.accounts.tests.house import House, build_house


@pytest.fixture
def house(db: None) -> House:
    from django.core.cache import cache

    cache.clear()  # counters of failed attempts
    return build_house()
