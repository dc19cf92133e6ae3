"""The process itself: ``python -m balai.runtime.push HOST PORT``."""

import os
import sys

import django


def main(host: str, port: int) -> None:
    """Serve until a signal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    django.setup()
    from balai.runtime.migrating import gate
    from balai.runtime.push.house import House
    from balai.runtime.push.process import run

    run(host, port, House(gate()))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
