"""What a process does while it is only beginning."""

import signal
import subprocess
import sys

# like the server's master and its worker: the handlers are the master's, the worker loads for a long time
MASTER = """
import multiprocessing, signal, sys, time
from balai.runtime import leash

def load(told):
    {first}
    told.set()
    time.sleep(60)

signal.signal(signal.SIGTERM, lambda number, frame: None)
context = multiprocessing.get_context("fork")
told = context.Event()
worker = context.Process(target=load, args=(told,))
worker.start()
told.wait()
worker.terminate()
worker.join({seconds})
print(worker.exitcode)
worker.kill()
"""


def exit_code(first: str, seconds: int) -> str:
    """How the worker ended that was told to while it loaded."""
    script = MASTER.format(first=first, seconds=seconds)
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_worker_that_still_loads_ends_when_it_is_told_to() -> None:
    assert exit_code("pass", 1) == "None"  # with the handlers of its master it goes on
    assert exit_code("leash.end_when_told()", 60) == str(-signal.SIGTERM)
