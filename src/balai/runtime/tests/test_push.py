"""The push process as it runs: followed by many, starved, killed, and with a database that comes and goes."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from balai.config.env import ROOT
from balai.runtime.home import occupy
from balai.runtime.postgres import Server
from balai.runtime.push import watching
from balai.runtime.push.doors import Doors, Full
from balai.runtime.push.watching import Seen
from balai.runtime.tests import small_push
from balai.runtime.tests.following import SECONDS, Reader

HALL, DISPLAY, OTHER = "/siaran/tempat/aula", "/siaran/layar/aula-1", "/siaran/layar/balai-2"
PAGES = "http://127.0.0.1:8340"
TOTAL, EACH = 60, 50
pytestmark = pytest.mark.xdist_group("push")  # one database server and one process for all of them


@dataclass
class Tower:
    """A push process with a database of its own, both of which may be killed."""

    server: Server
    url: str
    port: int
    home: Path
    process: subprocess.Popen[bytes] | None = None
    readers: list[Reader] = field(default_factory=list)

    def start(self) -> None:
        words = [sys.executable, "-m", small_push.__name__, "127.0.0.1", str(self.port)]
        settings = {
            "BALAI_HOME": str(self.home),
            "BALAI_PUBLIC_URL": PAGES,
            "BALAI_PUSH_STREAMS": str(TOTAL),
            "BALAI_PUSH_PER_ADDRESS": str(EACH),
            "BALAI_TRUSTED_PROXIES": "127.0.0.1",
            "BALAI_LOG": "json",
            "DJANGO_SETTINGS_MODULE": "balai.config.settings",
            "DATABASE_URL": self.url,
            "TEST_SLOW": "1",
            "TEST_PACE": "0.05",
        }
        log = (self.home / "push.log").open("a")
        self.process = subprocess.Popen(words, env={**os.environ, **settings}, cwd=ROOT, stderr=log)
        self.wait_for(200)

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()

    def wait_for(self, status: int) -> None:
        """Until ``/readyz`` answers so."""
        limit = time.monotonic() + SECONDS
        while self.ask("/readyz")[0] != status:
            assert time.monotonic() < limit, (self.home / "push.log").read_text()
            time.sleep(0.05)

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
        """The answer to a plain request; (0, "") when there is none."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request(
                method, path, headers={name.replace("_", "-"): text for name, text in headers.items()}
            )
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""
        finally:
            line.close()

    def follow(self, path: str, **options: str | int) -> Reader:
        """A reader that has its first content."""
        reader = Reader(self.port, path, **options)  # type: ignore[arg-type]
        self.readers.append(reader)
        return reader

    def write(self, code: str, place: str, content: str) -> None:
        """Change what the board says, and tell of it at commit."""
        with psycopg.connect(self.url) as connection:
            connection.execute(
                "INSERT INTO board VALUES (%s, %s, %s) ON CONFLICT (code) DO UPDATE SET content = excluded.content",
                [code, place, content],
            )
            connection.execute("SELECT pg_notify('balai_queue', %s)", [place])

    def readings(self, place: str) -> int:
        with psycopg.connect(self.url) as connection:
            row = connection.execute("SELECT count(*) FROM readings WHERE place = %s", [place]).fetchone()
        return int(row[0]) if row else 0

    def lines(self) -> list[dict[str, str]]:
        """What the process said."""
        said = (self.home / "push.log").read_text().splitlines()
        return [json.loads(line) for line in said if line.startswith("{")]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tower]:
    home = tmp_path_factory.mktemp("push")
    with occupy(home, "pytest"), socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        server = Server(home, durable=False)
        tower = Tower(server, server.start(), port, home)
        with psycopg.connect(tower.url) as connection:
            connection.execute(small_push.TABLES)
        tower.start()
        yield tower
        assert tower.process
        tower.process.terminate()
        assert tower.process.wait(10) == 0
        assert not (home / "run" / "push.json").exists()
        server.stop()


