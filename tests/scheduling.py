"""Which test process runs what: the tests of a file stay together, and the longest files begin.

So what a file or a folder has set up is set up once, and the processes come to their end together.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# these folders stay together: they share a running demo
TOGETHER = ("tests/journeys/",)
# what takes longest, in this order; everything else follows as it was collected
FIRST = (
    "tests/journeys/",
    "tests/faults/",
    "tests/tour/",
    "src/balai/runtime/tests/test_upgrade.py",
    "src/balai/runtime/tests/test_cli.py",
    "tests/access/",
    "tests/hostile/",
    "tests/services/",
    "tests/cooperation/",
    "tests/travel/",
)


class ByFile(LoadScopeScheduling):
    """Hands out whole files, or whole folders, in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)


def unit(nodeid: str) -> str:
    """What the test is handed out with."""
    folder = next((folder for folder in TOGETHER if nodeid.startswith(folder)), "")
    return folder or nodeid.partition("::")[0]


def rank(path: str) -> int:
    """The place of a unit among those that begin."""
    places = (place for place, begins in enumerate(FIRST) if path.startswith(begins))
    return next(places, len(FIRST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Ours, whatever ``--dist`` says."""
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, the tests of a unit beside each other: those that commit last, as Django asks."""
    units = sorted({unit(item.nodeid) for item in items}, key=lambda path: (rank(path), path))
    places = {path: place for place, path in enumerate(units)}
    items.sort(key=lambda item: places[unit(item.nodeid)])
