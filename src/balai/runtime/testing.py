"""Pytest plugin: one embedded PostgreSQL for all workers, started by the controller; files and keys of each apart.

The tables are migrated once, into a template of which each test database is a copy; the next run finds it there
unless a migration or a library has changed.

A plugin (``-p`` in pyproject.toml) and not a conftest: pytest-django reads the settings before any
conftest is loaded.
"""

import gc
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[3]
TEMPLATE = "balai_template_"
STANDING = "BALAI_TEST_STANDING"
MIGRATE = (
    "import django; django.setup(); from balai.runtime.migrating import migrate; migrate(lambda line: None)"
)
_stack = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Have the server before Django reads its settings. Nothing of what is read until the first test goes away."""
    gc.disable()
    _prepare()
    yield


def pytest_collection_finish() -> None:
    """From here on Python looks for what could go, but not among the application and thousands of tests."""
    gc.freeze()
    gc.enable()


def _prepare() -> None:
    os.environ["BALAI_STATIC"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        os.environ["BALAI_HOME"] = str(_home_of(worker))
        return
    home = Path(os.environ.get("BALAI_TEST_HOME", ROOT / "var" / "test"))
    if url := os.environ.get("BALAI_TEST_DATABASE_URL"):
        home.mkdir(parents=True, exist_ok=True)
    else:
        home, url = _start_server(home)
    os.environ["BALAI_HOME"], os.environ["DATABASE_URL"] = str(home), url
    os.environ[STANDING] = str(home / "standing")
    _forget_standing(url)


def _home_of(worker: str) -> Path:
    """The home of a worker. All have the keys of the run: what one has sealed or signed another can read."""
    common = Path(os.environ["BALAI_HOME"])
    home = common / worker
    shutil.rmtree(home / "keys", ignore_errors=True)
    shutil.copytree(common / "keys", home / "keys")
    return home


def standing_folder() -> Path:
    """Where files lie that belong to what stands for many tests (``tests.standing``)."""
    return Path(os.environ[STANDING])


def _forget_standing(url: str) -> None:
    """What stood for the tests of an earlier run was of its day and its code."""
    shutil.rmtree(standing_folder(), ignore_errors=True)
    standing_folder().mkdir()
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, 'standing_')"
        ).fetchall()
        for (name,) in found:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


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


def copy_the_template() -> None:
    """Let the test database be a copy of the migrated template."""
    from django.db import connection

    template = {"TEMPLATE": template_of(os.environ["DATABASE_URL"]), "MIGRATE": False}
    connection.settings_dict["TEST"] |= template


def template_of(url: str) -> str:
    """The name of a migrated database of this version on the server; the first who asks makes it."""
    name = f"{TEMPLATE}{_version()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [TEMPLATE])
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [TEMPLATE]
        )
        known = [row[0] for row in found]
        if name not in known:
            for old in known:
                connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            _make(connection, url, name)
    return name


def _make(connection: psycopg.Connection, url: str, name: str) -> None:
    """The template, under its name once it is whole."""
    draft = sql.Identifier(f"{TEMPLATE}draft")
    connection.execute(sql.SQL("CREATE DATABASE {}").format(draft))
    address = urlsplit(url)._replace(path=f"/{TEMPLATE}draft").geturl()
    words = [sys.executable, "-c", MIGRATE]
    subprocess.run(words, env={**os.environ, "DATABASE_URL": address}, check=True)
    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(draft, sql.Identifier(name)))


def _version() -> str:
    """What the tables depend on: the migrations here, and the libraries that bring their own."""
    files = sorted((ROOT / "src").rglob("migrations/*.py"))
    digest = hashlib.sha256((ROOT / "requirements" / "runtime.txt").read_bytes())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture
def own_files(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, new for this test, to which its files go."""
    folder = tmp_path_factory.mktemp("files")
    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder, "base_url": None},
    }
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    return folder


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> Generator[None, None, None]:
    """A good hash takes a third of a second, and nobody guesses the passwords of tests."""
    from django.conf import settings
    from django.test import override_settings

    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(PASSWORD_HASHERS=[quick, *settings.PASSWORD_HASHERS]):
        yield


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
