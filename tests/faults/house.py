"""The installation that is struck: the demo as anybody runs it, with a mail server that counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from balai.runtime.postgres import address
from bench.house import demo_command, running
from tests.faults.ledger import Count, Ledger
from tests.faults.money import till_of
from tests.faults.postbox import HOST, postbox
from tests.faults.run import APPLICANTS, Run, perform
from tests.faults.striker import Striker
from tests.homes import free_port

FEWEST_BILLS = 6


@contextmanager
def installation(port: int, home: Path, post: int, **settings: str) -> Iterator[int]:
    """Web, worker and database under one ``balai``; gives its process id."""
    mail = {"BALAI_EMAIL_HOST": HOST, "BALAI_EMAIL_PORT": str(post), "BALAI_EMAIL_TLS": "0"}
    with running(demo_command(port), f"http://{HOST}:{port}/readyz", home, **mail, **settings) as program:
        with psycopg.connect(address(home)) as connection:
            letters_go_to = (
                "UPDATE accounts_user SET email = username || '@contoh.test' WHERE username = ANY(%s)"
            )
            connection.execute(letters_go_to, [list(APPLICANTS)])
        yield program.pid


def strike_through(home: Path, letters: int, kills: int, patience: float) -> tuple[Run, Striker, list[Count]]:
    """Carry letters and payments through, strike on the way, wait until all is mended, and count."""
    run = Run(free_port(), letters, kills)
    bills = max(FEWEST_BILLS, letters // 5)
    with (
        postbox() as post,
        till_of(run, bills) as till,
        installation(run.port, home, post.port, **till.settings) as pid,
    ):
        striker = Striker(pid, seed=letters)
        with till.paying(home, striker):
            perform(run, striker)
        ledger = Ledger(address(home), run, post.taken)
        ledger.wait(patience)
        till.wait(home, patience)
        return run, striker, [*ledger.counts(), *till.counts(home)]
