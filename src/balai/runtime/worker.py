"""The job process: takes jobs out of the database until a signal, and finishes those it began."""

import os
import signal
import threading
import time

import structlog
from django.core.management import call_command

from balai.config import env
from balai.runtime.gate import LOOK_EVERY, Gate, State
from balai.runtime.loading import load

log = structlog.get_logger()


def main() -> None:
    """Work off all queues. While an upgrade runs, and beside a newer database, no job is taken."""
    load()
    from balai.runtime.migrating import gate

    keeper = gate()
    _wait_until_open(keeper)
    threading.Thread(target=_end_when_shut, args=(keeper,), name="gate", daemon=True).start()
    concurrency = env.text("BALAI_JOBS_AT_ONCE", "4")
    call_command("procrastinate", "worker", "--concurrency", concurrency, "--shutdown-graceful-timeout", "20")


def _wait_until_open(keeper: Gate) -> None:
    told = State.OPEN
    while (state := keeper.state) is not State.OPEN:
        if state is not told:
            log.warning("worker.waits", because=state.value)
        told = state
        time.sleep(LOOK_EVERY)


def _end_when_shut(keeper: Gate) -> None:
    """End in order, as on a signal; whoever keeps us running starts us again, and we wait."""
    while keeper.state is State.OPEN:
        time.sleep(LOOK_EVERY)
    log.warning("worker.ends", because=keeper.state.value)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
