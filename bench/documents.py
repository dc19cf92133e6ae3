"""(b) Documents: number, PDF/A, signature and event in one transaction, against Typst and pyHanko alone."""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator

from bench.house import ROOT, environment
from bench.table import Line

TARGET = 0.7


def measure(database_url: str, count: int) -> Iterator[Line]:
    """Medians of both, measured in turns in one process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.letters", str(count)],
        env={**environment(), "DATABASE_URL": database_url},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    times = json.loads(done.stdout.splitlines()[-1])
    balai, floor = statistics.median(times["balai"]), statistics.median(times["floor"])
    yield Line(
        "document issue", f"{balai * 1000:.1f} ms a letter", f"{floor * 1000:.1f} ms", floor / balai, TARGET
    )