@pytest.fixture
def tower(running: Tower) -> Iterator[Tower]:
    """The process with a hall that says one thing; everybody leaves after the test."""
    running.write("aula-1", "aula", "<p>A 001</p>")
    yield running
    for reader in running.readers:
        reader.close()
    running.readers.clear()


def test_a_change_is_computed_once_and_reaches_everybody(tower: Tower) -> None:
    readers = [tower.follow(DISPLAY) for _ in range(30)]
    first = {reader.next("isi") for reader in readers}
    assert [event.data for event in first] == ["<p>A 001</p>"]
    assert readers[0].next("hidup").data.isdigit()
    before = tower.readings("aula")
    tower.write("aula-1", "aula", "<p>A 002</p>\n<p>Loket 3</p>")
    second = {reader.next("isi") for reader in readers}
    assert [event.data for event in second] == ["<p>A 002</p>\n<p>Loket 3</p>"]
    assert (
        tower.readings("aula") - before <= 2
    )  # a word of the test before may still be under way; never one each


def test_many_changes_in_a_moment_are_read_together(tower: Tower) -> None:
    reader = tower.follow(DISPLAY)
    reader.next("isi")
    before = tower.readings("aula")
    with psycopg.connect(tower.url, autocommit=True) as connection:
        for number in range(100):
            connection.execute("UPDATE board SET content = %s WHERE code = 'aula-1'", [str(number)])
            connection.execute("NOTIFY balai_queue, 'aula'")
    while reader.next("isi").data != "99":
        pass
    assert tower.readings("aula") - before < 50


def test_a_place_that_nobody_follows_is_not_read(tower: Tower) -> None:
    follower = tower.follow(DISPLAY)
    follower.next("isi")
    tower.write("balai-2", "balai", "<p>B 001</p>")
    tower.write("aula-1", "aula", "<p>A 007</p>")
    assert follower.next("isi").data == "<p>A 007</p>"
    assert tower.readings("balai") == 0


def test_a_bell_tells_that_something_changed_and_not_what(tower: Tower) -> None:
    tower.write("aula", "aula", "")
    reader = tower.follow(HALL)
    first = reader.next("isi")
    tower.write("aula-1", "aula", "<p>A 001</p>")  # said already, and yet a change
    assert int(reader.next("isi").data) > int(first.data)


def test_what_is_no_more_ends_its_streams(tower: Tower) -> None:
    tower.write("tamu", "aula", "<p>2 di depan Anda</p>")
    reader = tower.follow("/siaran/nomor/tamu")
    assert reader.next("isi").data == "<p>2 di depan Anda</p>"
    with psycopg.connect(tower.url) as connection:
        connection.execute("DELETE FROM board WHERE code = 'tamu'")
        connection.execute("NOTIFY balai_queue, 'aula'")
    assert reader.next("habis").data == ""
    assert reader.is_closed()
    assert tower.ask("/siaran/nomor/tamu") == (404, '{"status": 404}')


def test_killed_and_back_only_what_is_new_is_sent(tower: Tower) -> None:
    tower.write("balai-2", "balai", "<p>B 001</p>")
    seen, other = (tower.follow(path).next("isi") for path in (DISPLAY, OTHER))
    tower.kill()
    assert watching_from(tower) is Seen.AWAY
    tower.write("balai-2", "balai", "<p>B 002</p>")
    tower.start()
    same = tower.follow(DISPLAY, Last_Event_ID=seen.ident)
    assert [same.next().name, same.next().name] == ["", "hidup"]  # the first says when to knock again
    assert tower.follow(OTHER, Last_Event_ID=other.ident).next("isi").data == "<p>B 002</p>"


