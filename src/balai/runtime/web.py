"""The web server process: Granian with the Django application."""

import os
import shutil
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from balai.config import env, logs

METERS = "PROMETHEUS_MULTIPROC_DIR"  # read by prometheus-client when a worker first imports it


def main(host: str, port: int) -> None:
    """Serve until a signal. The numbers suit a small machine; a bigger one sets ``BALAI_WEB_WORKERS``.

    SIGHUP replaces the workers one after another, with the code and settings of then. An old one stays until its
    successor has had ``BALAI_WEB_HANDOVER`` seconds to start: with fewer than a start takes, nobody would answer.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    os.environ[METERS] = str(_empty_folder(env.home() / "run" / "meters"))
    Server(
        "balai.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(env.text("BALAI_WEB_WORKERS", str(min(os.cpu_count() or 1, 4)))),
        blocking_threads=int(env.text("BALAI_WEB_THREADS", "4")),
        backlog=1024,
        respawn_failed_workers=True,
        respawn_interval=float(env.text("BALAI_WEB_HANDOVER", "20")),
        workers_kill_timeout=20,
        log_enabled=True,
        log_level=LogLevels.warning,
        log_dictconfig=logs.configuration(),
    ).serve()


def _empty_folder(folder: Path) -> Path:
    """Meters of an earlier run would be added to ours."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
