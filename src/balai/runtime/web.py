"""The web server process: Granian with the Django application."""

import os
import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from balai.config import env, logs


def main(host: str, port: int) -> None:
    """Serve until a signal. The numbers suit a small machine; a bigger one sets ``BALAI_WEB_WORKERS``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    Server(
        "balai.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(env.text("BALAI_WEB_WORKERS", str(min(os.cpu_count() or 1, 4)))),
        blocking_threads=int(env.text("BALAI_WEB_THREADS", "4")),
        backlog=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        log_enabled=True,
        log_level=LogLevels.warning,
        log_dictconfig=logs.configuration(),
        log_access=env.flag("BALAI_ACCESS_LOG"),
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
