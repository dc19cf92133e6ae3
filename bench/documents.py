"""(b) Documents: number, PDF/A, signature and event in one transaction, against Typst and pyHanko alone."""

import json
import subprocess
import sys
from collections.abc import Iterator

from bench.house import ROOT, environment
from bench.table import Line

TARGET = 0.7


def measure(database_url: str, count: int) -> Iterator[Line]:
    """Both measured in turns in one process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.letters", str(count)],
        env={**environment(), "DATABASE_URL": database_url},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    rates = json.loads(done.stdout.splitlines()[-1])
    balai, floor = rates["balai"], rates["floor"]
    yield Line("document issue", f"{balai:.1f} letters/s", f"{floor:.1f} letters/s", balai / floor, TARGET)
