"""What every test may ask for: pages in a real browser (``tests.browser``, ``tests.window``)."""

from typing import Any

import pytest

pytest_plugins = ["tests.browser", "tests.window"]
COSTLY = (
    "site",
    "sigi",
    "demo_home",
    "released",
    "world",
    "struck",
)  # made in 5 to 50 seconds, for many tests


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share something costly go to one process, where it is made once (``--dist loadgroup``)."""
    for item in items:
        if group := costly(item):
            item.add_marker(pytest.mark.xdist_group(group))


def costly(item: pytest.Item) -> str:
    """The costly fixture that the test shares with others, and where it is from; empty for most tests."""
    known = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    shared = [known[name][-1] for name in COSTLY if name in known]
    names = [f"{one.argname} of {one.baseid}" for one in shared if one.scope != "function"]
    return next(iter(names), "")


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
