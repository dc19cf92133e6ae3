"""The installation that is struck: the demo as anybody runs it, with a mail server that counts."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from balai.runtime.postgres import address
from bench.house import demo_command, running
from tests.faults.ledger import Count, Ledger
from tests.faults.postbox import HOST, postbox
from tests.faults.run import APPLICANTS, Run, perform
from tests.faults.striker import Striker


@contextmanager
def installation(port: int, home: Path, post: int) -> Iterator[int]:
    """Web, worker and database under one ``balai``; gives its process id."""
    mail = {"BALAI_EMAIL_HOST": HOST, "BALAI_EMAIL_PORT": str(post), "BALAI_EMAIL_TLS": "0"}
    with running(demo_command(port), f"http://{HOST}:{port}/readyz", home, **mail) as program:
        with psycopg.connect(address(home)) as connection:
            letters_go_to = (
                "UPDATE accounts_user SET email = username || '@contoh.test' WHERE username = ANY(%s)"
            )
            connection.execute(letters_go_to, [list(APPLICANTS)])
        yield program.pid


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def strike_through(home: Path, letters: int, kills: int, patience: float) -> tuple[Run, Striker, list[Count]]:
    """Carry the letters through, strike on the way, wait until all is mended, and count."""
    run = Run(free_port(), letters, kills)
    with postbox() as post, installation(run.port, home, post.port) as pid:
        striker = Striker(pid, seed=letters)
        perform(run, striker)
        ledger = Ledger(address(home), run, post.taken)
        ledger.wait(patience)
        return run, striker, ledger.counts()
