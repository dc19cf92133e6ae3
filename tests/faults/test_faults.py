"""Letters go through while web server, worker and database are killed; ``python -m tests.faults`` is the long run."""

import os

from balai.runtime.serve import require_free
from bench.house import ROOT
from tests.faults.house import HOST, strike_through
from tests.faults.ledger import SENT, STALLED

LETTERS, KILLS = 9, 6
QUICK = (
    5.0  # seconds: a letter in the hands of a dead worker is taken up only after its lease of five minutes
)


def test_every_letter_ends_once_whatever_is_killed() -> None:
    home = ROOT / "var" / f"faults{os.environ.get('PYTEST_XDIST_WORKER', '')}"
    run, striker, counts = strike_through(home, LETTERS, KILLS, QUICK)
    assert striker.killed == {"web": 2, "worker": 2, "database": 2}
    assert [count for count in counts if not count.holds and count.what not in {SENT, STALLED}] == []
    assert run.signed == LETTERS
    require_free(HOST, run.port)  # nothing of it listens any more
