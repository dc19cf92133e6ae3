"""The process itself: ``python -m balai.runtime.push HOST PORT``."""

import sys

from balai.runtime.loading import load


def main(host: str, port: int) -> None:
    """Serve until a signal."""
    load()
    from balai.runtime.migrating import gate
    from balai.runtime.push.house import House
    from balai.runtime.push.process import run

    run(host, port, House(gate()))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
