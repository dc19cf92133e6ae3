"""What many tests look at: planted once in a run, in a database of which every folder or file gets a copy.

In a conftest, with a ``build`` that plants and returns who and what there is (it is pickled)::

    standing_house = standing(build)

While the fixture stands, the connections of this process lead to the copy, inside a transaction that is never
committed; what a test adds is taken back with the test.
"""

import hashlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import override_settings
from psycopg import sql

from balai.core import keys
from balai.foundation.documents.signing.authority import authority
from balai.runtime.testing import standing_folder, template_of
from tests.browser import outside_the_loop
from tests.window import never_committed

COPY = "CREATE DATABASE {} TEMPLATE {}"
LEAVE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = user"


def make_keys(home: Path) -> None:
    """Every key that is otherwise made on first use; the processes of the run share them."""
    for make in (keys.django_secret_key, keys.data_keys, keys.audit_key, keys.catalogue_key, authority):
        make(home)


def standing(build: Callable[[], Any], *, scope: Any = "module", at: datetime | None = None) -> Any:
    """A fixture: what ``build`` has planted, ``at`` a moment that stands still, or now."""

    @pytest.fixture(scope=scope)
    def stand(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        with django_db_blocker.unblock(), copied(build, at) as built, never_committed():
            yield built

    return stand


@contextmanager
def copied(build: Callable[[], Any], at: datetime | None) -> Iterator[Any]:
    """Within: the connections lead to a database of our own in which all of it stands."""
    name = "standing_" + hashlib.sha256(f"{build.__module__}.{build.__qualname__}".encode()).hexdigest()[:16]
    own, folder = f"{name}_{os.getpid()}", standing_folder() / name
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            _plant(server, name, folder, build, at)
        server.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])
        server.execute(_named(COPY, own, name))
        shutil.copytree(folder / "files", settings.HOME / "files", dirs_exist_ok=True)
        try:
            with leading_to(own):
                yield pickle.loads((folder / "value").read_bytes())  # noqa: S301 - our own
        finally:
            _drop(server, own)


def _plant(
    server: psycopg.Connection, name: str, folder: Path, build: Callable[[], Any], at: datetime | None
) -> None:
    """Build in a draft, which gets its name once it is whole."""
    draft, files = f"{name}_draft", folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    (folder / "keys").symlink_to(settings.HOME / "keys")
    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": files, "base_url": None},
    }
    there = {"HOME": folder, "MEDIA_ROOT": files, "STORAGES": {**settings.STORAGES, "default": storage}}
    server.execute(_named("DROP DATABASE IF EXISTS {}", draft))
    server.execute(_named(COPY, draft, template_of(os.environ["DATABASE_URL"])))
    clock = time_machine.travel(at, tick=False) if at else nullcontext()
    with leading_to(draft), override_settings(**there), outside_the_loop(), clock:
        call_command("createcachetable", verbosity=0)
        with transaction.atomic():
            built = build()
            connection.run_on_commit.clear()  # no mail goes out: nobody waits for one
    (folder / "value").write_bytes(pickle.dumps(built))
    server.execute(_named("ALTER DATABASE {} RENAME TO {}", draft, name))


@contextmanager
def leading_to(name: str) -> Iterator[None]:
    """Within: all connections of this process lead to the database."""
    with outside_the_loop():
        before = connection.settings_dict["NAME"]
    _lead_to(name)
    try:
        yield
    finally:
        _lead_to(before)


def _lead_to(name: str) -> None:
    _close_all()  # beside a running loop there are others
    with outside_the_loop():
        _close_all()
        for each in connections.all():
            each.settings_dict["NAME"] = name


def _close_all() -> None:
    for each in connections.all(initialized_only=True):
        each.close()


def _drop(server: psycopg.Connection, name: str) -> None:
    """Also when a thread has left a line open; FORCE would ask for the server's own vacuum, which we may not end."""
    server.execute(LEAVE, [name])
    server.execute(_named("DROP DATABASE {}", name))


def _named(words: str, *names: str) -> sql.Composed:
    return sql.SQL(words).format(*map(sql.Identifier, names))