def test_a_database_that_was_killed_is_found_again(tower: Tower) -> None:
    reader = tower.follow(DISPLAY)
    reader.next("isi")
    assert tower.server.child
    tower.server.child.kill()
    tower.server.child.wait()
    assert reader.next("putus").data == ""
    assert tower.ask("/readyz") == (503, '{"status": "fail"}')
    assert tower.ask("/livez") == (200, '{"status": "ok"}')
    assert watching_from(tower) is Seen.DEAF
    assert tower.server.tend()
    with psycopg.connect(tower.url) as connection:  # nobody hears this one
        connection.execute("UPDATE board SET content = '<p>A 004</p>' WHERE code = 'aula-1'")
    assert reader.next("isi").data == "<p>A 004</p>"
    assert reader.next("hidup", "putus").name == "hidup"
    tower.wait_for(200)
    assert watching_from(tower) is Seen.WORKS
    said = [line["event"] for line in tower.lines()]
    assert said.index("push.listening") < said.index("push.database_lost")


def watching_from(tower: Tower) -> Seen:
    """How the process stands for whoever watches that machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BALAI_HOME", str(tower.home))
        return watching.look()


def test_a_machine_without_the_process_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALAI_HOME", str(tmp_path))
    assert watching.look() is Seen.NONE


def test_a_slow_reader_is_given_up_and_holds_back_nobody(tower: Tower) -> None:
    heavy = "x" * 400_000
    tower.write("aula-1", "aula", heavy)
    slow = tower.follow(DISPLAY, buffer=4096)
    quick = tower.follow(DISPLAY)
    quick.next("isi")
    for number in range(200):
        if "balai_push_dropped_total 1.0" in tower.ask("/metrics")[1]:
            break
        tower.write("aula-1", "aula", f"{number} {heavy}")
        assert quick.next("isi").data.split()[0] == str(number)
    assert [line["event"] for line in tower.lines()].count("push.slow_reader") == 1
    assert slow.status == 200


def test_who_asks_too_much_is_refused(tower: Tower) -> None:
    for _ in range(EACH):
        tower.follow(DISPLAY)
    assert tower.ask(DISPLAY)[0] == 429
    for _ in range(TOTAL - EACH):
        assert tower.follow(DISPLAY, X_Forwarded_For="203.0.113.9").status == 200
    assert tower.ask(DISPLAY, X_Forwarded_For="203.0.113.8")[0] == 503
    for reader in tower.readers:
        reader.close()
    limit = time.monotonic() + SECONDS
    while 'balai_push_streams{kind="layar"} 0.0' not in tower.ask("/metrics")[1]:
        assert time.monotonic() < limit
    assert tower.follow(DISPLAY).next("isi").data == "<p>A 001</p>"


def test_only_our_own_pages_may_read(tower: Tower) -> None:
    own = tower.follow(DISPLAY, Origin=PAGES)
    assert own.headers["access-control-allow-origin"] == PAGES
    for other in ("http://127.0.0.1:8341", "http://jahat.example", "null"):
        found = tower.follow(DISPLAY, Origin=other).headers
        assert "access-control-allow-origin" not in found
        assert found["vary"] == "Origin"
    assert own.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert own.headers["cache-control"] == "no-store"
    assert own.headers["x-accel-buffering"] == "no"
    assert not any(name.lower() in {"set-cookie", "access-control-allow-credentials"} for name in own.headers)


def test_strangers_see_streams_and_nothing_else(tower: Tower) -> None:
    assert tower.ask("/siaran/layar/tidak-ada")[0] == 404
    for path in ("/", "/siaran/", "/siaran/lain/aula-1", "/siaran/layar/a/b", "/siaran/layar/%2e%2e"):
        assert tower.ask(path)[0] == 404
    assert tower.ask(DISPLAY, "POST")[0] == 405
    assert tower.ask("/metrics", X_Forwarded_For="203.0.113.9")[0] == 404
    assert "balai_push_listening 1.0" in tower.ask("/metrics")[1]


def test_the_doors_count_who_is_inside() -> None:
    doors = Doors(most=2, most_each=1)
    with doors.through("a"):
        with pytest.raises(Full, match="address"), doors.through("a"):
            pass
        with doors.through("b"), pytest.raises(Full, match="total"), doors.through("c"):
            pass
    with doors.through("a"), doors.through("b"):
        pass
