"""The job process: takes jobs out of the database until a signal, and finishes those it began."""

import os

import django
from django.core.management import call_command

from balai.config import env


def main() -> None:
    """Work off all queues."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    django.setup()
    concurrency = env.text("BALAI_JOBS_AT_ONCE", "4")
    call_command("procrastinate", "worker", "--concurrency", concurrency, "--shutdown-graceful-timeout", "20")


if __name__ == "__main__":
    main()
