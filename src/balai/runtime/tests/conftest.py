"""A home in which a demo has lived, and small databases of one's own."""

import json
import os
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import conninfo, sql

from balai.runtime.push.watching import Seen
from balai.runtime.tests.command import PORT, Running


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home in which a demo ran once and was stopped with Ctrl-C."""
    home = tmp_path_factory.mktemp("demo")
    running = Running(home, "demo", "--regency", "72.10", "--port", str(PORT))
    running.until("Ctrl-C menghentikan semuanya")
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz") as answer:  # noqa: S310
        parts = json.load(answer)
    assert parts.pop("push") in {seen.value for seen in Seen}  # it is started after the first page
    assert parts == {"status": "ok", "database": "ok", "migrations": "ok", "storage": "ok"}
    assert running.stop() == 0
    assert running.said[-1] == "  Selesai.\n"
    return home


def fresh_database() -> Iterator[str]:
    """The address of an empty database, which is dropped afterwards."""
    server, name = os.environ["DATABASE_URL"], f"life_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield conninfo.make_conninfo(server, dbname=name)
        # FORCE would also ask for the server's own vacuum, which no ordinary role may end
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = user",
            [name],
        )
        connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


database = pytest.fixture(fresh_database, name="database")
second_database = pytest.fixture(fresh_database, name="second_database")
