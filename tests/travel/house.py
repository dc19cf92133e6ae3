"""A second installation, cheaply: a home and a database of its own, its web server and its desk as processes.

At the desk (``python -m tests.travel.house``) commands are given one after the other, as lines of JSON: what the
``balai`` command would be given, or first ``house`` and one of the works of this file.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

from bench.house import running
from tests.homes import free_port

if TYPE_CHECKING:
    from balai.territory.adoption.snapshots import Snapshot

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@dataclass
class House:
    """An installation of one regency."""

    home: Path
    url: str
    port: int
    desk: "subprocess.Popen[str] | None" = None

    @property
    def address(self) -> str:
        """Where its web server listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """Its environment, beside what the test run brings."""
        return {
            "BALAI_HOME": str(self.home),
            "DATABASE_URL": self.url,
            "BALAI_STATIC": "django.contrib.staticfiles.storage.StaticFilesStorage",
            "BALAI_CATALOGUE_TRIAL": "1",
            "BALAI_CATALOGUE_TIMEOUT": "2",
            "BALAI_WEB_WORKERS": "1",
            "DJANGO_SETTINGS_MODULE": "balai.config.settings",
        }

    @contextmanager
    def staffed(self) -> Iterator[None]:
        """Somebody sits at the desk."""
        command = [sys.executable, "-m", "tests.travel.house"]
        environment = {**os.environ, **self.settings}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen(command, env=environment, cwd=ROOT, text=True, **pipes) as self.desk:
            try:
                yield
            finally:
                assert self.desk.stdin
                self.desk.stdin.close()

    def run(self, *words: object) -> Said:
        """What a command says."""
        assert self.desk
        assert self.desk.stdin
        assert self.desk.stdout
        self.desk.stdin.write(json.dumps([str(word) for word in words]) + "\n")
        self.desk.stdin.flush()
        return Said(*json.loads(self.desk.stdout.readline()))

    def pack(self, *words: object) -> str:
        """What ``balai pack …`` says when it succeeds."""
        done = self.run("pack", *words)
        assert done.code == 0, done.err
        return done.out

    def refused(self, *words: object) -> str:
        """The one line with which ``balai pack …`` fails."""
        done = self.run("pack", *words)
        assert done.code == 1, done.out + done.err
        return done.err

    def do(self, *words: object) -> list[str]:
        """One of the works of this file, and the lines that it says."""
        done = self.run("house", *words)
        assert done.code == 0, done.err
        return done.out.splitlines()

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Rows of its database."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(query).fetchall()

    def page(self, path: str) -> str:
        """A public page of its web server."""
        with urlopen(self.address + path, timeout=60) as answer:  # noqa: S310 - our own address
            return str(answer.read().decode())

    @contextmanager
    def open(self) -> Iterator[None]:
        """Its web server, for the while."""
        command = [sys.executable, "-m", "balai.runtime.web", "127.0.0.1", str(self.port)]
        with running(command, f"{self.address}/livez", self.home, **self.settings):
            yield


@contextmanager
def house(code: str, folder: Path, template: str, *packs: str) -> Iterator[House]:
    """A planted installation whose database is a copy of the migrated template."""
    server, name = os.environ["DATABASE_URL"], f"travel_{os.getpid()}_{code.replace('.', '')}"
    with psycopg.connect(server, autocommit=True) as connection:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            url = urlsplit(server)._replace(path=f"/{name}").geturl()
            place = House(folder, url, free_port())
            with place.staffed():
                place.do("plant", code, *packs)
                yield place
        finally:
            dropped = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(dropped)


def plant(code: str, *names: str) -> None:
    """Places of both regencies, units of the one, packs of the repository."""
    from balai.core.actor import SYSTEM
    from balai.foundation.organizations.api import set_up_units
    from balai.foundation.packs import api as packs
    from balai.foundation.regions.testing import plant_regency

    plant_regency(code, also=("35", "35.10", "72", "72.10"))
    set_up_units(SYSTEM, code)
    for name in names:
        packs.install(ROOT / "packs" / name)


def compose(service: str, folder: str) -> None:
    """The service as a folder that its regency writes on."""
    from balai.core.actor import SYSTEM
    from balai.foundation.packs.actions.export_pack import write_files
    from balai.services.catalogue.actions.edit_service import service_pack

    write_files(dict(service_pack(SYSTEM, service)), Path(folder))


def share() -> None:
    """Allow every publisher to know, and tell it at once."""
    from balai.core.actor import SYSTEM
    from balai.foundation.packs import api as packs

    for card in packs.publishers():
        packs.share_adoptions(SYSTEM, card.id, True)
        packs.report_adoptions(card.id)


def measure(pack: str, after: str, day: str, agrees: str) -> None:
    """The innovation that the pack is was taken up here, and its first indicator measured on the day."""
    from balai.core.actor import SYSTEM
    from balai.foundation.organizations.api import unit_by_code
    from balai.territory.adoption.actions.begin_plan import Origin, begin_plan
    from balai.territory.adoption.actions.change_plan import PlanFacts, change_plan
    from balai.territory.adoption.actions.judge import Measured
    from balai.territory.adoption.actions.judge import measure as tell
    from balai.territory.adoption.models import Plan

    plan = Plan.objects.first() or begin_plan(
        SYSTEM, _innovation(pack), Origin("catalogue", "35.10", "Banyuwangi")
    )
    told = Measured(Decimal(60), date(2025, 1, 6), Decimal(after), date.fromisoformat(day), "Catatan loket")
    tell(SYSTEM, plan.results.all()[0].pk, told)
    unit = unit_by_code("72.10/dpmptsp").id
    change_plan(SYSTEM, plan.pk, PlanFacts(unit, "running", "Prioritas pertama", agrees == "setuju"))


def _innovation(pack: str) -> "Snapshot":
    from ruamel.yaml import YAML

    from balai.territory.adoption.snapshots import read_entry

    entries = YAML(typ="safe").load(ROOT / "packs" / "inovasi" / "innovations.yaml")
    (entry,) = [one for one in entries if one["code"] == "mal-pelayanan-publik"]
    return read_entry({**entry, "pack": pack})


def compare() -> None:
    """Say what adopters agreed to show, and what stands beside one's own figures."""
    from balai.territory.adoption.comparing import compared, results_of_adopters
    from balai.territory.adoption.models import Plan
    from balai.territory.adoption.selectors import results_of

    for row in results_of_adopters():
        print(
            f"{row.region}: {row.figure.before} -> {row.figure.after}, {row.figure.on}, {row.figure.source}"
        )
    for plan in Plan.objects.all():
        for figure in compared(plan, results_of(plan))[0].figures:
            print(f"{figure.who}: {figure.after}, {figure.on}")


def _sit() -> None:
    """Do what each line says; answer with how it ended and what it said."""
    import django

    django.setup()
    for line in sys.stdin:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = _done(json.loads(line))
        print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)


def _done(words: list[str]) -> int:
    from balai.runtime import cli

    works: dict[str, Callable[..., None]] = {
        "plant": plant, "compose": compose, "share": share, "measure": measure, "compare": compare,
    }  # fmt: skip
    if words[0] == "house":
        works[words[1]](*words[2:])
        return 0
    sys.argv = ["balai", *words]
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    _sit()
