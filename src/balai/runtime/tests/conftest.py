"""A home in which a demo has lived, and small databases of one's own."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import conninfo, sql

from tests.homes import furnish


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a demo of Sigi ran once and was stopped with Ctrl-C."""
    return furnish(tmp_path_factory.mktemp("demo") / "home", "72.10")


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
