"""A ``balai`` in small, for the tests to kill: keeps one server until it is told to stop."""

import signal
import sys
import time
from pathlib import Path

from balai.runtime.home import occupy
from balai.runtime.postgres import Server
from balai.runtime.problem import Problem


def main(home: Path) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with occupy(home, "keeper"):
            return keep(Server(home, durable=False, say=lambda line: print(line, flush=True)))
    except Problem as problem:
        print(f"problem: {problem}", flush=True)
        return 1


def keep(server: Server) -> int:
    try:
        print(f"ready {server.start()}", flush=True)
        print(f"pid {server.child.pid if server.child else 0}", flush=True)
        while True:
            server.tend()
            time.sleep(0.05)
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
