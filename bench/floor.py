"""Serves the bare page like Balai's own web process serves Balai: ``python -m bench.floor PORT``."""

import os
import sys

from granian.constants import Interfaces
from granian.server import Server


def main(port: int) -> None:
    """Serve until a signal, with the workers and threads of ``balai.runtime.web``."""
    Server(
        "bench.bare:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=min(os.cpu_count() or 1, 4),
        blocking_threads=int(os.environ.get("BALAI_WEB_THREADS", "4")),
        backlog=1024,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]))
