"""Pytest plugin: one embedded PostgreSQL for all workers, started by the controller; files and keys of each apart.

A plugin (``-p`` in pyproject.toml) and not a conftest: pytest-django reads the settings before any
conftest is loaded.
"""

import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
_stack = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Have the server before Django reads its settings."""
    _prepare()
    yield


def _prepare() -> None:
    os.environ["BALAI_STATIC"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        os.environ["BALAI_HOME"] = str(Path(os.environ["BALAI_HOME"]) / worker)
        return
    home = Path(os.environ.get("BALAI_TEST_HOME", ROOT / "var" / "test"))
    if url := os.environ.get("BALAI_TEST_DATABASE_URL"):
        home.mkdir(parents=True, exist_ok=True)
    else:
        home, url = _start_server(home)
    os.environ["BALAI_HOME"], os.environ["DATABASE_URL"] = str(home), url


def _start_server(home: Path) -> tuple[Path, str]:
    """The server of the test home, or of a passing home when another run has that one."""
    from balai.runtime.home import Occupied, occupy
    from balai.runtime.postgres import Server

    try:
        _stack.enter_context(occupy(home, "pytest"))
    except Occupied:
        home = Path(_stack.enter_context(tempfile.TemporaryDirectory(prefix="balai-test-")))
        _stack.enter_context(occupy(home, "pytest"))
    server = Server(home, durable=False)
    url = server.start()
    _stack.callback(server.stop)
    return home, url


def pytest_unconfigure() -> None:
    """Stop the server."""
    _stack.close()


@pytest.fixture(autouse=True)
def _fresh_pages() -> None:
    """No page that one test has seen is served to the next."""
    from balai.core.http.pages import shelf

    shelf.clear()


@pytest.fixture(autouse=True)
def _all_parts_open() -> None:
    """Every test begins with all parts open, known without a query."""
    from balai.foundation.parts.api import shut

    shut.set((), kept_for=3600.0)
