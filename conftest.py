"""What every test may ask for: pages in a real browser (``tests.browser``, ``tests.window``)."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# how long a machine takes is no rule of the house
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

pytest_plugins = ["tests.browser", "tests.window", "tests.scheduling", "tests.emptying"]


def pytest_configure(config: pytest.Config) -> None:
    """Before there are other processes: the keys that all of them share."""
    from tests.standing import make_keys

    if not hasattr(config, "workerinput"):
        make_keys(Path(os.environ["BALAI_HOME"]))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The test database is a copy: its tables are there at once."""
    from balai.runtime.testing import copy_the_template

    copy_the_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database; tests that commit may empty it afterwards, tables that only grow included."""
    from balai.foundation.audit.testing import allow_emptying

    with django_db_blocker.unblock():
        allow_emptying()
